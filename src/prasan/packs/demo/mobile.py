"""Days of mobile units around the province of the demo's counter: the districts exist, the rest is invented."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.registers.models import MobileDay, ServiceTemplate

SOCIAL, WORK, SAFE = "section-40-option-1", "job-placement", "labour-complaint"
DAYS = (
    ("OPS-80", "8010", -34, "หอประชุมที่ว่าการอำเภอ", (SOCIAL, WORK, SAFE), "held", 214, ""),
    ("OPS-80", "8008", -13, "โรงเรียนประจำตำบล", (SOCIAL, WORK), "held", 96, ""),
    ("DOE-80", "8003", -2, "ตลาดนัดเทศบาล", (WORK,), "planned", None, ""),
    ("OPS-80", "8001", 4, "ลานหน้าศาลากลางจังหวัด", (SOCIAL, WORK, SAFE), "planned", None, ""),
    ("SSO-80", "8001", 4, "ตลาดท่าวัง", (SOCIAL,), "planned", None, ""),
    ("OPS-80", "8009", 11, "หอประชุมอำเภอ", (SOCIAL, SAFE), "planned", None, ""),
    ("OPS-80", "8009", 11, "วัดประจำตำบล", (SOCIAL,), "planned", None, ""),
    ("OPS-80", "8014", 18, "ศูนย์ประชุมเทศบาล", (SOCIAL, WORK), "called_off", None, "เส้นทางน้ำท่วม เลื่อนไปเดือนหน้า"),
    ("OPS-80", "8006", 25, "สนามโรงเรียนอำเภอ", (WORK, SAFE), "planned", None, ""),
    ("OPS-92", "9202", 6, "หอประชุมอำเภอ", (SOCIAL, WORK), "planned", None, ""),
    ("DOE-92", "9201", -9, "ตลาดสถานีรถไฟ", (WORK,), "held", 58, ""),
    ("OPS-84", "8401", 8, "ท่าเรือเทศบาล", (SOCIAL, SAFE), "planned", None, ""),
    ("OPS-93", "9303", 12, "ที่ว่าการอำเภอ", (SOCIAL, WORK), "planned", None, ""),
)
"""Office, district, days from today, place, services, state, people who came, why it was called off."""
POINTS = {"8001": ("8.430000", "99.963000"), "9202": ("7.409000", "99.515000")}
"""Of some districts' towns, in degrees."""
OTHERS = {"8001": "โรงพยาบาลตรวจสุขภาพ ธนาคารรับเปิดบัญชี (สมมติ)"}


def load() -> int:
    """Write the days; returns how many. What the pack does not hold (an office, a district, a service) is left out."""
    today = timezone.localdate()
    offices = {one.code: one for one in Office.objects.filter(code__in={day[0] for day in DAYS}).only("code")}
    areas = dict(Area.objects.filter(code__in={day[1] for day in DAYS}).values_list("code", "pk"))
    rows = ServiceTemplate.objects.in_force().exclude(agency=None).order_by("agency__order", "code")
    departments = dict(rows.values_list("code", "agency_id"))
    made = []
    for office, area, ahead, place, services, state, came, why in DAYS:
        if office not in offices or area not in areas:
            continue
        brought = [code for code in departments if code in services]
        agencies = list(dict.fromkeys(departments[code] for code in brought))
        point = POINTS.get(area, (None, None))
        made.append(MobileDay(
            office=offices[office], area_id=areas[area], day=today + dt.timedelta(days=ahead), begins=dt.time(9),
            ends=dt.time(15), place=place, latitude=point[0], longitude=point[1], services=brought,
            agencies=agencies,
            others=OTHERS.get(area, ""), state=state, called_off=why, came=came,
        ))  # fmt: skip
    return len(MobileDay.objects.bulk_create(made))
