"""What offices of three southern provinces lend each other in the demo: invented things, invented bookings."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.platform.search import fill
from prasan.resources.commands.accounts import charge
from prasan.resources.models import Booking, Contribution, JointActivity, Need, Resource

THINGS = (
    ("DSD-93", "trainer", "วิทยากรช่างเชื่อม ระดับ 2", 20, ("เชื่อมไฟฟ้า", "เชื่อม TIG"), (), 180_000, 100, None, "แจ้งก่อน 7 วัน"),
    ("DSD-93", "room", "ห้องฝึกเชื่อม 12 ตู้", 12, ("ตู้เชื่อม", "พัดลมดูดควัน"), (), 90_000, 50, None, "ผู้ยืมจัดหาลวดเชื่อมเอง"),
    ("DSD-80", "trainer", "วิทยากรช่างเครื่องปรับอากาศ", 20, ("ซ่อมแอร์", "ไฟฟ้าเบื้องต้น"), (), 180_000, 100, None, ""),
    ("DSD-80", "mobile_unit", "รถฝึกอาชีพเคลื่อนที่", 16, ("ตัดผม", "ทำขนม"), (), 350_000, 60, None, "ต้องมีไฟฟ้า 3 เฟส"),
    ("OPS-80", "vehicle", "รถตู้ 12 ที่นั่ง", 12, (), (), 120_000, 50, None, "ผู้ยืมเติมน้ำมันคืน"),
    ("OPS-80", "room", "ห้องประชุมศาลากลาง ชั้น 4", 80, ("ประชุมทางไกล",), (), 0, 100, None, ""),
    ("DLPW-80", "inspector", "พนักงานตรวจแรงงานประมง", None, ("เรือประมง", "แรงงานเด็ก"), (), 0, 100, None, "ตรวจร่วม"),
    ("DOE-80", "interpreter", "ล่ามประจำศูนย์แรกรับ", None, (), ("my", "km"), 100_000, 100, None, ""),
    ("DOE-92", "vehicle", "รถกระบะ 4 ประตู", 5, (), (), 80_000, 100, None, ""),
    ("OPS-92", "equipment", "เต็นท์ 4 หลัง เก้าอี้ 200 ตัว", 200, ("จัดงานสัญจร",), (), 20_000, 0, None, "ผู้ยืมขนส่งเอง"),
    ("SSO-92", "mobile_unit", "หน่วยรับเรื่องประกันสังคมเคลื่อนที่", 40, ("รับขึ้นทะเบียนมาตรา 40",), (), 0, 100, None, ""),
    ("DLPW-92", "inspector", "พนักงานตรวจความปลอดภัยงานก่อสร้าง", None, ("นั่งร้าน", "เครน"), (), 0, 100, None, ""),
    ("OPS-93", "money", "งบจัดงานสัญจรร่วม", None, ("ค่าอาหาร", "ค่าป้าย"), (), 0, 40, 15_000_000, "เบิกตามจริงพร้อมใบเสร็จ"),
)  # fmt: skip
"""Office, kind, what it is, people who fit, skills, languages, satang a day, borrower's per cent, sum, conditions."""
LOANS = (
    (0, "DSD-92", 12, 14, "asked", "อบรมช่างเชื่อมรุ่นเร่งด่วน", "โรงเรียนเทศบาล"),
    (1, "DSD-92", 12, 14, "approved", "อบรมช่างเชื่อมรุ่นเร่งด่วน", "ห้องฝึกของเจ้าของ"),
    (4, "DOE-80", 3, 3, "approved", "รับสมัครงานสัญจร", "ตลาดนัดเทศบาล"),
    (4, "SSO-80", 9, 10, "asked", "ขึ้นทะเบียนมาตรา 40", "อำเภอปากพนัง"),
    (4, "DLPW-80", 10, 10, "asked", "ตรวจร่วมเรือประมง", "ท่าเรือขนอม"),
    (9, "OPS-93", -6, -3, "handed_over", "มหกรรมแรงงานสัญจร", "สนามหน้าที่ว่าการอำเภอ"),
    (8, "DLPW-92", -12, -11, "returned", "ตรวจสถานที่ก่อสร้าง", "อำเภอกันตัง"),
)
"""Which thing, who borrows, from and until days from today, state, what for, where."""


BROUGHT = (
    ("OPS-80", "ผู้ประสานงานและเวที", 6, 2_500_000, "confirmed"),
    ("DOE-80", "เจ้าหน้าที่รับสมัครงาน", 8, None, "confirmed"),
    ("DSD-80", "ครูฝึกสาธิตอาชีพ", 4, 800_000, "promised"),
    ("DLPW-80", "เจ้าหน้าที่รับเรื่องร้องเรียน", 3, None, "promised"),
    ("SSO-80", "เจ้าหน้าที่ขึ้นทะเบียนมาตรา 40", 5, None, "confirmed"),
)
"""Office, what it brings to the day of five agencies, people for one day, satang, whether its head confirmed."""


