"""A small province with two units, the people of it, one policy with indicators of each kind, and months to report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.kernel.trajectory import by_shape
from prasan.platform.commands import perform
from prasan.progress import periods
from prasan.progress.commands import AcceptProvince, Answer, Approve, OpenReport, SaveFigures
from prasan.progress.models import Report
from prasan.registers.models import Indicator, Policy, PolicySet, Target


@dataclass
class Ground:
    """What tests of reports stand on."""

    period: int
    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    actors: dict[str, SeatActor] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    policy_set: Any = None
    policy: Any = None

    def person(self, name: str) -> Person:
        return Person.objects.get(username=name)

    def opened(self, who: str = "officer", period: int | None = None) -> Report:
        actor = self.actors[who]
        return perform(actor, OpenReport(office_id=actor.office_id, period=period or self.period))

    def accepted(self, report: Report) -> Report:
        """Let the head approve a report that was sent, and the province accept it."""
        perform(self.actors["head"], Approve(target_id=report.pk))
        return perform(self.actors["plo"], AcceptProvince(target_id=report.pk))

    def save(self, report: Report, who: str = "officer", **values: int | None) -> Report:
        """Save values by indicator code, with the report's present version, cause and step filled in."""
        report.refresh_from_db()
        answers = [
            Answer(
                self.indicators[code].pk, value, denominator=100 if code == "share" else None,
                cause="budget", step="เร่งเบิกจ่าย",
            )
            for code, value in values.items()
        ]  # fmt: skip
        command = SaveFigures(target_id=report.pk, version=report.version, answers=answers)
        return perform(self.actors[who], command)


SEATS = {
    "officer": (Role.AGENCY_OFFICER, "DOE-92"),
    "second": (Role.AGENCY_OFFICER, "DOE-92"),
    "head": (Role.AGENCY_HEAD, "DOE-92"),
    "neighbour": (Role.AGENCY_OFFICER, "DSD-92"),
    "plo": (Role.PLO, "OPS-92"),
    "plo-officer": (Role.AGENCY_OFFICER, "OPS-92"),
    "far-plo": (Role.PLO, "OPS-80"),
    "minister": (Role.MINISTER, "OPS"),
    "owner": (Role.POLICY_OWNER, "OPS"),
    "other-owner": (Role.POLICY_OWNER, "OPS"),
    "department": (Role.DEPARTMENT_OFFICER, "DOE"),
    "director": (Role.DIRECTOR_GENERAL, "DOE"),
    "duty": (Role.DUTY_OFFICER, "OPS"),
    "foreign-department": (Role.DEPARTMENT_OFFICER, "DSD"),
    "admin": (Role.USER_ADMINISTRATOR, "OPS"),
}


def build() -> Ground:
    """Make it: provinces 92 and 80, units of three departments, every person above, targets for three years."""
    ground = Ground(periods.open_period(timezone.localdate()))
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    ground.areas["TH"] = nation
    for code, name in (("92", "ตรัง"), ("80", "นครศรีธรรมราช")):
        number = int(code) * 10_000
        ground.areas[code] = Area.objects.create(
            id=number, last=number + 9_999, code=code, kind="province", name_th=name, name_en=name, parent=nation
        )
    for order, code in enumerate(("OPS", "DOE", "DSD"), 1):
        Agency.objects.create(code=code, order=order, name_th=code, name_en=code, short_th=code, short_en=code)
        kind = "ministry" if code == "OPS" else "department"
        ground.offices[code] = Office.objects.create(code=code, kind=kind, agency_id=code, area=nation, name_th=code)
        for province in ("92", "80"):
            name = f"{code}-{province}"
            ground.offices[name] = Office.objects.create(
                code=name, kind="provincial", agency_id=code, area=ground.areas[province], name_th=name,
                leads_province=code == "OPS",
            )  # fmt: skip
    for name, (role, office) in SEATS.items():
        person = Person.objects.create(username=name, given_name=name, family_name="ทดสอบ")
        seat = Seat.objects.create(person=person, office=ground.offices[office], role=role, start=dt.date(2020, 1, 1))
        ground.actors[name] = actor_for(seat)
    _policies(ground)
    return ground


def _policies(ground: Ground) -> None:
    year = ground.period // 100
    ground.policy_set = PolicySet.objects.create(
        code="SET", name_th="ชุดนโยบาย", giver_th="รัฐมนตรี", fiscal_year=year, given_on=dt.date(2000, 1, 1)
    )
    ground.policy = Policy.objects.create(
        policy_set=ground.policy_set, axis="agenda", number=1, name_th="จัดหางาน", lead_id="DOE", headline=1
    )
    other = Policy.objects.create(policy_set=ground.policy_set, axis="agenda", number=2, name_th="บริการ", lead_id="DOE")
    add_indicator(ground, "jobs", ground.policy, is_main=True, is_people=True, counted="people", value=1200)
    add_indicator(ground, "share", other, is_main=True, summing="ratio", decimals=1, value=800, baseline=800)
    add_indicator(ground, "visits", other, counted="people", is_people=True, may_count_twice=True, value=600)
    add_indicator(ground, "training", None, lead="DSD", value=240)


def add_indicator(ground: Ground, code: str, policy: Policy | None, **more: Any) -> Indicator:
    """Add an indicator with a straight path in both provinces for three fiscal years."""
    value, baseline = more.pop("value"), more.pop("baseline", None)
    lead = more.pop("lead", "DOE")
    usual = {"code": code, "policy": policy, "lead_id": lead, "name_th": code, "unit_th": "คน", "counted": "cases"}
    one = Indicator.objects.create(**(usual | more))
    ground.indicators[code] = one
    for area in ("92", "80"):
        for year in range(ground.period // 100 - 2, ground.period // 100 + 2):
            Target.objects.create(
                indicator=one, area=ground.areas[area], fiscal_year=year, value=value,
                path=list(by_shape(value, start=baseline or 0).values), office=ground.offices[f"{lead}-{area}"],
            )  # fmt: skip
    return one
