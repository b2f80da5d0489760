"""What the demo shows of networks: invented partners and volunteers of three southern provinces, a survey half done."""

from __future__ import annotations

import datetime as dt
import json

from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.kernel.surveys.questions import read_lines
from prasan.networks.commands.surveys import digest_of
from prasan.networks.links import VOLUNTEER
from prasan.networks.models import Appointment, Partner, Response, Survey, Volunteer
from prasan.platform.search import fill
from prasan.platform.web.links import fresh

PROVINCES = ("80", "92", "93")
FIRST = ("สมหมาย", "บุญมี", "ละออ", "จำเนียร", "วิเชียร", "สุภา", "ประนอม", "อารีย์", "สมพร", "นงเยาว์")
LAST = ("สมมติการ", "สมมติกุล", "สมมติสุข", "สมมติวงศ์", "สมมติพันธ์", "สมมติรัตน์", "สมมติศรี")
QUESTIONS = """* มีผู้ว่างงานในตำบลกี่คน | จำนวน
* มีโรงงานหรือกิจการที่หยุดงานหรือไม่ | ใช่ไม่ใช่
อาชีพที่ต้องการฝึก | เลือกหลาย | ช่างเชื่อม, ช่างไฟฟ้า, ทำอาหาร, ตัดเย็บ
เรื่องที่ควรทราบ | ข้อความ"""


PARTNERS = (
    ("OPS-80", "employers", "ชมรมนายจ้างตัวอย่างนครศรีธรรมราช", "รับผู้จบฝึกเข้าทำงาน และแจ้งตำแหน่งงานว่าง"),
    ("OPS-80", "education", "วิทยาลัยการอาชีพตัวอย่าง", "ห้องฝึกและครูช่าง"),
    ("OPS-80", "local", "เทศบาลตำบลตัวอย่างปากน้ำ", "สถานที่จัดงานสัญจร"),
    ("OPS-92", "workers", "สหภาพแรงงานตัวอย่างยางพารา", "บอกข่าวสิทธิประกันสังคมให้สมาชิก"),
    ("OPS-92", "ngo", "กลุ่มเพื่อนแรงงานประมงตัวอย่าง", "ล่ามและพาแรงงานมารับบริการ"),
    ("OPS-92", "religious", "ศูนย์ชุมชนมัสยิดตัวอย่าง", "สถานที่ประชุมและอาสาสมัคร"),
    ("OPS-93", "community", "กลุ่มจักสานกระจูดตัวอย่าง", "ผู้สอนงานฝีมือและพื้นที่ขาย"),
    ("OPS-93", "foundation", "มูลนิธิตัวอย่างเพื่อคนทำงาน", "ทุนค่าเดินทางของผู้เข้าฝึก"),
)
"""The office that keeps it, sector, name, what it helps with."""


def load() -> dict[str, int]:
    """Write the volunteers, one sub-district each with every tenth left without one, and two surveys of Trang."""
    today, now = timezone.localdate(), timezone.now()
    volunteers, places = [], []
    for code in PROVINCES:
        office = Office.objects.filter(code=f"OPS-{code}").first()
        if office is None:
            continue
        around = Area.objects.provinces().get(code=code)
        tambons = Area.objects.within(around).filter(kind=Area.Kind.SUBDISTRICT).order_by("pk").only("pk")
        for number, area in enumerate(tambons):
            if number % 10 == 9:
                continue
            nonce, kept = fresh(VOLUNTEER)
            name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
            volunteers.append(Volunteer(office=office, name=name, nonce=nonce, token_hash=kept, made_at=now))
            places.append(area)
    Volunteer.objects.bulk_create(volunteers)
    Appointment.objects.bulk_create(
        Appointment(volunteer=one, area=area, start=today - dt.timedelta(days=300), order_no="ที่ 12/2569")
        for one, area in zip(volunteers, places, strict=True)
    )
    answered = _survey(volunteers, places, now)
    return partners() | {"volunteers": len(volunteers), "surveys": 1, "survey_answers": answered}


def partners() -> dict[str, int]:
    """Write them, once; return how many. What the pack does not hold (an office) is left out."""
    if Partner.objects.exists():
        return {}
    codes = {row[0] for row in PARTNERS}
    offices = {one.code: one for one in Office.objects.filter(code__in=codes).only("code", "area_id")}
    made = 0
    for keeper, sector, name, helps in PARTNERS:
        if keeper not in offices:
            continue
        office = offices[keeper]
        one = Partner(keeper=office, area_id=office.area_id, sector=sector, name=name, helps=helps)
        fill(one)
        one.save()
        made += 1
    return {"network_partners": made}


def _survey(volunteers: list[Volunteer], places: list[Area], now: dt.datetime) -> int:
    office = Office.objects.filter(code="OPS-92").first()
    if office is None:
        return 0
    one = Survey.objects.create(
        title="สำรวจผู้ว่างงานทุกตำบลก่อนวันศุกร์ (ข้อมูลสมมติ)", area=Area.objects.provinces().get(code="92"), office=office,
        deadline=now + dt.timedelta(days=4), form_id="prasan-demo-tambon", state=Survey.State.OPEN,
        opened_at=now - dt.timedelta(days=3), questions=[question.as_data() for question in read_lines(QUESTIONS)[0]],
    )  # fmt: skip
    rows = []
    for number, (volunteer, area) in enumerate(zip(volunteers, places, strict=True)):
        if volunteer.office_id != office.pk or number % 2:
            continue
        told = {
            "q1": 3 + number * 7 % 40,
            "q2": "yes" if number % 11 == 0 else "no",
            "q3": ["c1"] if number % 3 else ["c2", "c3"],
        }
        rows.append(Response(
            survey=one, area=area, volunteer=volunteer, instance=f"uuid:demo-{number}",
            told=json.dumps(told, ensure_ascii=False),
            digest=digest_of(area.pk, told), received_at=now - dt.timedelta(hours=number % 50),
        ))  # fmt: skip
    Response.objects.bulk_create(rows)
    return len(rows)
