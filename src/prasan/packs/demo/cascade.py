"""The demo's cascade: one urgent policy asked of every province, answered by most, in every way there is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

from prasan.kernel.fiscal import add_months, month_start
from prasan.kernel.trajectory import split_exact
from prasan.packs.demo.figures import chance
from prasan.plans.queries import work_code
from prasan.registers.models import Indicator, Policy, PolicySet, ReferenceSeries

AXIS, NUMBER = "agenda", 9
NAME = "ป้องกันการหลอกลวงคนหางานเร่งด่วน"
GOAL = "คนหางานในชุมชนเสี่ยงทุกจังหวัดรู้ทันนายหน้าเถื่อน และแจ้งเหตุได้ก่อนเสียเงิน"
FIRST = "ให้ความรู้คนหางานในชุมชนเสี่ยง"
SECOND = "ให้ความรู้ลูกเรือและแรงงานประมงที่ท่าเรือ"
INLAND = "ไม่มีชายฝั่งทะเล จึงไม่มีท่าเรือประมง"
COAST = frozenset(
    "10 11 20 21 22 23 24 74 75 76 77 80 81 82 83 84 85 86 90 91 92 93 94 96".split()  # noqa: SIM905 - a table
)
"""Codes of the provinces by the sea."""
EACH = 260
FIXED = {"92": "open", "80": "accepted", "10": "accepted", "93": "declined", "81": "adjusted"}
SHARES = ((0.46, "accepted"), (0.60, "agreed"), (0.68, "adjusted"), (0.73, "declined"), (0.77, "not_applicable"))
WHY = {
    "agreed": "เจ้าหน้าที่ว่างหนึ่งตำแหน่ง", "adjusted": "อุทกภัยช่วงต้นปี หลายชุมชนเข้าไม่ได้",
    "declined": "ไม่พบชุมชนเสี่ยงตามเกณฑ์ในจังหวัด", "not_applicable": "ไม่พบชุมชนเสี่ยงตามเกณฑ์ในจังหวัด",
}  # fmt: skip
FROZEN = frozenset({"approved", "active", "revised"})
Numbers = Callable[[str], Iterator[int]]


def answer_of(code: str) -> str:
    """Return how a province answered."""
    luck = chance("cascade", code)
    return FIXED.get(code) or next((state for edge, state in SHARES if luck < edge), "open")


def load(tables: Any, plans: list[Any], policy_set: PolicySet, accounts: dict[str, int], numbers: Numbers) -> int:
    """Add the cascade with offers, answers and what landed in the plans; returns how many provinces were asked."""
    policy = Policy.objects.get(policy_set=policy_set, axis=AXIS, number=NUMBER)
    measure = Indicator.objects.get(policy=policy, is_main=True)
    series = ReferenceSeries.objects.filter(code="subdistricts").first()
    places = [one for one in plans if "area_id" in one.place]
    known = dict(series.values.values_list("area_id", "value")) if series else {}
    weights = [known.get(one.area, 1) for one in places]
    asked = dict(zip([one.area for one in places], split_exact(EACH * len(places), weights), strict=True))
    now, year = timezone.now(), policy_set.fiscal_year
    pk, expected = next(numbers("plans_cascade")), numbers("plans_expected")
    ids = [next(expected), next(expected)]
    owner = accounts["policy-1"]  # the account that the start prints: who tries it decides on the answers
    Policy.objects.filter(pk=policy.pk).update(owner_id=owner)
    sent = now - dt.timedelta(days=35)
    tables.add(
        "plans_cascade", id=pk, policy_id=policy.pk, fiscal_year=year, name_th=NAME, goal_th=GOAL,
        due=(now + dt.timedelta(days=5)).date(), state="offered", edits=4, offered_at=sent, offered_by_id=owner,
    )  # fmt: skip
    start, end = month_start(year, 2), add_months(month_start(year, 12), 1) - dt.timedelta(days=1)
    for number, (name, weight) in enumerate(((FIRST, 60), (SECOND, 40))):
        first = number == 0
        tables.add(
            "plans_expected", id=ids[number], cascade_id=pk, number=number + 1, name_th=name, agency_id="DOE",
            start=start, end=end, weight=weight, indicator_id=measure.pk if first else None,
            total=EACH * len(places) if first else None, split=("series" if series else "equal") if first else "given",
            series_id=series.pk if series and first else None, offered_at=sent,
        )  # fmt: skip
    fresh = {name: numbers(name) for name in ("plans_project", "plans_activity", "plans_offer", "registers_work_item")}
    for plan in places:
        _offer(tables, plan, policy.pk, measure, (pk, ids, asked[plan.area], sent), (start, end, year), accounts, fresh)
    tables.add(
        "platform_journal", at=now, actor_label="ระบบ (ข้อมูลสมมติ)", verb="demo.load", model="plans.cascade",
        object_id=pk,
        object_label=f"{NAME} {year}", area_id=None, office_id=None, classification=0,
        changes=json.dumps({"state": [None, "offered"]}), reason="ข้อมูลสมมติ", request_id="",
    )  # fmt: skip
    return len(places)


def _offer(
    tables: Any, plan: Any, policy: int, measure: Indicator, cascade: tuple[Any, ...], span: tuple[Any, ...],
    accounts: dict[str, int], fresh: dict[str, Iterator[int]],
) -> None:  # fmt: skip
    """Add one province's offer with its two items, and its project where it has promised."""
    pk, (first, second), asked, sent = cascade
    code = str(plan.area // 10_000)
    state, coast = answer_of(code), code in COAST
    promised = {"accepted": asked, "agreed": round(asked * 0.95), "adjusted": round(asked * 0.6)}.get(state)
    other = "excluded" if not coast else "open" if state == "open" else "accepted"
    project: int | None = None
    activities: tuple[int | None, int | None] = (None, None)
    if state in {"accepted", "agreed"} or other == "accepted":
        wanted = (promised if state in {"accepted", "agreed"} else None, other == "accepted")
        project, activities = _land(tables, plan, policy, measure, wanted, span, accounts, fresh)
    offer = next(fresh["plans_offer"])
    tables.add(
        "plans_offer", id=offer, cascade_id=pk, area_id=plan.area, office_id=plan.office, state="offered",
        project_id=project, offered_at=sent, chased_at=None,
        answers=0 if state == "open" else 1,
    )  # fmt: skip
    by, at = accounts[f"plo-{code}"], sent + dt.timedelta(days=4 + int(20 * chance("answered", code)))
    decided = state in {"not_applicable"}
    for expected, one, value, promise, reason, activity in (
        (first, state, asked, promised, WHY.get(state, ""), activities[0]),
        (second, other, None, None, INLAND if other == "excluded" else "", activities[1]),
    ):
        said = one not in {"open", "excluded"}
        tables.add(
            "plans_cascade_item", offer_id=offer, expected_id=expected, asked=value, state=one, promised=promise,
            start=None, end=None, reason=reason, decision="", answered_by_id=by if said else None,
            answered_at=at if said else None,
            decided_by_id=accounts["policy-1"] if decided and expected == first else None,
            decided_at=at + dt.timedelta(days=1) if decided and expected == first else None, activity_id=activity,
        )  # fmt: skip


def _land(
    tables: Any, plan: Any, policy: int, measure: Indicator, wanted: tuple[int | None, bool], span: tuple[Any, ...],
    accounts: dict[str, int], fresh: dict[str, Iterator[int]],
) -> tuple[int, tuple[int | None, int | None]]:  # fmt: skip
    """Add what a province promised to its plan: a project with one or two activities."""
    start, end, year = span
    pk, code = next(fresh["plans_project"]), plan.area // 10_000
    plan.projects.append(pk)
    tables.add(
        "plans_project", id=pk, plan_id=plan.pk, number=len(plan.projects), name_th=NAME, goal_th=GOAL, start=start,
        end=end, multi_year=False, office_id=plan.office, responsible_id=accounts[f"plo-{code}"], labels=[],
    )  # fmt: skip
    tables.add("plans_project_policy", project_id=pk, policy_id=policy)
    value, second = wanted
    made: list[int | None] = []
    parts = [(FIRST, value is not None, 60 if second else 100), (SECOND, second, 40 if value is not None else 100)]
    for name, here, weight in parts:
        if not here:
            made.append(None)
            continue
        number = next(fresh["plans_activity"])
        made.append(number)
        item = next(fresh["registers_work_item"]) if plan.state in FROZEN else None
        office = plan.units.get("DOE", plan.office)
        if item is not None:
            tables.add(
                "registers_work_item", id=item, code=work_code(year, plan.pk, number), name_th=name, name_en="",
                office_id=office, area_id=plan.area, fiscal_year=year,
            )  # fmt: skip
            tables.add("registers_work_item_policy", workitem_id=item, policy_id=policy)
        measured = name == FIRST
        tables.add(
            "plans_activity", id=number, project_id=pk, number=len(made), name_th=name, start=start, end=end,
            weight=weight, office_id=office, responsible_id=None, partners="", place="", work_item_id=item,
            labels=[],
            indicator_id=measure.pk if measured else None, target=value if measured else None,
        )  # fmt: skip
    return pk, (made[0], made[1])
