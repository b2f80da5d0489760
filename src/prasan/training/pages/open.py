"""What opens without signing in: checking a certificate, and an applicant's own page, by the addresses on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.links import guarded, hash_of
from prasan.training import commands as c
from prasan.training.bearers import Applicant
from prasan.training.cycle import APPLICATION
from prasan.training.models import Application, Certificate, FollowUp
from prasan.training.pages.applications import YES
from prasan.training.pages.common import key_of, page, wrong


@never_cache
@open_to_all
@require_safe
def certificate_check(request: HttpRequest, certificate_token: str) -> HttpResponse:
    """Tell anyone who holds a certificate whether it is real and holds: no sign-in, no script, nothing written."""
    rows = Certificate.objects.select_related("application__session__course", "office")
    rows = rows.defer("office__grams", "application__session__course__grams")
    lost = _("ไม่พบวุฒิบัตรของลิงก์นี้ โปรดตรวจที่อยู่อีกครั้ง หรือถามหน่วยงานที่ออก สายด่วน 1506")
    one = guarded(request, rows.filter(token_hash=hash_of(certificate_token)).first(), lost)
    now = timezone.now()
    over = one.holds_until is not None and one.holds_until < timezone.localdate(now)
    return _unlisted(page(request, "check", {"one": one, "session": one.application.session, "over": over, "now": now}))


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """Keep an address out of search engines and of the address lines of other sites."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def applicant_page(request: HttpRequest, applicant_token: str) -> HttpResponse:
    """Tell an applicant where they stand, and take their answer: no sign-in, no script, no name."""
    rows = Application.objects.select_related("session__course", "session__office", "session__area")
    rows = rows.defer(
        "session__course__grams", "session__office__grams", "session__area__grams", "session__area__boundary"
    )
    lost = _("ลิงก์นี้ใช้ไม่ได้ โปรดถามหน่วยงานที่ท่านสมัคร หรือสายด่วน 1506")
    one = guarded(request, rows.filter(token_hash=hash_of(applicant_token)).first(), lost)
    asked = one.follow_ups.filter(due_on__lte=timezone.localdate()).order_by("months").last()
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(Applicant(one.pk), _wish(request, one, asked))
        except RuleBroken as broken:
            error = broken
            one.refresh_from_db()
        else:
            return redirect(f"{request.path}?told=1")
    now = timezone.now()
    open_ = one.session.state == "open"
    before = Application.objects.in_line().filter(session=one.session_id, since__lt=one.since).count()
    context: dict[str, Any] = {
        "one": one, "session": one.session, "days": list(one.session.days.all()), "now": now, "asked": asked,
        "before": before if one.state == "waiting" else None, "answers": FollowUp.Answer.choices,
        "accepts": open_ and APPLICATION.can(one.state, "accept") and (one.offer_until or now) > now,
        "withdraws": open_ and APPLICATION.can(one.state, "withdraw"), "told": request.GET.get("told") == "1",
        "typed": request.POST, **wrong(error),
    }  # fmt: skip
    return _unlisted(page(request, "applicant", context, 409 if error else 200))


def _wish(request: HttpRequest, one: Application, asked: FollowUp | None) -> Command[Any]:
    """Return the verb that an applicant's form asks for; RuleBroken for none."""
    told = request.POST
    what = told.get("do", "")
    commands: dict[str, Command[Any]] = {"accept": c.Accept(target_id=one.pk), "withdraw": c.Withdraw(target_id=one.pk)}
    if asked is not None:
        commands["answer"] = c.AnswerFollowUp(
            target_id=asked.pk, answer=told.get("answer", ""), uses_skill=YES.get(told.get("uses_skill", "")),
            earns_more=YES.get(told.get("earns_more", "")),
        )  # fmt: skip
    if what == "withdraw" and told.get("sure") != "on":
        raise RuleBroken(_("โปรดทำเครื่องหมายยืนยันก่อนถอนใบสมัคร"), field="sure")
    if what not in commands:
        raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    commands[what].key = key_of(request, what, one.pk)
    return commands[what]
