"""A directive: what was ordered, to whom, by when, what came of it; and what each side may do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directives import beside, forms, queries
from prasan.directives import commands as c
from prasan.directives import policy as may
from prasan.directives.cycle import DIRECTIVE, LIVE
from prasan.directives.finding import found_directive
from prasan.directives.models import Directive, DirectiveArea, DirectiveOffice
from prasan.directives.pages.common import STATUS, due_said, due_words, history, page
from prasan.directory.places import places
from prasan.kernel.digits import format_scaled
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

DONE = gettext_lazy("บันทึกแล้ว")
FROM = ("origin", "origin_ref", "origin_label", "inspection_round", "classification")
"""What an address of the form tells of where an order comes from: it goes along to the reading of sentences."""


@require_safe
def directive(request: HttpRequest, directive: int) -> HttpResponse:
    """Show a directive."""
    return _show(request, found_directive(actor_of(request), directive))


def _show(request: HttpRequest, found: Directive, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    parts = queries.parts(found) if not found.part else []
    now = timezone.now()
    late = found.is_open and found.due_at < now
    covered = queries.is_covered(found, actor)
    context = {
        "one": found, "text": queries.words_of(found, actor), "late": late, "now": now,
        "status": "very_late" if late else STATUS[Directive.State(found.state)],
        "shapes": STATUS, "left": (found.due_at - now).total_seconds() / 3600,
        "co": [row.office for row in DirectiveOffice.objects.filter(directive=found).select_related("office")],
        "areas": [row.area for row in DirectiveArea.objects.filter(directive=found).select_related("area")],
        "answers": [] if covered else queries.answers(found), "covered": covered,
        "parts": parts, "due_words": due_words,
        "due_said": due_said(found), "roll_up": _roll_up(parts), "places": places,
        "goal": _goal(found),
        "origin_href": beside.address_of(actor, found.origin, found.origin_ref) if found.origin_ref else "",
        "verbs": _verbs(actor, found), "dues": Directive.Due.choices, "history": history(actor, found),
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
        "journal": f"{reverse('journal')}?model=directives.directive&object={found.pk}",
    }  # fmt: skip
    return page(request, "directive", context, 409 if error else 200)


def _goal(found: Directive) -> str:
    if found.goal is None or found.indicator is None:
        return ""
    return format_scaled(found.goal, found.indicator.decimals)


def _roll_up(parts: list[Directive]) -> dict[str, int]:
    """Return how the parts stand: all, closed, answered, overdue."""
    now = timezone.now()
    return {
        "all": len(parts), "closed": sum(one.state == Directive.State.CLOSED for one in parts),
        "answered": sum(one.state == Directive.State.ANSWERED for one in parts),
        "overdue": sum(one.is_open and one.due_at < now for one in parts),
    }  # fmt: skip


def _verbs(actor: Any, found: Directive) -> set[str]:
    """Return what the actor may do now: the state knows the move and the policy allows it."""
    does, follows = may.can_do(actor, found) is None, may.can_follow(actor, found) is None
    verbs = {one for one in ("acknowledge", "start", "answer") if does and DIRECTIVE.can(found.state, one)}
    verbs |= {one for one in ("return", "withdraw") if follows and DIRECTIVE.can(found.state, one)}
    ready = found.state == Directive.State.ANSWERED or not found.report_back
    if ready and DIRECTIVE.can(found.state, "close") and may.can_close(actor, found) is None:
        verbs.add("close")
    if follows:
        verbs.add("official")
        verbs |= {"move_due"} if found.state in LIVE else set()
        verbs |= {"stop"} if found.every and not hasattr(found, "next") else set()
    return verbs


def _answer(pk: int, told: Any, request: HttpRequest) -> Command[Any]:
    uploads = [(one.name or "", one) for one in request.FILES.getlist("file")]
    return c.SendAnswer(
        target_id=pk, text=told.get("text", ""), evidence=told.get("evidence", ""), uploads=uploads
    )  # fmt: skip


def _official(pk: int, told: Any, request: HttpRequest) -> Command[Any]:
    day = forms.day_of(told.get("official_date", ""), "official_date")
    return c.SetOfficial(target_id=pk, official_no=told.get("official_no", ""), official_date=day)


ACTS: dict[str, Callable[[int, Any, HttpRequest], Command[Any]]] = {
    "acknowledge": lambda pk, told, request: c.Acknowledge(target_id=pk),
    "start": lambda pk, told, request: c.Start(target_id=pk),
    "answer": _answer,
    "close": lambda pk, told, request: c.Close(target_id=pk),
    "return": lambda pk, told, request: c.Return(target_id=pk, reason=told.get("reason", "")),
    "withdraw": lambda pk, told, request: c.Withdraw(target_id=pk, reason=told.get("reason", "")),
    "move_due": lambda pk, told, request: c.MoveDue(
        target_id=pk, reason=told.get("reason", ""), **forms.deadline(told)
    ),
    "official": _official,
    "stop": lambda pk, told, request: c.StopRepeating(target_id=pk),
}


@require_POST
def directive_do(request: HttpRequest, directive: int) -> HttpResponse:
    """Do one of the verbs of a directive; what was typed stays where it is refused."""
    actor = actor_of(request)
    found = found_directive(actor, directive)
    act = ACTS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        perform(actor, act(found.pk, forms.clean(request.POST.dict()), request))
    except RuleBroken as broken:
        return _show(request, found_directive(actor, directive), broken)
    messages.success(request, str(DONE))
    return redirect("directive", directive)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_new(request: HttpRequest) -> HttpResponse:
    """Issue a dated directive."""
    actor = actor_of(request)
    return _form(request, actor, "directive_form", forms.issue, "directive", _("สั่งการเลขที่ %(code)s แล้ว"))


@require_http_methods(["GET", "HEAD", "POST"])
def guidance_new(request: HttpRequest) -> HttpResponse:
    """Give guidance."""
    actor = actor_of(request)
    return _form(request, actor, "guidance_form", forms.guidance, "guidance", _("มอบแนวทางเลขที่ %(code)s แล้ว"))


def _form(
    request: HttpRequest, actor: Any, template: str, read: Callable[[Any], Command[Any]], to: str, done: str
) -> HttpResponse:
    if not actor.has(*may.GIVERS):
        raise Refused(may.GIVERS_ONLY)
    told = forms.clean(request.POST.dict() if request.method == "POST" else request.GET.dict())
    error, field = "", ""
    if request.method == "POST":
        try:
            made = perform(actor, read(told))
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, done % {"code": made.code})
            return redirect(to, made.pk)
    else:
        told.setdefault("report_back", "on")
    kept = {name: told.get(name, "") for name in FROM}
    context = forms.choices(actor) | {"told": told, "error": error, "field": field, "from_": kept}
    return page(request, template, context, 409 if error else 200)
