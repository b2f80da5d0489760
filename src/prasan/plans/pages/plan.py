"""One plan: its tree, timeline, money and people; the steps of its life; what differs from its baseline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from prasan.plans import beside, commands, frozen, policy, queries
from prasan.plans.cycle import EDITABLE, PLAN
from prasan.plans.models import BeneficiaryLine, MoneyLine, Plan, Project
from prasan.plans.pages import timeline, words
from prasan.plans.pages.common import find, history, key_of, page
from prasan.plans.queries import Sets, Tree
from prasan.plans.rules import WHOLE, weight_of
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Policy, PolicySet


@require_safe
def plan(request: HttpRequest, plan: int) -> HttpResponse:
    """Show a plan; `?set=code` reads its projects by another policy set."""
    return _page(request, find(request, plan, talk=True))


def _page(request: HttpRequest, found: Plan, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    tree = queries.tree(found, actor=actor)
    sets = queries.sets_of(found, actor)
    chosen = next((one for one in sets.all if one.code == request.GET.get("set")), sets.in_force)
    context = {
        "plan": found,
        "state": words.state(found),
        "sets": sets,
        "chosen": chosen,
        "branches": branches(tree, sets, chosen),
        "unmapped": [one for one in tree.projects if not serves(tree, one, chosen)],
        "gaps": gaps(tree, sets, chosen),
        "tree": tree,
        "months": timeline.months(found.fiscal_year),
        "rows": timeline.rows(tree, timezone.localdate()),
        "money": money(tree),
        "people": people(tree),
        "reach": {kind: tree.reach(kind) for kind in ("people", "groups")},
        "warnings": warnings(tree) if found.state in EDITABLE or found.state == "submitted" else [],
        "members": queries.members(found),
        "beside": beside.parts(request, found, tree),
        "may": allowed(actor, found),
        "baht": words.baht,
        "box": box(actor, found),
        "error": str(error.text) if error else "",
        "error_field": error.field if error else "",
        "reason": request.POST.get("reason", "") if error else "",
    }
    return page(request, "plan", context, 409 if error else 200)


def serves(tree: Tree, project: Project, one: PolicySet) -> bool:
    """Tell whether a project serves a policy of a set."""
    return any(policy.policy_set_id == one.pk for policy in tree.policies.get(project.pk, []))


def branches(tree: Tree, sets: Sets, chosen: PolicySet) -> list[tuple[Policy, list[Project]]]:
    """Return the policies of a set that the plan serves, each with its projects."""
    found = []
    for one in sets.policies.get(chosen.pk, []):
        mine = [p for p in tree.projects if any(policy.pk == one.pk for policy in tree.policies.get(p.pk, []))]
        if mine:
            found.append((one, mine))
    return found


def gaps(tree: Tree, sets: Sets, chosen: PolicySet) -> list[Policy]:
    """Return the policies of a set that no project of the plan serves."""
    served = {policy.pk for some in tree.policies.values() for policy in some}
    return [one for one in sets.policies.get(chosen.pk, []) if one.pk not in served and one.withdrawn_on is None]


def money(tree: Tree) -> list[tuple[str, queries.Money]]:
    """Return money by source in words, the sum last."""
    known = dict(MoneyLine.Source.choices)
    found = [(str(known[source]), sums) for source, sums in tree.by_source()]
    return [*found, (_("รวม"), tree.total())] if found else []


@dataclass(slots=True)
class Benefit:
    """Who benefits in one way from one project; lines of several areas together."""

    project: Project
    who: str
    kind: str
    outcome: str
    unit: str
    is_people: bool = True
    number: int = 0
    reached: int | None = None
    areas: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, line: BeneficiaryLine, whole: str) -> None:
        """Add a line; the outcome's values are those of the first line that has some."""
        self.number += line.number
        if line.reached is not None:
            self.reached = (self.reached or 0) + line.reached
        self.areas.append(line.area.name if line.area else whole)
        if not any(value != "–" for value in self.values):
            self.values = [words.amount(value) for value in (line.before, line.after)] + [words.later(line)]


def people(tree: Tree) -> list[Benefit]:
    """Return who benefits, by project and by what gets better, with the outcome before, after and later."""
    outcomes, kinds = dict(BeneficiaryLine.Outcome.choices), dict(BeneficiaryLine.Kind.choices)
    found: dict[tuple[int, str, str, str], Benefit] = {}
    for project in tree.projects:
        for line in tree.people.get(project.pk, []):
            key = (project.pk, line.who_th, line.kind, line.outcome)
            empty = Benefit(
                project, line.who_th, str(kinds[line.kind]), str(outcomes[line.outcome]), line.unit_th,
                line.kind == BeneficiaryLine.Kind.PEOPLE,
            )  # fmt: skip
            found.setdefault(key, empty).add(line, tree.plan.owner)
    return list(found.values())


