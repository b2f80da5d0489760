"""The minutes of a meeting: what they say, who has seen them, and what each side may do about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings import policy_after as after
from prasan.meetings.after import files, flow, shown
from prasan.meetings.after.content import as_read
from prasan.meetings.commands.minutes import certifying
from prasan.meetings.cycle import MINUTES
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Attendee, Briefing, Minutes, Opinion
from prasan.meetings.pages.common import page
from prasan.meetings.pages.common_after import covered, day_of, file, must_read
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

STATUS = {"draft": "late", "checked": "info", "approved": "info", "certified": "done"}
"""The shape beside each state of minutes."""
PEOPLE = ("checked_by", "approved_by", "certified_in")


def found_minutes(briefing: Briefing) -> Minutes | None:
    """Return the minutes of a meeting that the actor reads, with who checked and approved them: one query."""
    found = Minutes.objects.filter(briefing=briefing).select_related(*PEOPLE).first()
    if found is not None:
        found.briefing = briefing
    return found


def needed_minutes(briefing: Briefing) -> Minutes:
    """Return the minutes of a meeting; Refused 404 where there are none."""
    found = found_minutes(briefing)
    if found is None:
        raise Refused(_("ยังไม่มีรายงานการประชุมนี้"), status=404)
    return found


@require_safe
def minutes(request: HttpRequest, briefing: int) -> HttpResponse:
    """Show the minutes of a meeting."""
    return _show(request, found_briefing(actor_of(request), briefing))


def _show(request: HttpRequest, briefing: Briefing, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = found_minutes(briefing)
    hidden = covered(actor, briefing.classification)
    context: dict[str, Any] = {
        "one": briefing, "minutes": found, "covered": hidden, "now": timezone.now(),
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
        "may_draft": found is None and briefing.state == "closed" and may.can_prepare(actor, briefing) is None,
    }  # fmt: skip
    if found is not None and not hidden:
        context |= _of(actor, briefing, found)
    return page(request, "minutes", context, 409 if error else 200)


def _of(actor: Any, briefing: Briefing, found: Minutes) -> dict[str, Any]:
    opinions = list(found.opinions.select_related("attendee__office").defer("attendee__office__grams"))
    lines = list(briefing.attendees.all())
    verbs = _verbs(actor, found, lines)
    later = certifying(actor, briefing).order_by("starts_at")[:10] if "certify" in verbs else []
    return {
        "paper": shown.paper_of(as_read(actor, found)), "status": STATUS[found.state],
        "verbs": verbs, "opinions": opinions,
        "members": sum(line.counts for line in lines),
        "agreed": sum(one.agrees for one in opinions), "later": [(one.pk, one.name) for one in later],
    }  # fmt: skip


def _verbs(actor: Any, found: Minutes, lines: list[Attendee]) -> set[str]:
    """Return what the actor may do now: the state knows the move and the policy allows it."""
    verbs = set()
    asks = {
        "check": ("check_minutes", after.can_check), "approve": ("approve_minutes", after.can_approve),
        "reopen": ("reopen_minutes", after.can_reopen), "certify": ("certify_minutes", after.can_write),
    }  # fmt: skip
    for name, (move, policy) in asks.items():
        if MINUTES.can(found.state, move) and policy(actor, found) is None:
            verbs.add(name)
    if after.can_write(actor, found) is None:
        verbs |= {"refresh"} if found.state in {"draft", "checked"} else set()
        verbs |= {"circulate"} if found.state == "approved" else set()
    own = may.own_line(actor, lines)
    round_open = found.circulated_until is not None and timezone.localdate() <= found.circulated_until
    if own is not None and found.state == "approved" and round_open:
        verbs |= {"opinion"} if after.can_opine(actor, Opinion(minutes=found, attendee=own)) is None else set()
    return verbs


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 15 else None


Act = Callable[[Any, Minutes, Any], Any]
ACTS: dict[str, Act] = {
    "refresh": lambda actor, found, told: flow.refresh_minutes(actor, found),
    "check": lambda actor, found, told: perform(actor, c.CheckMinutes(target_id=found.pk)),
    "approve": lambda actor, found, told: perform(
        actor, c.ApproveMinutes(target_id=found.pk, edition=_number(told.get("edition", "")))
    ),
    "reopen": lambda actor, found, told: perform(
        actor, c.ReopenMinutes(target_id=found.pk, reason=told.get("reason", ""))
    ),
    "circulate": lambda actor, found, told: perform(
        actor, c.CirculateMinutes(target_id=found.pk, until=day_of(told.get("until", ""), "until"))
    ),
    "opinion": lambda actor, found, told: perform(
        actor, c.GiveOpinion(minutes_id=found.pk, agrees=told.get("agrees") == "yes", text=told.get("text", ""))
    ),
    "certify": lambda actor, found, told: perform(
        actor, c.CertifyMinutes(target_id=found.pk, in_id=_number(told.get("in", "")))
    ),
}


@require_POST
def minutes_do(request: HttpRequest, briefing: int) -> HttpResponse:
    """Do one of the verbs of minutes; what was typed stays where it is refused."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    doing = request.POST.get("do", "")
    try:
        if doing == "draft":
            flow.draft_minutes(actor, meeting)
        elif doing in ACTS:
            ACTS[doing](actor, needed_minutes(meeting), request.POST)
        else:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    except RuleBroken as broken:
        return _show(request, found_briefing(actor, briefing), broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("meeting_minutes", briefing)


@require_safe
def minutes_file(request: HttpRequest, briefing: int, ending: str) -> HttpResponse:
    """Answer the minutes as pdf or docx."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    if ending not in files.MIMES:
        raise Http404
    must_read(actor, meeting)
    found = needed_minutes(meeting)
    name = files.name_of(f"รายงานการประชุม {meeting.name}", ending)
    as_read(actor, found)
    return file(files.minutes_file(found, ending), files.MIMES[ending], name)


@require_safe
def book(request: HttpRequest, briefing: int, edition: str) -> HttpResponse:
    """Answer an edition of the briefing book as PDF; the second marks what differs from the first."""
    actor = actor_of(request)
    meeting = found_briefing(actor, briefing)
    must_read(actor, meeting)
    kept = {one.edition: one for one in meeting.books.all()}
    if edition not in kept:
        raise Refused(_("ยังไม่ได้เก็บแฟ้มประชุมฉบับนี้"), status=404)
    earlier = kept.get("t24") if edition == "t0" else None
    name = files.name_of(f"แฟ้มประชุม {meeting.name} {kept[edition].get_edition_display()}", "pdf")
    return file(files.book_file(kept[edition], earlier), files.PDF, name)
