"""The demo's plans: every province and Bangkok's unit, some groups and departments, in different states."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone

from prasan.directory.models import Agency, Area, Membership, Office, Person
from prasan.kernel.fiscal import add_months, month_start
from prasan.packs.demo import cascade
from prasan.packs.demo.figures import chance
from prasan.packs.loading import analyze
from prasan.packs.tables import rows
from prasan.plans import frozen
from prasan.plans.parts import PARTS
from prasan.plans.queries import work_code
from prasan.registers.models import Indicator, Policy, PolicySet

Copy = Callable[[str, list[str], Iterable[Sequence[Any]]], int]
SHOWN = "92"
RICH, USUAL = 10, 5
FROZEN = frozenset({"approved", "active", "revised"})
RETURNED = "เป้าหมายของโครงการฝึกอาชีพยังวัดไม่ได้ โปรดระบุจำนวนคนที่มีงานทำหลังจบ"
REVISED = "ได้รับงบเพิ่มจากกองทุน จึงเพิ่มโครงการและขยายเป้าหมาย"
MONTHS = ((1, 3), (3, 9), (9, 12))
WEIGHTS = (25, 50, 25)
ASKED_AGAIN_SOON = dt.timedelta(days=350)
"""Outcomes of the province rich in detail were measured with last year's groups: they are due in two weeks."""


@dataclass(slots=True)
class Made:
    """A plan of the demo with its projects, each a template with its numbers."""

    pk: int
    place: dict[str, Any]
    office: int
    area: int
    name: str
    state: str
    rich: bool
    scale: float
    units: dict[str, int]
    projects: list[int] = field(default_factory=list)


class Tables:
    """Rows by table, written at the end with one COPY each."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}

    def add(self, table: str, **values: Any) -> None:
        """Keep a row."""
        self.lines.setdefault((table, tuple(values)), []).append(tuple(values.values()))

    def write(self, copy: Copy) -> None:
        """Write everything, in the order of first mention."""
        for (table, columns), lines in self.lines.items():
            copy(table, [f'"{name}"' for name in columns], lines)


def numbers(table: str) -> Iterator[int]:
    """Yield fresh primary keys of a table, fetched a thousand at a time."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, 1000)", [table])
            yield from [row[0] for row in cursor.fetchall()]


def load(policy_set: PolicySet, copy: Copy) -> dict[str, int]:
    """Write the plans of the set's fiscal year. Parameters: `copy`, (table, columns, rows) writes with COPY."""
    _name_leads()
    today = timezone.localdate()
    accounts = dict(Person.objects.filter(email__endswith="@example.invalid").values_list("username", "id"))
    plans = list(_plans())
    tables = Tables()
    for plan in plans:
        _head(tables, plan, policy_set, accounts)
    _bodies(tables, plans, policy_set, accounts, today)
    asked = cascade.load(tables, plans, policy_set, accounts, numbers)
    tables.write(copy)
    kept = _freeze(plans, policy_set, accounts, copy)
    counts = {"offers": asked} | extras(plans, policy_set.fiscal_year, accounts, copy)
    analyze("plans_%")
    return {"plans": len(plans), "projects": sum(len(one.projects) for one in plans), "baseline_lines": kept} | counts


def extras(plans: list[Made], year: int, accounts: dict[str, int], copy: Copy) -> dict[str, int]:
    """Write what stands beside the plans; returns rows by kind."""
    from prasan.packs.demo import accounts as money
    from prasan.packs.demo import development

    lines = development.load(plans, year, accounts, copy)
    return {"dev_lines": lines, "account_lines": money.load(year)}


def _name_leads() -> None:
    """Name the lead province of each group as it is generally known; the ministry sets the true ones itself."""
    for row in rows("group_leads", "demo"):
        here = Membership.objects.filter(group__kind="province-group", valid_to=None)
        mine = here.filter(group__number=int(row["group_no"]), area__code=row["province"])
        for one in mine.exclude(group__memberships__leads=True):
            Membership.objects.filter(pk=one.pk).update(leads=True)


