"""What the office keeps for the person of a case: slip, PIN, helpers, answers about data; links of guest offices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.compiled import Compiled
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals import queries
from prasan.referrals.models import Case, DataRequest, Helper, PersonNotice
from prasan.referrals.pages.common import page
from prasan.referrals.tracking.paper_form import paper_form
from prasan.referrals.tracking.slip import PAPERS, languages, slip

_helpers = Compiled(lambda case, day: Helper.objects.filter(case=case, ended_at=None, until__gte=day))
_requests = Compiled(lambda case: DataRequest.objects.filter(case=case, answered_at=None))


def kept(actor: Any, case: Case) -> dict[str, Any] | None:
    """Return what the case page shows of it, None to who does not keep the case: five queries."""
    if may.can_keep_case(actor, case) is not None:
        return None
    told = queries.told_of(case)
    return {
        "papers": PAPERS,
        "languages": languages().items(),
        "helpers": _helpers(case.pk, timezone.localdate()),
        "relations": Helper.Relation.choices,
        "kinds": DataRequest.Kind.choices,
        "requests": _requests(case.pk),
        "by_hand": [one for one in told if one.state in queries.TO_BE_TOLD],
        "hows": PersonNotice.ByHand.choices,
        "notices": [one for one in told if one.state not in queries.TO_BE_TOLD][:10],
    }


def _pdf(case: Case, told: Mapping[str, str], pin: str = "") -> HttpResponse:
    paper, language = told.get("paper", ""), told.get("language", "").replace("\0", "")
    made = slip(case, paper if paper in PAPERS else "80mm", pin, language=language)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{case.code}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_safe
def case_slip(request: HttpRequest, case: int) -> HttpResponse:
    """Answer the slip without its PIN."""
    found = queries.found_case(actor_of(request), case)
    return _pdf(found, request.GET.dict())


@require_POST
def case_keep(request: HttpRequest, case: int) -> HttpResponse:
    """Print a slip with a new PIN, note or end a helper, answer a request about data."""
    actor = actor_of(request)
    found = queries.found_case(actor, case)
    told = {name: str(text).replace("\0", "") for name, text in request.POST.dict().items()}
    what, number = told.get("do", ""), told.get("number", "")
    pk = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    if what == "pin":
        made = c.MakePin(target_id=found.pk)
        perform(actor, made)
        return _pdf(found, told, made.pin)
    if what == "helper":
        days = int(told["days"]) if told.get("days", "").isdecimal() and len(told["days"]) < 5 else 0
        asked = {name: told.get(name, "") for name in ("helper", "relation", "authority")}
        helper = c.AddHelper(target_id=found.pk, days=days, **asked)
        perform(actor, helper)
        # on a page that nothing keeps: a message would stand in the session until it is shown
        answer = page(request, "helper_pin", {"one": found, "pin": helper.pin})
        answer["Cache-Control"] = "no-store, private"
        return answer
    if what == "end_helper":
        perform(actor, c.EndHelper(target_id=found.pk, helper_id=pk))
        messages.success(request, _("ยกเลิกผู้ช่วยแล้ว"))
    elif what == "told":
        perform(actor, c.TellByHand(target_id=found.pk, how=told.get("how", "")))
        messages.success(request, _("บันทึกว่าแจ้งเจ้าของเรื่องแล้ว"))
    elif what == "ask":
        perform(actor, c.AskAboutData(target_id=found.pk, kind=told.get("kind", ""), text=told.get("text", "")))
        messages.success(request, _("รับคำขอใช้สิทธิแล้ว"))
    elif what == "answer":
        perform(actor, c.AnswerAboutData(target_id=found.pk, request_id=pk, text=told.get("text", "")))
        messages.success(request, _("ตอบคำขอแล้ว"))
    else:
        raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    return redirect("case", found.pk)


@require_POST
def referral_link(request: HttpRequest, referral: int) -> HttpResponse:
    """Make the link of an office without an account and show it once, or end it."""
    actor = actor_of(request)
    if request.POST.get("do") == "revoke":
        perform(actor, c.RevokeGuestLink(target_id=referral))
        messages.success(request, _("ยกเลิกลิงก์แล้ว"))
        return redirect("referral", referral)
    if request.POST.get("do") != "make":
        raise Refused(_("ไม่รู้จักคำสั่งนี้"), status=409)
    made = c.MakeGuestLink(target_id=referral)
    found = perform(actor, made)
    from prasan.referrals.guests.pages import address

    answer = page(request, "link", {"one": found, "address": address(made.secret), "days": made.days})
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
def referral_sign(request: HttpRequest, referral: int) -> HttpResponse:
    """Write down that the person signed the list of papers before the officer."""
    perform(actor_of(request), c.SignPapers(target_id=referral))
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("referral", referral)


@require_safe
def referral_papers(request: HttpRequest, referral: int) -> HttpResponse:
    """Answer the record of missing papers, to be signed; to who reads of the person alone."""
    actor = actor_of(request)
    found = queries.found(actor, referral)
    person = queries.person_of(actor, found.case)
    asked = queries.papers_of(found) if person is not None else []
    if person is None or not asked:
        raise Refused(_("ไม่มีรายการเอกสาร หรือท่านไม่มีสิทธิอ่าน"), status=404)
    answer = HttpResponse(paper_form(asked[-1], person.full_name), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.case.code}-papers.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
def referral_reason(request: HttpRequest, referral: int) -> HttpResponse:
    """Write to the person why it is late."""
    perform(actor_of(request), c.WriteReason(target_id=referral, text=request.POST.get("text", "").replace("\0", "")))
    messages.success(request, _("แจ้งเหตุที่ล่าช้าแก่เจ้าของเรื่องแล้ว"))
    return redirect("referral", referral)
