"""One project: activities with milestones, money, who benefits; and the forms of all lines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.plans import commands, policy, queries
from prasan.plans.commands.lines import PARENTS, line_of, office_of
from prasan.plans.cycle import EDITABLE
from prasan.plans.models import BeneficiaryLine, MoneyLine, Plan
from prasan.plans.pages import words
from prasan.plans.pages.common import find, key_of, page
from prasan.plans.pages.forms import FORMS, LineForm, RecordForm
from prasan.plans.pages.plan import odd
from prasan.plans.pages.timeline import period
from prasan.plans.parts import PARTS, WORDS, Part
from prasan.plans.rules import Incomplete
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of

SAVES = {
    "project": commands.SaveProject, "activity": commands.SaveActivity, "milestone": commands.SaveMilestone,
    "money": commands.SaveMoney, "beneficiary": commands.SaveBeneficiary,
}  # fmt: skip


@require_safe
def plan_project(request: HttpRequest, plan: int, project: int) -> HttpResponse:
    """Show a project of a plan with everything below it."""
    return _project(request, find(request, plan), project)


def _project(request: HttpRequest, found: Plan, pk: int, error: str = "") -> HttpResponse:
    actor = actor_of(request)
    tree = queries.tree(found, pk, actor)
    if not tree.projects:
        raise Refused(_("ไม่พบโครงการนี้ในแผน"), status=404)
    project = tree.projects[0]
    sets = queries.sets_of(found, actor)
    linked = tree.policies.get(pk, [])
    own_only = policy.can_draft(actor, found) is not None
    writes = policy.can_edit(actor, found) is None and (not own_only or project.office_id == actor.office_id)
    context = {
        "plan": found, "project": project, "period": period(project.start, project.end), "linked": linked,
        "labels": words.labels(project.labels), "indicators": list(project.indicators.all()),
        "activities": [_activity(tree, one) for one in tree.activities.get(pk, [])],
        "money": [_money(line) for line in tree.money.get(pk, [])],
        "people": [_person(line) for line in tree.people.get(pk, [])],
        "may_edit": writes and found.state in EDITABLE,
        "may_record": writes and found.state in commands.Record.states,
        "relink": _relink(actor, found, sets, linked), "sets": sets, "error": error,
    }  # fmt: skip
    return page(request, "project", context, 409 if error else 200)


def _relink(actor: Any, plan: Plan, sets: queries.Sets, linked: list[Any]) -> list[tuple[int, str]]:
    """Return the policies to choose from where the project serves none of the set in force; else nothing."""
    mapped = any(one.policy_set_id == sets.in_force.pk for one in linked)
    if mapped or plan.state not in commands.LinkPolicies.states or policy.can_draft(actor, plan) is not None:
        return []
    return [
        (one.pk, f"{one.get_axis_display()} {one.number}. {one.name}")
        for one in sets.policies.get(sets.in_force.pk, [])
        if one.withdrawn_on is None
    ]


def _activity(tree: queries.Tree, one: Any) -> dict[str, Any]:
    return {
        "row": one, "period": period(one.start, one.end), "weight": f"{one.weight.normalize():f}",
        "target": words.amount(one.target), "helpers": one.helpers, "stones": tree.milestones.get(one.pk, []),
    }  # fmt: skip


def _money(line: MoneyLine) -> dict[str, Any]:
    names = ("allocated", "granted", "transferred", "carried_over", "committed", "spent")
    return {
        "row": line, "source": line.get_source_display(), "odd": odd(line),
        "amounts": [
            (WORDS[name], words.baht(getattr(line, name)))
            for name in names
            if name != "granted" or line.granted is not None
        ],
    }  # fmt: skip


def _person(line: BeneficiaryLine) -> dict[str, Any]:
    values = (("before", line.before), ("after", line.after), ("later", line.later))
    return {
        "row": line, "kind": line.get_kind_display(), "outcome": line.get_outcome_display(),
        "values": [(WORDS[name], words.amount(value)) for name, value in values if name != "later"],
        "later": words.later(line),
    }  # fmt: skip


def _part(name: str) -> Part:
    if name not in PARTS:
        raise Refused(_("ไม่พบรายการนี้ในแผน"), status=404)
    return PARTS[name]


def _project_of(plan: Plan, part: Part, under: int | None, line: Any) -> Any:
    """Return the project that a line hangs on, None for a project; and check that it is the plan's."""
    if part.name == "project":
        return None
    above = line if line is not None else line_of(PARTS[PARENTS[part.name]], plan, under or 0)
    if above._meta.model_name == "project":
        return above
    return above.project if hasattr(above, "project_id") else above.activity.project


@require_http_methods(["GET", "HEAD", "POST"])
def plan_line_new(request: HttpRequest, plan: int, part: str) -> HttpResponse:
    """Add a line; `?under=` names what it hangs on."""
    asked = request.GET.get("under", "")
    under = int(asked) if asked.isdigit() and len(asked) < 18 else None
    return _line(request, find(request, plan), _part(part), None, under)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_line(request: HttpRequest, plan: int, part: str, line: int) -> HttpResponse:
    """Change a line."""
    found = find(request, plan)
    return _line(request, found, _part(part), line_of(_part(part), found, line), None)