def _plans() -> Iterator[Made]:
    """Yield a plan for every province, every third group, and two departments."""
    fresh = numbers("plans_plan")
    units: dict[int, dict[str, int]] = {}
    leading: dict[int, int] = {}
    for one in Office.objects.filter(kind="provincial", agency__isnull=False).order_by("-code"):
        units.setdefault(one.area_id, {})[one.agency_id or ""] = one.pk
        if one.leads_province:
            leading[one.area_id] = one.pk
    for area in Area.objects.provinces().only("id", "code", "name_th"):
        if area.pk in leading:
            scale = 0.5 + chance("plan-size", area.code)
            yield Made(
                next(fresh), {"area_id": area.pk}, leading[area.pk], area.pk, area.name_th, state_of(area.code),
                area.code == SHOWN, scale, units[area.pk],
            )  # fmt: skip
    states = iter(["submitted", "active", "draft", "active", "submitted", "approved"])
    leads = Membership.objects.filter(group__kind="province-group", valid_to=None, leads=True).select_related("group")
    for lead in leads.filter(group__number__in=(1, 3, 6, 10, 12, 15)).order_by("group__number"):
        if lead.area_id in leading:
            yield Made(
                next(fresh), {"group_id": lead.group_id}, leading[lead.area_id], lead.area_id, lead.group.name_th,
                next(states), False, 2.0, units[lead.area_id],
            )  # fmt: skip
    for agency, state in (("DOE", "active"), ("DSD", "draft")):
        office = Office.objects.filter(agency_id=agency, kind="department").first()
        if office is not None:
            name = Agency.objects.get(pk=agency).name_th
            yield Made(
                next(fresh), {"agency_id": agency}, office.pk, office.area_id, name, state, False, 20.0,
                {agency: office.pk},
            )  # fmt: skip


def state_of(code: str) -> str:
    """Return the state of a province's plan; most are carried out, some wait on every desk."""
    fixed = {SHOWN: "active", "80": "active", "81": "revised", "93": "submitted", "10": "active"}
    if code in fixed:
        return fixed[code]
    luck = chance("plan-state", code)
    for edge, state in ((0.66, "active"), (0.78, "approved"), (0.90, "submitted"), (0.95, "returned")):
        if luck < edge:
            return state
    return "draft"


def _head(tables: Tables, plan: Made, policy_set: PolicySet, accounts: dict[str, int]) -> None:
    """Add the plan's own row, with who sent and approved it, and its journal entry."""
    now = timezone.now()
    start = dt.datetime.combine(month_start(policy_set.fiscal_year, 1), dt.time(9), tzinfo=dt.UTC)
    sent = start - dt.timedelta(days=25) if plan.state in FROZEN else now - dt.timedelta(days=2)
    was_sent = plan.state != "draft"
    place = {"area_id": None, "group_id": None, "agency_id": None} | plan.place
    tables.add(
        "plans_plan", id=plan.pk, **place, office_id=plan.office, fiscal_year=policy_set.fiscal_year,
        policy_set_id=policy_set.pk, state=plan.state, version=1 if plan.state in FROZEN else 0, edits=1,
        round=1 if was_sent else 0, submitted_by_id=_sender(plan, accounts) if was_sent else None,
        submitted_at=sent if was_sent else None, approved_by_id=accounts["policy-1"] if plan.state in FROZEN else None,
        approved_at=sent + dt.timedelta(days=9) if plan.state in FROZEN else None,
        returned_reason=RETURNED if plan.state == "returned" else "",
    )  # fmt: skip
    tables.add(
        "platform_journal", at=now, actor_label="ระบบ (ข้อมูลสมมติ)", verb="demo.load", model="plans.plan",
        object_id=plan.pk, object_label=f"{plan.name} {policy_set.fiscal_year}", area_id=place["area_id"],
        office_id=plan.office, classification=0, changes=json.dumps({"state": [None, plan.state]}),
        reason="ข้อมูลสมมติ", request_id="",
    )  # fmt: skip
    if plan.state == "submitted" and place["group_id"] is not None:
        _agreements(tables, plan, accounts, now)
    if plan.state == "revised":
        tables.add(
            "plans_revision", plan_id=plan.pk, number=1, reason=REVISED, opened_by_id=_sender(plan, accounts),
            opened_at=now - dt.timedelta(days=3), added=0, removed=0, changed=0,
        )  # fmt: skip


def _agreements(tables: Tables, plan: Made, accounts: dict[str, int], now: dt.datetime) -> None:
    """Add the agreements to a group's plan: of all members in the first group, of one in the others."""
    rows = Membership.objects.filter(group_id=plan.place["group_id"], valid_to=None, leads=False)
    members = list(rows.select_related("group").order_by("area_id"))
    for one in members if members[0].group.number == 1 else members[:1]:
        tables.add(
            "plans_agreement", plan_id=plan.pk, area_id=one.area_id, round=1,
            by_id=accounts[f"plo-{one.area_id // 10_000}"], at=now - dt.timedelta(days=1),
        )  # fmt: skip


def _sender(plan: Made, accounts: dict[str, int]) -> int:
    if "agency_id" in plan.place:
        return accounts[f"dg-{plan.place['agency_id'].lower()}"]
    return accounts[f"plo-{plan.area // 10_000}"]