def warnings(tree: Tree) -> list[str]:
    """Return what is odd in a plan that is being written: weights and money."""
    told = []
    for project in tree.projects:
        activities = tree.activities.get(project.pk, [])
        total = weight_of(activities)
        if activities and total != WHOLE:
            told.append(
                _("%(name)s: น้ำหนักกิจกรรมรวม %(sum)s") % {"name": project.name_th, "sum": f"{total.normalize():f}"}
            )
        for line in tree.money.get(project.pk, []):
            told += [f"{project.name_th}: {text}" for text in odd(line)]
    return told


def odd(line: MoneyLine) -> list[str]:
    """Return what is odd about a money line, in words."""
    texts = {
        "over-committed": _("ผูกพันเกินกว่าเงินที่ได้รับ โอน และกันเหลื่อมปีรวมกัน"),
        "over-spent": _("เบิกจ่ายเกินกว่าที่ผูกพัน"),
    }
    return [texts[code] for code in queries.warnings_of(line)]


STEPS = {
    "submit": policy.can_submit, "agree": policy.can_agree, "return": policy.can_return,
    "approve": policy.can_approve, "activate": policy.can_activate, "revise": policy.can_revise,
    "close": policy.can_close,
}  # fmt: skip


def allowed(actor: Any, found: Plan) -> dict[str, bool]:
    """Return which verbs the reader may carry out on a plan as it stands."""
    states = {name: PLAN.can(found.state, name) for name in STEPS} | {"agree": found.state == Plan.State.SUBMITTED}
    may = {name: states[name] and rule(actor, found) is None for name, rule in STEPS.items()}
    if may["agree"]:
        mine = next((one for one in queries.members(found) if actor.in_area(one.area_id)), None)
        may["agree"] = mine is not None and not mine.agreed  # type: ignore[attr-defined]
    may["approve"] = may["approve"] and not queries.not_agreed(found)
    may["edit"] = found.state in EDITABLE and policy.can_edit(actor, found) is None
    may["draft"] = policy.can_draft(actor, found) is None
    return may


def _move(request: HttpRequest, pk: int, command: Any, done: str) -> HttpResponse:
    """Carry a step out and show the plan; what hinders it stands on the plan's page."""
    command.key = key_of(request)
    edits = request.POST.get("edits", "")
    command.edits = int(edits) if edits.isdigit() and len(edits) < 10 else None
    command.reason = request.POST.get("reason", "")[:2000]
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _page(request, find(request, pk, talk=True), broken)
    messages.success(request, done)
    return redirect("plan", pk)


def step_page(verb: type[Any], done: Promise) -> Callable[..., HttpResponse]:
    """Return the page that carries one step out and tells that it is done."""

    @require_POST
    def view(request: HttpRequest, plan: int) -> HttpResponse:
        return _move(request, plan, verb(target_id=plan), str(done))

    return view


plan_submit = step_page(commands.Submit, gettext_lazy("ส่งแผนแล้ว รอการอนุมัติ"))
plan_agree = step_page(commands.Agree, gettext_lazy("บันทึกความเห็นชอบของจังหวัดแล้ว"))
plan_return = step_page(commands.Return, gettext_lazy("ส่งแผนกลับให้แก้ไขแล้ว"))
plan_approve = step_page(commands.Approve, gettext_lazy("อนุมัติแผนแล้ว และเก็บเป็นแผนฐานไว้เทียบ"))
plan_activate = step_page(commands.Activate, gettext_lazy("เริ่มดำเนินการตามแผนแล้ว"))
plan_revise = step_page(commands.Revise, gettext_lazy("เปิดให้ปรับแผนแล้ว แผนฐานเดิมยังใช้อยู่จนกว่าจะอนุมัติฉบับใหม่"))
plan_close = step_page(commands.Close, gettext_lazy("ปิดแผนแล้ว"))


@require_safe
def plan_compare(request: HttpRequest, plan: int) -> HttpResponse:
    """Show how the plan differs now from a baseline, line by line; its revisions and its journal."""
    found = find(request, plan)
    versions = list(found.baselines.select_related("by").order_by("-number"))
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdigit() and len(asked) < 5 else None
    chosen = next((one for one in versions if one.number == number), versions[0] if versions else None)
    changes = frozen.compare(frozen.stored(chosen), frozen.lines_of([found.pk])[found.pk]) if chosen else []
    context = {
        "plan": found, "versions": versions, "chosen": chosen, "changes": words.differences(changes),
        "count": {kind: sum(1 for one in changes if one.kind == kind) for kind in ("added", "removed", "changed")},
    }  # fmt: skip
    return page(request, "compare", context)


@require_safe
def plan_history(request: HttpRequest, plan: int) -> HttpResponse:
    """Show what happened to the plan: its baselines, its revisions, its journal."""
    found = find(request, plan)
    revisions = list(found.revisions.select_related("opened_by", "baseline").order_by("-number"))
    versions = list(found.baselines.select_related("by").order_by("-number"))
    context = {"plan": found, "revisions": revisions, "versions": versions, "history": history(request, found)}
    return page(request, "history", context)
