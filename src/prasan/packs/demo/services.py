"""Every provincial office of the demo offers its department's services; what it says of its own is invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

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


EMPTY = (
    "name_th", "name_en", "description_th", "description_en", "eligibility_th", "eligibility_en", "nationality",
    "fee_note_th", "fee_note_en", "paused_reason",
)  # fmt: skip
"""Words that are the template's."""
COLUMNS = [
    "template_id", "office_id", "area_id", "state", "hours_th", "hours_en", "days", "capacity", "checked_on", *EMPTY,
]  # fmt: skip
Copy = Callable[[str, list[str], Iterable[Sequence[Any]]], int]


def load(copy: Copy) -> int:
    """Copy the national services to every provincial office, and give the demo's partner one; returns how many.

    Parameters: `copy`, (table, columns, rows) writes a set.
    """
    today = timezone.localdate()
    offices = Office.objects.open_on(today).filter(kind="provincial").only("code", "agency_id", "area_id")
    templates: dict[str | None, list[ServiceTemplate]] = {}
    for template in ServiceTemplate.objects.in_force():
        templates.setdefault(template.agency_id, []).append(template)
    rows = (_row(office, one, today) for office in offices for one in templates.get(office.agency_id, ()))
    made = copy(Service._meta.db_table, COLUMNS, rows)
    partner = Office.objects.filter(code="PARTNER-DEMO").first()
    if partner is not None:
        shown = Area.objects.get(code="80")
        Service.objects.create(office=partner, area=shown, checked_on=today, capacity=4, **PARTNER)
        made += 1
    return made


def _row(office: Office, template: ServiceTemplate, today: dt.date) -> list[Any]:
    """Return an office's copy: hours everywhere, some with a promised time of their own, some confirmed long ago."""
    key = (office.code, template.code)
    own = chance("service-days", *key)
    ago = OLD.get(key, int(chance("service-checked", *key) * MOST_DAYS_AGO))
    never = key not in OLD and chance("service-never", *key) < NEVER
    return [
        template.pk, office.pk, office.area_id, Service.State.OPEN, *HOURS,
        DAYS[int(own / OWN * len(DAYS))] if own < OWN else None,
        10 + int(chance("service-capacity", *key) * 40), None if never else today - dt.timedelta(days=ago),
        *("" for _word in EMPTY),
    ]  # fmt: skip