def _bodies(tables: Tables, plans: list[Made], policy_set: PolicySet, accounts: dict[str, int], today: dt.date) -> None:
    """Add projects with all their lines."""
    policies = {(one.axis, one.number): one.pk for one in Policy.objects.filter(policy_set=policy_set)}
    measures = dict(
        Indicator.objects.filter(policy__policy_set=policy_set, is_main=True).values_list("policy_id", "id")
    )
    projects, activities, items = numbers("plans_project"), numbers("plans_activity"), numbers("registers_work_item")
    districts: dict[int, list[int]] = {}
    for pk, parent in Area.objects.filter(kind="district").order_by("id").values_list("id", "parent_id"):
        districts.setdefault(parent, []).append(pk)
    templates = rows("plans", "demo")
    for plan in plans:
        mine = templates[:RICH] if plan.rich else _some(templates, plan)
        for number, row in enumerate(mine, 1):
            pk = next(projects)
            plan.projects.append(pk)
            policy = policies[row["axis"], int(row["number"])]
            _project(tables, plan, pk, number, row, policy, measures, policy_set.fiscal_year, accounts)
            _activities(tables, plan, pk, row, policy, policy_set.fiscal_year, activities, items, today, accounts)
            _money(tables, plan, pk, row)
            _people(tables, plan, pk, row, districts.get(plan.area, []))


def _some(templates: list[dict[str, str]], plan: Made) -> list[dict[str, str]]:
    """Return the templates of a usual plan: what its units do; the three items ordered in 2560 first."""
    fitting = [row for row in templates if row["agency"] in plan.units]
    return fitting[:3] + sorted(fitting[3:], key=lambda row: chance("plan", plan.name, row["name_th"]))[: USUAL - 3]


def _who(plan: Made, agency: str, accounts: dict[str, int]) -> int:
    """Return the officer of the unit that does a project."""
    if "agency_id" in plan.place:
        return accounts[f"{agency.lower()}-officer"]
    code = plan.area // 10_000
    return accounts[f"plo-{code}-officer" if agency == "OPS" else f"{agency.lower()}-{code}-officer"]


def _project(
    tables: Tables, plan: Made, pk: int, number: int, row: dict[str, str], policy: int, measures: dict[int, int],
    year: int, accounts: dict[str, int],
) -> None:  # fmt: skip
    start, end = month_start(year, 1), add_months(month_start(year, 12), 1) - dt.timedelta(days=1)
    count = max(5, round(int(row["people"]) * plan.scale))
    tables.add(
        "plans_project", id=pk, plan_id=plan.pk, number=number, name_th=row["name_th"],
        goal_th=f"{row['goal_th']} ({row['who_th']} {count:,} {'กลุ่ม' if row['kind'] == 'groups' else 'คน'})",
        start=start, end=end, multi_year=False, office_id=plan.units[row["agency"]],
        responsible_id=_who(plan, row["agency"], accounts), labels=[row["label"]] if row["label"] else [],
    )  # fmt: skip
    tables.add("plans_project_policy", project_id=pk, policy_id=policy)
    if policy in measures:
        tables.add("plans_project_indicator", project_id=pk, indicator_id=measures[policy])


def _activities(
    tables: Tables, plan: Made, project: int, row: dict[str, str], policy: int, year: int, fresh: Iterator[int],
    items: Iterator[int], today: dt.date, accounts: dict[str, int],
) -> None:  # fmt: skip
    office, officer = plan.units[row["agency"]], _who(plan, row["agency"], accounts)
    helpers = [pk for agency, pk in sorted(plan.units.items()) if agency in {"OPS", "DOE"} and pk != office]
    for number, (name, (first, last), weight) in enumerate(
        zip((row["first"], row["second"], row["third"]), MONTHS, WEIGHTS, strict=True), 1
    ):
        pk = next(fresh)
        item = next(items) if plan.state in FROZEN else None
        if item is not None:
            tables.add(
                "registers_work_item", id=item, code=work_code(year, plan.pk, pk), name_th=name, name_en="",
                office_id=office, area_id=plan.area, fiscal_year=year,
            )  # fmt: skip
            tables.add("registers_work_item_policy", workitem_id=item, policy_id=policy)
        start = month_start(year, first)
        end = add_months(month_start(year, last), 1) - dt.timedelta(days=1)
        tables.add(
            "plans_activity", id=pk, project_id=project, number=number, name_th=name, start=start, end=end,
            weight=weight, office_id=office, responsible_id=officer,
            partners="หอการค้าจังหวัดและองค์กรปกครองส่วนท้องถิ่น" if number == 2 else "", place="", work_item_id=item,
            labels=["sufficiency"] if number == 2 and row["label"] else [],
        )  # fmt: skip
        for helper in helpers[: 1 if number == 2 else 0]:
            tables.add("plans_activity_co_office", activity_id=pk, office_id=helper)
        middle = start + (end - start) / 2
        stones = [("ครึ่งทาง", middle), ("เสร็จ", end)] if plan.rich else [("เสร็จ", end)]
        for stone, due in stones:
            luck = chance("stone", plan.name, row["name_th"], number, stone)
            done = plan.state in FROZEN and due < today and luck < 0.7
            tables.add("plans_milestone", activity_id=pk, name_th=stone, due=due, reached_on=due if done else None)


