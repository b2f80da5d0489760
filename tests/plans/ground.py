"""Three provinces of one group, their people, two policy sets of one year, and a plan that can be submitted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, AreaGroup, Membership, Office, Person, Seat
from prasan.directory.roles import Role
from prasan.plans.commands import OpenPlan, SaveActivity, SaveBeneficiary, SaveMilestone, SaveMoney, SaveProject
from prasan.plans.models import Label, Plan, Project
from prasan.platform.commands import Command, perform
from prasan.registers.models import Indicator, Policy, PolicySet

YEAR = 2569
FIRST, LAST = dt.date(2025, 10, 1), dt.date(2026, 9, 30)

SEATS = {
    "plo": (Role.PLO, "OPS-92"),
    "plo-officer": (Role.AGENCY_OFFICER, "OPS-92"),
    "doe": (Role.AGENCY_OFFICER, "DOE-92"),
    "dsd": (Role.AGENCY_OFFICER, "DSD-92"),
    "plo-80": (Role.PLO, "OPS-80"),
    "plo-93": (Role.PLO, "OPS-93"),
    "doe-80": (Role.AGENCY_OFFICER, "DOE-80"),
    "owner": (Role.POLICY_OWNER, "OPS"),
    "secretary": (Role.PERMANENT_SECRETARY, "OPS"),
    "minister": (Role.MINISTER, "OPS"),
    "department": (Role.DEPARTMENT_OFFICER, "DOE"),
    "dg": (Role.DIRECTOR_GENERAL, "DOE"),
    "other-department": (Role.DEPARTMENT_OFFICER, "DSD"),
    "governor": (Role.GOVERNOR, "GOV-92"),
    "partner": (Role.PARTNER, "NGO"),
    "admin": (Role.ADMINISTRATOR, "OPS"),
}


@dataclass
class Ground:
    """What tests of plans stand on."""

    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    actors: dict[str, SeatActor] = field(default_factory=dict)
    policies: list[Policy] = field(default_factory=list)
    group: Any = None
    policy_set: Any = None
    indicator: Any = None

    def do(self, who: str, command: Command[Any]) -> Any:
        return perform(self.actors[who], command)

    def person(self, who: str) -> int:
        return self.actors[who].person_id

    def opened(self, who: str = "plo", area: str | None = "92", year: int = YEAR, **more: Any) -> Plan:
        where = {"area_id": self.areas[area].pk} if area else more
        return self.do(who, OpenPlan(fiscal_year=year, **where))

    def project(self, plan: Plan, who: str = "plo", office: str = "DOE-92", **values: Any) -> Project:
        usual = {
            "name_th": "ส่งเสริมการมีงานทำ", "goal_th": "ผู้ว่างงาน 120 คนมีงานทำ", "start": FIRST, "end": LAST,
            "office_id": self.offices[office].pk, "responsible_id": self.person("doe"), "labels": ["sufficiency"],
        }  # fmt: skip
        many = {"policies": [values.pop("policy", self.policies[0].pk)], "indicators": [self.indicator.pk]}
        command = SaveProject(target_id=plan.pk, values=usual | values, many=many)
        self.do(who, command)
        return command.made

    def activity(self, plan: Plan, project: Project, who: str = "plo", office: str = "DOE-92", **values: Any) -> Any:
        usual = {
            "name_th": "ตลาดนัดแรงงาน", "start": project.start, "end": project.end, "weight": Decimal(100),
            "office_id": self.offices[office].pk, "partners": "หอการค้าจังหวัด", "area_id": None, "place": "ศาลากลาง",
        }  # fmt: skip
        command = SaveActivity(
            target_id=plan.pk, parent=project.pk, values=usual | values,
            many={"co_offices": [self.offices["DSD-92"].pk]},
        )  # fmt: skip
        self.do(who, command)
        return command.made

    def milestone(self, plan: Plan, activity: Any, due: dt.date = dt.date(2026, 3, 31), who: str = "plo") -> Any:
        command = SaveMilestone(target_id=plan.pk, parent=activity.pk, values={"name_th": "ครึ่งทาง", "due": due})
        self.do(who, command)
        return command.made

    def money(self, plan: Plan, project: Project, who: str = "plo", **values: Any) -> Any:
        usual = {"source": "department", "budget_code": "1700369001", "allocated": 25_000_050}
        command = SaveMoney(target_id=plan.pk, parent=project.pk, values=usual | values)
        self.do(who, command)
        return command.made

    def people(self, plan: Plan, project: Project, who: str = "plo", **values: Any) -> Any:
        usual = {"kind": "people", "who_th": "ผู้ว่างงาน", "number": 120, "outcome": "job", "area_id": None}
        command = SaveBeneficiary(target_id=plan.pk, parent=project.pk, values=usual | values)
        self.do(who, command)
        return command.made

    def ready(self, who: str = "plo", area: str | None = "92", year: int = YEAR, **more: Any) -> Plan:
        """Open a plan with one complete project."""
        plan = self.opened(who, area, year, **more)
        first = dt.date(year - 544, 10, 1)
        days = {"start": first, "end": dt.date(year - 543, 9, 30)}
        project = self.project(plan, who, **days)
        activity = self.activity(plan, project, who)
        self.milestone(plan, activity, dt.date(year - 543, 3, 31), who)
        self.money(plan, project, who)
        self.people(plan, project, who)
        plan.refresh_from_db()
        return plan

    def approved(self, **more: Any) -> Plan:
        """Return an approved plan of Trang."""
        from prasan.plans.commands import Approve, Submit

        plan = self.ready(**more)
        self.do("plo", Submit(target_id=plan.pk))
        return self.do("owner", Approve(target_id=plan.pk))


def build() -> Ground:
    """Make it: group 6 of provinces 92 (lead), 80 and 93, units of three departments, every person above."""
    ground = Ground()
    nation = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    ground.areas["TH"] = nation
    for code, name in (("92", "ตรัง"), ("80", "นครศรีธรรมราช"), ("93", "พัทลุง")):
        number = int(code) * 10_000
        ground.areas[code] = Area.objects.create(
            id=number, last=number + 9_999, code=code, kind="province", name_th=name, name_en=name, parent=nation,
            sort_th=name,
        )  # fmt: skip
    for order, code in enumerate(("OPS", "DOE", "DSD"), 1):
        Agency.objects.create(code=code, order=order, name_th=code, name_en=code, short_th=code, short_en=code)
        kind = "ministry" if code == "OPS" else "department"
        ground.offices[code] = _office(code, kind, code, nation)
        for province in ("92", "80", "93"):
            name = f"{code}-{province}"
            ground.offices[name] = _office(name, "provincial", code, ground.areas[province], leads=code == "OPS")
    ground.offices["GOV-92"] = _office("GOV-92", "outside", None, ground.areas["92"])
    ground.offices["NGO"] = _office("NGO", "outside", None, nation)
    for name, (role, office) in SEATS.items():
        person = Person.objects.create(username=name, given_name=name, family_name="ทดสอบ")
        limited = {"end": dt.date(2099, 1, 1), "reason": "ทดสอบ"} if role is Role.ADMINISTRATOR else {}
        seat = Seat.objects.create(
            person=person, office=ground.offices[office], role=role, start=dt.date(2020, 1, 1), **limited
        )
        ground.actors[name] = actor_for(seat)
    ground.group = AreaGroup.objects.create(kind="province-group", number=6, name_th="กลุ่มจังหวัดทดสอบ")
    for code in ("92", "80", "93"):
        Membership.objects.create(
            group=ground.group, area=ground.areas[code], valid_from=dt.date(2017, 11, 16), leads=code == "92"
        )
    Label.objects.create(code="sufficiency", order=1, name_th="เศรษฐกิจพอเพียง")
    policy_set("before", 1, dt.date(2024, 10, 1), YEAR - 1)
    ground.policy_set = policy_set("first", 1, dt.date(2025, 10, 1))
    ground.policies = add_policies(ground.policy_set)
    ground.indicator = Indicator.objects.create(
        code="jobs", policy=ground.policies[0], lead_id="DOE", name_th="ผู้มีงานทำ", unit_th="คน", counted="people"
    )
    return ground


def _office(code: str, kind: str, agency: str | None, area: Area, *, leads: bool = False) -> Office:
    return Office.objects.create(
        code=code, kind=kind, agency_id=agency, area=area, name_th=f"หน่วยงาน {code}", leads_province=leads
    )


def policy_set(code: str, version: int, given: dt.date, year: int = YEAR) -> PolicySet:
    """Make a policy set of the year."""
    return PolicySet.objects.create(
        code=code, name_th=f"ชุด {code}", giver_th="รัฐมนตรี", fiscal_year=year, version=version, given_on=given
    )


def add_policies(one: PolicySet) -> list[Policy]:
    """Add two policies to a set."""
    return [
        Policy.objects.create(
            policy_set=one, axis="agenda", number=number, name_th=f"{one.code} {number}", lead_id="DOE"
        )
        for number in (1, 2)
    ]
