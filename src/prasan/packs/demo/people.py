"""The demo's people and the seats they hold: every role, five units in every province, about 900 people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prasan.directory.models import Agency, Area, AreaGroup, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.directory.text import grams_of, sort_of
from prasan.packs.demo.names import invent
from prasan.packs.tables import rows
from prasan.packs.writing import upsert

LEADING = "OPS"
SHOWN_PROVINCE = "92"
"""The province whose people stand in the table of sign-ins: Trang, one of the nine of 2 Nov 2560."""
COUNTER_PROVINCE = "80"
"""The province with a joint service counter: Nakhon Si Thammarat."""
OFFICER = "นักวิชาการแรงงานชำนาญการ"


@dataclass(frozen=True, slots=True)
class Place:
    """One seat to fill: account name, role, office, position, and what limits it."""

    username: str
    role: Role
    office: int
    position: str
    seniority: int = 500
    regions: tuple[int, int] | None = None
    limited: bool = False


def units() -> dict[tuple[int, str], Office]:
    """Return the unit of each agency in each province that reports: the first by code where there are several."""
    offices = Office.objects.filter(kind=Office.Kind.PROVINCIAL, agency__isnull=False).order_by("-code")
    return {(one.area_id, one.agency_id or ""): one for one in offices}


def load(day: dt.date, password: str) -> dict[str, int]:
    """Write people and seats. Parameters: `day`, today; `password`, the hash that all of them share."""
    _outside_offices()
    places = list(_central()) + list(_abroad()) + list(_provincial())
    people = [_person(number, place, password) for number, place in enumerate(places)]
    Person.objects.bulk_create(people, batch_size=500)
    end = dt.date(day.year + 1, 9, 30)
    seats = [
        Seat(
            person=person, office_id=place.office, role=place.role, position_th=place.position,
            start=dt.date(day.year - 2, 10, 1), end=end if place.limited else None,
            reason="ดูแลระบบสาธิต" if place.limited else "",
        )
        for person, place in zip(people, places, strict=True)
    ]  # fmt: skip
    Seat.objects.bulk_create(seats, batch_size=500)
    _regions(seats, places)
    return {"people": len(people), "seats": len(seats)}


def _person(number: int, place: Place, password: str) -> Person:
    name = invent(number)
    return Person(
        username=place.username, email=f"{place.username}@example.invalid", password=password,
        title=name.title, rank=name.rank, academic_title=name.academic, royal_title=name.royal,
        given_name=name.given, family_name=name.family, name_en=name.english, seniority=place.seniority,
        sort_th=sort_of(f"{name.given} {name.family}"),
        grams=grams_of(f"{name.given} {name.family}", name.english, place.username),
    )  # fmt: skip


def _outside_offices() -> None:
    """Make the governors' offices and one partner: generic names, shown as not verified."""
    nation = Area.objects.get(kind=Area.Kind.NATION)
    found = [
        Office(
            code=f"GOV-{one.code}", kind=Office.Kind.OUTSIDE, area=one, name_verified=False,
            name_th=f"สำนักงานจังหวัด{one.name_th}" if one.code != "10" else "ศาลาว่าการกรุงเทพมหานคร",
            name_en=f"{one.name_en} provincial office", source="demo",
        )
        for one in Area.objects.provinces()
    ]  # fmt: skip
    found.append(
        Office(
            code="PARTNER-DEMO", kind=Office.Kind.OUTSIDE, area=nation, name_verified=False,
            name_th="มูลนิธิเพื่อนแรงงาน (สมมติ)", name_en="Friends of Workers Foundation (invented)", source="demo",
        )
    )  # fmt: skip
    for office in found:
        office.sort_th = sort_of(office.name_th)
        office.grams = grams_of(office.name_th, office.name_en, office.code)
    fields = ["kind", "area", "name_th", "name_en", "name_verified", "sort_th", "grams", "source"]
    upsert(Office, found, ["code"], fields)


