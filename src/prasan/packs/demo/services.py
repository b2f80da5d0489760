"""Every provincial office of the demo offers its department's services; what it says of its own is invented."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.packs.demo.figures import chance
from prasan.registers.models import Service, ServiceTemplate

HOURS = ("วันทำการ 08.30–16.30 น.", "Working days 08.30–16.30")
DAYS = (1, 3, 5, 7, 15)
OWN, NEVER = 0.15, 0.04
"""Shares of copies that say a promised time of their own, and that nobody has confirmed yet."""
MOST_DAYS_AGO = 120
OLD = {("SSO-80", "section-40-option-1"): 200, ("DLPW-92", "labour-complaint"): 130}
"""Copies of the provinces that are shown most, last confirmed so many days ago."""
PARTNER = {
    "name_th": "ที่พักชั่วคราวสำหรับแรงงาน (สมมติ)", "name_en": "Short stay for workers (invented)", "fee": 0,
    "description_th": "ที่พักไม่เกินเจ็ดคืนระหว่างรอความช่วยเหลือ",
    "description_en": "Up to seven nights while help is on its way", "who": [], "sections": [], "papers": [],
}  # fmt: skip


def load() -> int:
    """Copy the national services to every provincial office, and give the demo's partner one; returns how many."""
    today = timezone.localdate()
    offices = Office.objects.open_on(today).filter(kind="provincial").only("code", "agency_id", "area_id")
    templates: dict[str | None, list[ServiceTemplate]] = {}
    for template in ServiceTemplate.objects.in_force():
        templates.setdefault(template.agency_id, []).append(template)
    found = [_copy(office, one, today) for office in offices for one in templates.get(office.agency_id, ())]
    partner = Office.objects.filter(code="PARTNER-DEMO").first()
    if partner is not None:
        shown = Area.objects.get(code="80")
        found.append(Service(office=partner, area=shown, checked_on=today, capacity=4, **PARTNER))
    return len(Service.objects.bulk_create(found, batch_size=1500))


def _copy(office: Office, template: ServiceTemplate, today: dt.date) -> Service:
    """Return an office's copy: hours everywhere, some with a promised time of their own, some confirmed long ago."""
    key = (office.code, template.code)
    own = chance("service-days", *key)
    ago = OLD.get(key, int(chance("service-checked", *key) * MOST_DAYS_AGO))
    never = key not in OLD and chance("service-never", *key) < NEVER
    return Service(
        template=template, office_id=office.pk, area_id=office.area_id, hours_th=HOURS[0], hours_en=HOURS[1],
        days=DAYS[int(own / OWN * len(DAYS))] if own < OWN else None,
        capacity=10 + int(chance("service-capacity", *key) * 40),
        checked_on=None if never else today - dt.timedelta(days=ago),
    )  # fmt: skip
