"""The demo's development plans: the ordered items in most provinces, at different steps; some provinces lack one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.kernel.fiscal import month_start
from prasan.packs.demo.figures import chance
from prasan.packs.demo.plans import SHOWN, Copy, Made, Tables, numbers
from prasan.plans.devplan.commands import key_of
from prasan.plans.models import Activity

LINES = (
    ("informal-workers", "SSO", "คุณภาพชีวิตและความมั่นคงทางสังคม", "ขยายหลักประกันสังคมสู่แรงงานนอกระบบ", 900_000),
    ("vocational-training", "DSD", "เศรษฐกิจฐานรากและการมีงานทำ", "ฝึกอาชีพตามความต้องการของตลาดในพื้นที่", 1_400_000),
    ("joint-service-centre", "OPS", "การบริการภาครัฐ", "ศูนย์บริการร่วมกระทรวงแรงงานประจำจังหวัด", 350_000),
)
"""Ordered item, department, issue, project, baht."""
PATH = ("proposed", "agreed", "in_plan", "funded")
REASON = "วงเงินของจังหวัดเต็ม ให้เสนอใหม่ในรอบทบทวนแผนปีถัดไป"


def load(plans: list[Made], year: int, accounts: dict[str, int], copy: Copy) -> int:
    """Write the lines of every province and of the groups with a plan; returns how many."""
    tables, fresh, count = Tables(), numbers("plans_dev_line"), 0
    doing = _second_activities([one.pk for one in plans])
    for plan in plans:
        if "agency_id" in plan.place:
            continue
        for number, row in enumerate(LINES):
            state = _state(plan, row[0])
            if state:
                _line(tables, next(fresh), plan, row, number, state, year, accounts, doing)
                count += 1
    tables.write(copy)
    return count


def _state(plan: Made, item: str) -> str:
    """Return how far a line got; empty where the province has none yet."""
    if plan.area // 10_000 == int(SHOWN) and "area_id" in plan.place:
        return {"informal-workers": "funded", "vocational-training": "in_plan"}.get(item, "")
    luck = chance("development", plan.name, item)
    for edge, state in ((0.12, ""), (0.22, "proposed"), (0.36, "agreed"), (0.62, "in_plan"), (0.94, "funded")):
        if luck < edge:
            return state
    return "not_included"


def _second_activities(plans: list[int]) -> dict[tuple[int, str], int]:
    """Return the main activity of each plan's first project by department, by (plan, department)."""
    rows = Activity.objects.filter(project__plan__in=plans, number=2).order_by("-project__number")
    return {(plan, agency): pk for plan, agency, pk in rows.values_list("project__plan", "office__agency", "pk")}


def _line(
    tables: Tables, pk: int, plan: Made, row: tuple[str, str, str, str, int], number: int, state: str, year: int,
    accounts: dict[str, int], doing: dict[tuple[int, str], int],
) -> None:  # fmt: skip
    item, agency, issue, project, baht = row
    place = {"area_id": None, "group_id": None} | plan.place
    tables.add(
        "plans_dev_line", id=pk, **place, fiscal_year=year, key=key_of(project), issue_th=issue,
        strategy_th="ยกระดับแรงงานและบริการของจังหวัด", project_th=project, agency_id=agency, agency_th="",
        budget=round(baht * plan.scale / 1000) * 100_000, source="province" if place["area_id"] else "group",
        item_id=item, state=state, version=0,
    )  # fmt: skip
    by = accounts[f"plo-{plan.area // 10_000}"]
    path: tuple[str, ...] = PATH[: PATH.index(state) + 1] if state in PATH else ("proposed", "not_included")
    start = month_start(year - 1, 1)
    for step, one in enumerate(path):
        day = start + dt.timedelta(days=30 + 75 * step + number)
        body = "ก.บ.จ." if place["area_id"] else "ก.บ.ก."
        paper = f"รง {plan.area // 10_000:04d}/{100 + number}" if step == 0 else f"มติ {body} ครั้งที่ {step}/{year - 1}"
        tables.add(
            "plans_dev_step", line_id=pk, state=one, on=day, document_no=paper,
            reason=REASON if one == "not_included" else "", by_id=by, at=timezone.now(),
        )  # fmt: skip
    activity: Any = doing.get((plan.pk, agency))
    if activity and state in {"in_plan", "funded"}:
        tables.add("plans_dev_line_activity", devline_id=pk, activity_id=activity)