NEEDS = (
    ("DSD-93", "vehicle", "", None, 20, 22, 3, "รับผู้ฝึกงานจากอำเภอไกล"),
    ("DOE-80", "vehicle", "", 10, 20, 20, 2, "รับสมัครงานสัญจร"),
    ("SSO-80", "vehicle", "", None, 19, 23, 1, "เยี่ยมสถานประกอบการ"),
    ("DLPW-80", "interpreter", "my", None, 20, 20, 3, "ตรวจเรือประมงร่วม"),
    ("OPS-80", "room", "", 60, 21, 21, 2, "ประชุมหัวหน้าหน่วยงาน"),
    ("SSO-80", "room", "", 200, 21, 21, 2, "อบรมนายจ้าง"),
    ("DOE-80", "trainer", "เชื่อม", None, 24, 26, 2, "อบรมช่างเชื่อมระยะสั้น"),
)
"""Office, kind, what it must do, people who must fit, from and until days from today, priority, what for."""


def load() -> int:
    """Write them, once; returns how many things. What the pack does not hold (an office) is left out."""
    if Resource.objects.exists():
        return 0
    codes = {row[0] for row in THINGS} | {row[1] for row in LOANS} | {row[0] for row in BROUGHT + NEEDS}
    offices = {one.code: one for one in Office.objects.filter(code__in=codes).only("code", "area_id")}
    heads = _heads(offices)
    made: dict[int, Resource] = {}
    for at, (office, kind, name, seats, skills, languages, price, share, amount, conditions) in enumerate(THINGS):
        if office not in offices:
            continue
        one = Resource(
            office=offices[office], seat_id=heads.get(office), area_id=offices[office].area_id, kind=kind, name=name,
            seats=seats, skills=list(skills), languages=list(languages), day_price=price, share=share, amount=amount,
            conditions=conditions,
        )  # fmt: skip
        fill(one)
        one.save()
        made[at] = one
    for row in LOANS:
        if row[0] in made and row[1] in offices:
            _loan(made[row[0]], offices[row[1]], heads, row)
    _joint(offices, heads)
    _needs(offices, heads)
    return len(made)


def _joint(offices: dict[str, Office], heads: dict[str, int]) -> None:
    """Write a day of five agencies, led by the labour office of the province."""
    lead = offices.get("OPS-80")
    if lead is None:
        return
    day = timezone.localdate() + dt.timedelta(days=16)
    one = JointActivity.objects.create(
        title="มหกรรมแรงงานสัญจร ห้าหน่วยงานวันเดียว (สมมติ)", aim="รับสมัครงาน ฝึกอาชีพ ขึ้นทะเบียน และรับเรื่องร้องเรียนในที่เดียว",
        first=day, last=day, area_id=lead.area_id, place="สนามหน้าเมือง", office=lead, seat_id=heads.get("OPS-80"),
    )  # fmt: skip
    for code, what, people, amount, state in BROUGHT:
        if code in offices:
            Contribution.objects.create(
                activity=one, office=offices[code], seat_id=heads.get(code), what=what, people=people,
                person_days=people, amount=amount, state=state,
            )  # fmt: skip


def _needs(offices: dict[str, Office], heads: dict[str, int]) -> None:
    """Write what some offices need."""
    zone, today, now = timezone.get_current_timezone(), timezone.localdate(), timezone.now()
    for code, kind, skill, seats, first, last, priority, purpose in NEEDS:
        if code in offices:
            Need.objects.create(
                office=offices[code], seat_id=heads.get(code), area_id=offices[code].area_id, kind=kind, skill=skill,
                seats=seats, begins=dt.datetime.combine(today + dt.timedelta(days=first), dt.time(8, 30), zone),
                ends=dt.datetime.combine(today + dt.timedelta(days=last), dt.time(16, 30), zone), priority=priority,
                purpose=purpose, told_at=now,
            )  # fmt: skip


def _heads(offices: dict[str, Office]) -> dict[str, int]:
    """Return the seat that leads each office."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(
        office__in=list(offices.values()), role__in=[Role.PLO, Role.AGENCY_HEAD]
    )
    return dict(rows.values_list("office__code", "pk"))


def _loan(what: Resource, office: Office, heads: dict[str, int], row: tuple[int, str, int, int, str, str, str]) -> None:
    """Write one booking as far as it is to stand."""
    _at, code, first, last, state, purpose, place = row
    zone, today, now = timezone.get_current_timezone(), timezone.localdate(), timezone.now()
    begins = dt.datetime.combine(today + dt.timedelta(days=first), dt.time(8, 30), zone)
    ends = dt.datetime.combine(today + dt.timedelta(days=last), dt.time(16, 30), zone)
    before = min(begins, now) - dt.timedelta(days=3)
    out = state in {"handed_over", "returned"}
    made = Booking.objects.create(
        resource=what, office=office, seat_id=heads.get(code), begins=begins, ends=ends, purpose=purpose, place=place,
        area_id=office.area_id, price=what.day_price, share=what.share, state=state, asked_at=before,
        decided_at=None if state == "asked" else before + dt.timedelta(days=1), handed_at=begins if out else None,
        handed_condition="ใช้งานได้ดี" if out else "", returned_at=ends if state == "returned" else None,
        returned_condition="ใช้งานได้ดี" if state == "returned" else "",
    )  # fmt: skip
    charge(made, heads.get(what.office.code))