def _line(request: HttpRequest, plan: Plan, part: Part, line: Any, under: int | None) -> HttpResponse:
    refusal = policy.can_edit(actor_of(request), plan)
    if refusal is not None:
        raise Refused(refusal)
    project = _project_of(plan, part, under, line)
    form = FORMS[part.name](request.POST or None, plan=plan, line=line, project=project, actor=actor_of(request))
    if request.method == "POST" and form.is_valid():
        command = SAVES[part.name](
            target_id=plan.pk, row=line.pk if line else None, parent=under, values=form.values(),
            many=form.relations(), key=key_of(request),
        )  # fmt: skip
        done = _saved(request, form, command)
        if done is not None:
            return done
    return _form(request, plan, part, form, line, project)


def _saved(request: HttpRequest, form: LineForm, command: Any) -> HttpResponse | None:
    """Carry out the save; what breaks a rule goes to its field, and None is returned."""
    try:
        perform(actor_of(request), command)
    except Incomplete as broken:
        for name, text in broken.errors.items():
            form.add_error(name if name in form.fields else None, str(text))
        return None
    except RuleBroken as broken:
        if broken.status == 404:
            raise
        form.add_error(None, str(broken.text))
        return None
    messages.success(request, _("บันทึกแล้ว"))
    made = command.made
    if made is None:
        return redirect("plan", command.target_id)
    return redirect("plan_project", command.target_id, project_number(made))


def project_number(line: Any) -> int:
    """Return the number of the project that a line belongs to."""
    if line._meta.model_name == "project":
        return int(line.pk)
    return int(line.project_id if hasattr(line, "project_id") else line.activity.project_id)


def _form(request: HttpRequest, plan: Plan, part: Part, form: LineForm, line: Any, project: Any) -> HttpResponse:
    title = _("แก้ไข%(part)s") if line is not None else _("เพิ่ม%(part)s")
    context = {
        "plan": plan, "part": part.name, "word": part.word, "form": form, "line": line, "project": project,
        "title": title % {"part": part.word}, "locked": plan.state not in EDITABLE, "recording": False,
    }  # fmt: skip
    return page(request, "line", context, 422 if form.is_bound and form.errors else 200)


@require_POST
def plan_line_remove(request: HttpRequest, plan: int, part: str, line: int) -> HttpResponse:
    """Take a line away."""
    found = find(request, plan)
    row = line_of(_part(part), found, line)
    project = None if part == "project" else project_number(row)
    perform(actor_of(request), commands.RemoveLine(target_id=plan, part=part, row=line, key=key_of(request)))
    messages.success(request, _("ตัดออกแล้ว"))
    return redirect("plan", plan) if project is None else redirect("plan_project", plan, project)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_line_record(request: HttpRequest, plan: int, part: str, line: int) -> HttpResponse:
    """Record results of a line."""
    found = find(request, plan)
    kind = _part(part)
    if not kind.results:
        raise Refused(_("รายการนี้ไม่มีผลให้บันทึก"), status=404)
    refusal = policy.can_record(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    row = line_of(kind, found, line)
    form = RecordForm(request.POST or None, part=part, plan=found, line=row, actor=actor_of(request))
    if request.method == "POST" and form.is_valid():
        command = commands.Record(target_id=plan, part=part, row=line, values=form.cleaned_data, key=key_of(request))
        try:
            perform(actor_of(request), command)
        except Incomplete as broken:
            for name, text in broken.errors.items():
                form.add_error(name if name in form.fields else None, str(text))
        else:
            messages.success(request, _("บันทึกผลแล้ว"))
            return redirect("plan_project", plan, project_number(row))
    context = {
        "plan": found, "part": part, "word": kind.word, "form": form, "line": row, "recording": True,
        "project": row.activity.project if part == "milestone" else row.project, "office": office_of(row),
        "title": _("บันทึกผล: %(name)s") % {"name": str(row)}, "locked": not (
            found.state in commands.Record.states or (found.state == Plan.State.CLOSED and part == "beneficiary")
        ),
        "today": thaidate,
    }  # fmt: skip
    return page(request, "line", context, 422 if form.is_bound and form.errors else 200)


@require_POST
def plan_link(request: HttpRequest, plan: int, project: int) -> HttpResponse:
    """Link a project to policies of the set in force."""
    found = find(request, plan)
    chosen = [int(one) for one in request.POST.getlist("policies") if one.isdigit() and len(one) < 18]
    try:
        perform(
            actor_of(request), commands.LinkPolicies(target_id=plan, row=project, policies=chosen, key=key_of(request))
        )
    except RuleBroken as broken:
        if broken.field != "policies":
            raise
        return _project(request, found, project, str(broken.text))
    messages.success(request, _("เชื่อมกับนโยบายชุดปัจจุบันแล้ว การเชื่อมเดิมยังอยู่"))
    return redirect("plan_project", plan, project)