def _central() -> Iterator[Place]:
    """Yield the seats of the centre, the departments, and one of every special role."""
    ids = dict(Office.objects.exclude(kind=Office.Kind.PROVINCIAL).values_list("code", "id"))
    ops, centre = ids[LEADING], ids["CENTRE"]
    yield Place("minister", Role.MINISTER, ids["MO"], "รัฐมนตรีว่าการกระทรวงแรงงาน", 1)
    yield Place("secretary", Role.SECRETARY, ids["MO"], "เลขานุการรัฐมนตรี", 20)
    yield Place("permanent-secretary", Role.PERMANENT_SECRETARY, ops, "ปลัดกระทรวงแรงงาน", 2)
    for number, regions in enumerate(((1, 5), (6, 9), (10, 14), (15, 18)), 1):
        yield Place(f"deputy-{number}", Role.DEPUTY, ops, "รองปลัดกระทรวงแรงงาน", 2 + number, regions)
    for number in range(1, 10):
        regions = (number * 2 - 1, number * 2)
        yield Place(f"inspector-{number}", Role.INSPECTOR, ops, "ผู้ตรวจราชการกระทรวงแรงงาน", 10 + number, regions)
    for agency in Agency.objects.exclude(code=LEADING):
        code, office = agency.code.lower(), ids[agency.code]
        title = "เลขาธิการ" if agency.name_th.startswith("สำนักงาน") else "อธิบดี"
        yield Place(f"dg-{code}", Role.DIRECTOR_GENERAL, office, f"{title}{agency.name_th}", 6)
        yield Place(f"{code}-officer", Role.DEPARTMENT_OFFICER, office, "นักวิชาการแรงงานชำนาญการพิเศษ", 200)
        yield Place(f"{code}-accounts", Role.USER_ADMINISTRATOR, office, "ผู้ดูแลบัญชีผู้ใช้ของกรม", 300)
    yield Place("ops-officer", Role.DEPARTMENT_OFFICER, ops, "นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ", 200)
    yield Place("spokesperson", Role.SPOKESPERSON, ops, "โฆษกกระทรวงแรงงาน", 30)
    for number in range(1, 5):
        yield Place(f"duty-{number}", Role.DUTY_OFFICER, centre, "เจ้าหน้าที่เวรศูนย์ปฏิบัติการ", 220)
    for number in range(1, 7):
        yield Place(f"policy-{number}", Role.POLICY_OWNER, ops, "ผู้อำนวยการกองยุทธศาสตร์และแผนงาน", 100)
    yield Place("dpo", Role.DPO, ops, "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล", 150)
    yield Place("auditor", Role.AUDITOR, ops, "ผู้ตรวจสอบภายใน", 150)
    yield Place("admin", Role.ADMINISTRATOR, ops, "ผู้ดูแลระบบ", 400, limited=True)
    yield Place("partner", Role.PARTNER, ids["PARTNER-DEMO"], "ผู้ประสานงาน", 500)


def _abroad() -> Iterator[Place]:
    """Yield the heads of the offices abroad."""
    for office in Office.objects.filter(kind=Office.Kind.ABROAD).order_by("code"):
        username = "counsellor-" + office.code.rpartition("-")[2].lower()
        yield Place(username, Role.COUNSELLOR, office.pk, "อัครราชทูตที่ปรึกษา (ฝ่ายแรงงาน)", 60)


def _provincial() -> Iterator[Place]:
    """Yield five units' seats in every province, and the governor's side that reads it."""
    heads = {row["code"]: row["unit_head_th"] for row in rows("agencies") if row["level"] == "department"}
    reporting = units()
    outside = dict(Office.objects.filter(code__startswith="GOV-").values_list("area_id", "id"))
    for area in Area.objects.provinces().order_by("id"):
        yield Place(f"gov-{area.code}", Role.GOVERNOR, outside[area.pk], f"ผู้ว่าราชการจังหวัด{area.name_th}", 40)
        for agency, head in heads.items():
            office = reporting[(area.pk, agency)]
            code = f"{agency.lower()}-{area.code}"
            title = head.format(province_th=area.name_th)
            if agency == LEADING:
                if not title.startswith("แรงงานจังหวัด") or area.code == "10":
                    title = f"ผู้อำนวยการ{office.name_th}"
                yield Place(f"plo-{area.code}", Role.PLO, office.pk, title, 80)
                yield Place(f"plo-{area.code}-officer", Role.AGENCY_OFFICER, office.pk, OFFICER)
                continue
            yield Place(code, Role.AGENCY_HEAD, office.pk, title, 90)
            yield Place(f"{code}-officer", Role.AGENCY_OFFICER, office.pk, OFFICER)
        if area.code == SHOWN_PROVINCE:
            yield from _shown(reporting[(area.pk, LEADING)].pk, area.code)
        elif area.code == COUNTER_PROVINCE:
            yield _counter(reporting[(area.pk, LEADING)].pk, area.code)


def _shown(office: int, code: str) -> Iterator[Place]:
    """Yield the roles that later issues fill, in the province of the sign-in table."""
    yield _counter(office, code)
    yield Place(f"volunteers-{code}", Role.VOLUNTEER_COORDINATOR, office, "ผู้ประสานงานอาสาสมัครแรงงาน")
    yield Place(f"accounts-{code}", Role.USER_ADMINISTRATOR, office, "ผู้ดูแลบัญชีผู้ใช้ของจังหวัด")


def _counter(office: int, code: str) -> Place:
    return Place(f"counter-{code}", Role.COUNTER_OFFICER, office, "เจ้าหน้าที่ศูนย์บริการร่วม")


def _regions(seats: list[Seat], places: list[Place]) -> None:
    """Give deputies and inspectors their present regions."""
    latest: dict[int, int] = {}
    for number, pk in AreaGroup.objects.filter(kind="inspection-region").order_by("id").values_list("number", "id"):
        if AreaGroup.objects.filter(pk=pk, memberships__valid_to=None, memberships__valid_from__isnull=False).exists():
            latest[number] = pk
    through: Any = Seat.groups.through
    found = [
        through(seat_id=seat.pk, areagroup_id=latest[number])
        for seat, place in zip(seats, places, strict=True)
        if place.regions
        for number in range(place.regions[0], place.regions[1] + 1)
    ]
    through.objects.bulk_create(found)