def _money(tables: Tables, plan: Made, project: int, row: dict[str, str]) -> None:
    """Add the money: one source, in the province rich in detail three, one of them with odd amounts."""
    whole = round(int(row["baht"]) * plan.scale / 1000) * 100_000
    shares = [(row["source"], 60), ("province", 25), ("local", 15)] if plan.rich else [(row["source"], 100)]
    runs = plan.state in FROZEN
    for number, (source, share) in enumerate(shares):
        allocated = whole * share // 100
        moved = _part(allocated, 0.2 + 0.5 * chance("moved", plan.name, row["name_th"], source)) if runs else 0
        committed = _part(moved, 0.9)
        spent = _part(committed, chance("spent", plan.name, row["name_th"], source))
        odd = plan.rich and row["number"] == "2" and number == 1
        tables.add(
            "plans_money_line", project_id=project, source=source, budget_code=f"17{project:05d}{number}",
            giver="บริษัทในพื้นที่ (สมมติ)" if source == "partner" else "", allocated=allocated, transferred=moved,
            committed=committed, spent=committed + 150_000 if odd else spent, carried_over=0,
        )  # fmt: skip


def _part(satang: int, share: float) -> int:
    """Return a share of an amount in whole baht."""
    return round(satang * share / 100) * 100


def _people(tables: Tables, plan: Made, project: int, row: dict[str, str], districts: list[int]) -> None:
    """Add who benefits; in the province rich in detail by district, with what was reached."""
    count = max(5, round(int(row["people"]) * plan.scale))
    parts = districts[:3] if plan.rich else []
    for number, area in enumerate(parts or [None]):
        share = count // len(parts) if parts else count
        reached = round(share * 0.3 * chance("reached", plan.name, row["name_th"], number)) if plan.rich else None
        tables.add(
            "plans_beneficiary_line", project_id=project, kind=row["kind"], who_th=row["who_th"], area_id=area,
            number=share, reached=reached, outcome=row["outcome"], unit_th=row["unit_th"], before=row["before"],
            after=row["after"] if plan.rich and number == 0 else None, later=None,
            after_on=timezone.localdate() - ASKED_AGAIN_SOON if plan.rich and number == 0 else None,
        )  # fmt: skip


def _freeze(plans: list[Made], policy_set: PolicySet, accounts: dict[str, int], copy: Copy) -> int:
    """Write the baseline of every approved plan; one under revision differs from its own in a few lines."""
    approved = [one for one in plans if one.state in FROZEN]
    fresh = numbers("plans_baseline")
    ids = {one.pk: next(fresh) for one in approved}
    day = timezone.now() - dt.timedelta(days=30)
    columns = ["id", "plan_id", "number", "at", "by_id", "policy_set_code"]
    by = accounts["policy-1"]
    copy("plans_baseline", columns, [(pk, plan, 1, day, by, policy_set.code) for plan, pk in ids.items()])
    lines = frozen.lines_of(ids)
    for plan in approved:
        if plan.state == "revised":
            lines[plan.pk] = _as_it_was(plan, lines[plan.pk])
    return copy(
        "plans_baseline_line", ["baseline_id", "part", '"row"', "label", '"values"'],
        (
            (ids[plan], one.part, one.row, one.label, json.dumps(one.values, ensure_ascii=False))
            for plan, some in lines.items()
            for one in some
        ),
    )  # fmt: skip


def _as_it_was(plan: Made, lines: list[frozen.Line]) -> list[frozen.Line]:
    """Return the lines before the revision: without the last project, and with a smaller goal in the first."""
    first, last = plan.projects[0], plan.projects[-1]
    gone = _below(last)
    found = []
    for one in lines:
        if (one.part, one.row) in gone:
            continue
        if (one.part, one.row) == ("project", first):
            one.values["goal_th"] = one.values["goal_th"].split(" (")[0]
        found.append(one)
    return found


def _below(project: int) -> set[tuple[str, int]]:
    """Return a project and the lines that hang on it."""
    return {
        (part.name, pk)
        for part in PARTS.values()
        for pk in part.objects.filter(**{part.project: project}).values_list("pk", flat=True)
    }
