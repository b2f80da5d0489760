"""An application: where it stands and its moves; a completer's question; a certificate as paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.typed import whole
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, done, history
from prasan.training import commands as c
from prasan.training import policy as may
from prasan.training import queries
from prasan.training.commands.results import attended
from prasan.training.cycle import APPLICATION
from prasan.training.models import Application, Certificate, FollowUp
from prasan.training.models.applications import Why
from prasan.training.pages.common import key_of, page, wrong
from prasan.training.paper import certificate_pdf, slip_pdf

Told = Any
MOVES: dict[str, Callable[[int, Told], Command[Any]]] = {
    "accept": lambda pk, told: c.Accept(target_id=pk),
    "pass": lambda pk, told: c.Pass(target_id=pk, score=whole(told.get("score", ""), "score")),
    "fail": lambda pk, told: c.Fail(target_id=pk, score=whole(told.get("score", ""), "score")),
    "withdraw": lambda pk, told: c.Withdraw(target_id=pk),
    "drop_out": lambda pk, told: c.DropOut(target_id=pk, why=told.get("why", "")),
    "refuse": lambda pk, told: c.Refuse(target_id=pk, why=told.get("why", "")),
}
KINDS: dict[str, Any] = {
    "accept": c.Accept, "pass": c.Pass, "fail": c.Fail, "withdraw": c.Withdraw, "drop_out": c.DropOut,
    "refuse": c.Refuse,
}  # fmt: skip


def offered(actor: Any, one: Application) -> list[str]:
    """Return the moves that the actor may make now, what usually comes next first."""
    if one.session.state != "open":
        return []
    begun = one.session.begins <= timezone.localdate()
    known = [move for move in MOVES if APPLICATION.can(one.state, move)]
    known = [move for move in known if move not in {"pass", "fail"} or begun]
    known = [move for move in known if move != "refuse" or not begun]
    known = [move for move in known if move != "drop_out" or begun]
    return [move for move in known if KINDS[move].allowed(actor, one) is None]


@require_safe
def training_application(request: HttpRequest, training_application: int) -> HttpResponse:
    """Show an application."""
    return _show(request, training_application)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.application_or_404(actor, pk)
    papers = list(found.certificates.select_related("office").defer("office__grams"))
    asked = list(found.follow_ups.order_by("months"))
    moves = offered(actor, found)
    line = Application.objects.in_line().filter(session=found.session_id, since__lt=found.since).count()
    context = {
        "one": found, "name": queries.names_of(actor, [found.worker_id]).get(found.worker_id, ""), "moves": moves,
        "verbs": {move: KINDS[move].verb for move in moves}, "whys": Why.choices, "papers": papers, "asked": asked,
        "speaks": may.can_answer(actor, found) is None,
        "ahead": line if found.state == "waiting" else None, "today": timezone.localdate(),
        "rate": attended(found.session).get(found.pk) if found.holds else None, "typed": request.POST,
        "certifies": may.can_close(actor, found.session) is None, "why_not": Certificate.Why.choices,
        "history": history(request, found), **wrong(error),
    }  # fmt: skip
    return page(request, "application", context, 409 if error else 200)


@require_POST
def training_application_act(request: HttpRequest, training_application: int, training_act: str) -> HttpResponse:
    """Make a move; what was typed stays where it is refused."""
    actor = actor_of(request)
    if training_act not in MOVES:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    try:
        command = MOVES[training_act](training_application, request.POST)
        command.key = key_of(request, training_act, training_application)
        perform(actor, command)
    except RuleBroken as broken:
        return _show(request, training_application, broken)
    return done(request, _("บันทึกแล้ว"), reverse("training_application", args=[training_application]))


@require_POST
def training_revoke(request: HttpRequest, training_certificate: int) -> HttpResponse:
    """Take a certificate back, or issue another one in its place."""
    actor = actor_of(request)
    found = Certificate.objects.visible_to(actor).filter(pk=training_certificate).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    try:
        why = request.POST.get("why", "")
        perform(actor, c.Revoke(target_id=found.pk, why=why, key=key_of(request, "revoke", found.pk)))
        if why == Certificate.Why.REPLACED:
            perform(actor, c.Issue(application_id=found.application_id, key=key_of(request, "again", found.pk)))
    except RuleBroken as broken:
        return _show(request, found.application_id, broken)
    return done(request, _("เพิกถอนแล้ว ผู้ตรวจสอบเห็นทันที"), reverse("training_application", args=[found.application_id]))


@never_cache
@require_safe
def training_certificate(request: HttpRequest, training_certificate: int) -> HttpResponse:
    """Answer a certificate as PDF."""
    actor = actor_of(request)
    rows = Certificate.objects.visible_to(actor).select_related("application__session__course", "office")
    found = rows.filter(pk=training_certificate).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    allowed(may.can_answer(actor, found.application))
    answer = HttpResponse(certificate_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = (
        f'inline; filename="certificate-{found.office.code}-{found.year}-{found.number}.pdf"'
    )
    return answer


@never_cache
@require_safe
def training_slip(request: HttpRequest, training_application: int) -> HttpResponse:
    """Answer the slip of an application as PDF: the address of the applicant's own page."""
    actor = actor_of(request)
    found = queries.application_or_404(actor, training_application)
    allowed(may.can_answer(actor, found))
    answer = HttpResponse(slip_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="application-{found.pk}.pdf"'
    return answer


YES = {"yes": True, "no": False}


@require_http_methods(READ_WRITE)
def training_follow_up(request: HttpRequest, training_follow_up: int) -> HttpResponse:
    """Show a question to a completer; note the answer, or that they could not be reached."""
    actor = actor_of(request)
    rows = FollowUp.objects.visible_to(actor).select_related(
        "application__session__course", "application__session__office"
    )
    found = rows.filter(pk=training_follow_up).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    allowed(may.can_follow_up(actor, found))
    error: RuleBroken | None = None
    if request.method == "POST":
        told = request.POST
        command: Command[Any] = c.AskFurther(target_id=found.pk)
        if told.get("do") != "further":
            command = c.AnswerFollowUp(
                target_id=found.pk, answer=told.get("answer", ""), uses_skill=YES.get(told.get("uses_skill", "")),
                earns_more=YES.get(told.get("earns_more", "")),
            )  # fmt: skip
        command.key = key_of(request, told.get("do", "answer"), found.pk)
        try:
            perform(actor, command)
        except RuleBroken as broken:
            error = broken
        else:
            return done(request, _("บันทึกแล้ว"), reverse("training_follow_ups"))
    one = found.application
    context = {
        "found": found, "one": one, "name": queries.names_of(actor, [one.worker_id]).get(one.worker_id, ""),
        "answers": FollowUp.Answer.choices, "typed": request.POST, **wrong(error),
        "yes_no": [("yes", _("ใช่")), ("no", _("ไม่ใช่"))],
    }  # fmt: skip
    return page(request, "follow_up", context, 409 if error else 200)
