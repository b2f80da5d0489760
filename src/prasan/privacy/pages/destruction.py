"""Pages of the lists of documents to be destroyed: the lists, one list with what comes next."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.typed import day_of, whole
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.cycle import DESTRUCTION
from prasan.privacy.models import DestructionLine, DestructionList
from prasan.privacy.models.destruction import RECORDERS
from prasan.privacy.pages.common import key_of, page, typed, wrong

Told = dict[str, str]
SHAPES = {"drafted": "late", "judged": "info", "ordered": "info", "done": "done"}
SHOWN = 100
MOVES: dict[str, Callable[[int, Told], Command[DestructionList]]] = {
    "add_document": lambda pk, told: c.AddDocument(
        target_id=pk, number=told.get("number", ""), dated=day_of(told.get("dated", ""), "dated"),
        subject_line=told.get("subject", ""), years=whole(told.get("years", ""), "years"),
    ),
    "drop_document": lambda pk, told: c.DropDocument(target_id=pk, line_id=whole(told.get("line", ""), "line")),
    "name_committee": lambda pk, told: c.NameCommittee(target_id=pk, members=told.get("members", "")),
    "judge_document": lambda pk, told: c.JudgeDocument(
        target_id=pk, line_id=whole(told.get("line", ""), "line"), decision=told.get("decision", ""),
        text=told.get("text", ""),
    ),
    "order_destruction": lambda pk, told: c.OrderDestruction(
        target_id=pk, order_no=told.get("order", ""), day=day_of(told.get("day", ""), "day"),
        archives=told.get("archives", ""),
    ),
    "finish_destruction": lambda pk, told: c.FinishDestruction(
        target_id=pk, day=day_of(told.get("day", ""), "day"), how=told.get("how", "")
    ),
}  # fmt: skip
"""How a page names each step."""


@require_http_methods(["GET", "HEAD", "POST"])
def destructions(request: HttpRequest) -> HttpResponse:
    """Show the lists, those that are not done first, and begin one."""
    actor = actor_of(request)
    refusal = may.can_read_lists(actor)
    if refusal is not None:
        raise Refused(refusal)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            made = perform(actor, c.ListDocuments(title=told.get("title", ""), key=key_of(told, "list")))
        except RuleBroken as broken:
            error = broken
        else:
            return redirect("destruction", made.pk)
    rows = DestructionList.objects.visible_to(actor).select_related("office").defer("office__grams")
    rows = rows.annotate(count=Count("lines"), left=Count("lines", filter=Q(lines__decision=""))).order_by("-pk")
    found = sorted(rows[:SHOWN], key=lambda one: one.state == DestructionList.State.DONE)
    context = {"rows": found, "shapes": SHAPES, "writes": actor.role in RECORDERS, "told": told, **wrong(error)}
    return page(request, "destructions", context, 422 if error else 200)


@require_safe
def destruction(request: HttpRequest, documents: int) -> HttpResponse:
    """Show a list, fit to be printed, with what comes next."""
    return _show(request, documents)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    one = queries.found_list(actor, pk)
    writes = may.can_list(actor, one) is None
    lines = list(one.lines.order_by("id"))
    told = typed(request)
    context = {
        "one": one, "lines": lines, "shapes": SHAPES, "writes": writes, "told": told, "doing": told.get("do", ""),
        "moves": [name for name in MOVES if writes and DESTRUCTION.can(one.state, name)],
        "left": sum(not line.decision for line in lines), "at": told.get("line", ""),
        "decisions": [row for row in DestructionLine.Decision.choices if row[0]],
        "papers": [(line.pk, f"{line.number} · {line.get_decision_display()}") for line in lines],
        "first": next((line.pk for line in lines if not line.decision), ""), **wrong(error),
    }  # fmt: skip
    return page(request, "destruction", context, 422 if error else 200)


@require_POST
def destruction_do(request: HttpRequest, documents: int) -> HttpResponse:
    """Make one of the steps; what was typed stays where it is refused."""
    told = typed(request)
    what = told.get("do", "")
    try:
        if what not in MOVES:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        command = MOVES[what](documents, told)
        command.key = key_of(told, what, documents)
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _show(request, documents, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("destruction", documents)
