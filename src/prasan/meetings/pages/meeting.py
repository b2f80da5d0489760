"""One meeting: head, agenda, roster, papers, votes, and what its side may do before and after it."""

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
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.roles import Classification
from prasan.directory.typed import moment_of, whole
from prasan.meetings import commands as c
from prasan.meetings import forms, queries
from prasan.meetings import policy as may
from prasan.meetings.agendasheet import minutes_of, sheet
from prasan.meetings.cycle import AHEAD, BRIEFING, LIVE
from prasan.meetings.finding import found_briefing, within
from prasan.meetings.models import Attendee, Briefing, Section
from prasan.meetings.offers import offered
from prasan.meetings.pages.common import REPLY_STATUS, STATUS, error_of, page, who_is
from prasan.meetings.roll import Quorum, quorum_of, roll_of
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of

DONE = gettext_lazy("บันทึกแล้ว")
DUTIES = [(one.value, one.label) for one in (Attendee.Duty.MEMBER, Attendee.Duty.GUEST, Attendee.Duty.LISTENER)]


@require_safe
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show a meeting."""
    return show(request, meeting)


def show(request: HttpRequest, pk: int, broken: RuleBroken | None = None) -> HttpResponse:
    """Show a meeting with what was typed where a verb refused it."""
    actor = actor_of(request)
    found = found_briefing(actor, pk)
    lines = queries.roster(found)
    parts = sheet(actor, found, queries.agenda(actor, found), queries.papers(actor, found))
    covered = queries.is_covered(found, actor)
    mine = may.own_line(actor, lines)
    prepares = may.can_prepare(actor, found) is None
    told = request.POST.dict()
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "covered": covered, "now": timezone.now(),
        "status": STATUS[Briefing.State(found.state)], "parts": parts, "total": minutes_of(parts),
        "roster": [(line, who_is(line, actor)) for line in lines], "reply_shapes": REPLY_STATUS, "mine": mine,
        "replies": _replies(lines), "quorum": _quorum(found, lines), "votes": queries.votes(actor, found),
        "prepares": prepares, "verbs": _verbs(found) if prepares else set(), "offers": offered(actor, found),
        "section_choices": [(one, dict(Section.choices)[one]) for one in found.sections], "duties": DUTIES,
        "classes": [one for one in Classification.choices if one[0] <= found.classification],
        "live": found.state in LIVE, "ahead": found.state in AHEAD, "told": told, "doing": told.get("do", ""),
        "journal": f"{reverse('journal')}?model=meetings.briefing&object={found.pk}",
    }  # fmt: skip
    return page(request, "meeting", context | error_of(broken), 409 if broken else 200)


def _replies(lines: list[Attendee]) -> dict[str, int]:
    """Return how many lines answered how."""
    return {reply: sum(line.reply == reply for line in lines) for reply in Attendee.Reply.values}


def _quorum(found: Briefing, lines: list[Attendee]) -> Quorum | None:
    """Return the quorum of a meeting that has begun; nobody is there before."""
    return quorum_of(found, lines, roll_of(found)) if found.opened_at is not None else None


def _verbs(found: Briefing) -> set[str]:
    """Return what its side may do in this state."""
    verbs = {one for one in ("invite", "open", "close", "cancel") if BRIEFING.can(found.state, one)}
    if found.state in LIVE:
        verbs |= {"add_item", "add_attendees"}
    return verbs | ({"change"} if found.state in AHEAD else set())


def _number(told: Any, name: str) -> int:
    return whole(told.get(name, ""), name) or 0


def _mark(pk: int, told: Any, request: HttpRequest) -> Command[Any]:
    """Return the verb that a button of the roll asks for: `mark` is "line:1" for come, "line:0" for gone."""
    line, _colon, present = told.get("mark", "").partition(":")
    at = None
    if told.get("clock", "").strip():
        day = timezone.localdate().isoformat()
        at = moment_of(day, told["clock"], "clock", "clock")
    return c.MarkRoll(target_id=whole(line, "mark") or 0, present=present == "1", at=at)


def _attach(pk: int, told: Any, request: HttpRequest) -> Command[Any]:
    upload: Any = request.FILES.get("file")
    name = upload.name if upload is not None else ""
    return c.AttachPaper(target_id=_number(told, "item"), upload=upload, file_name=name)


Act = Callable[[int, Any, HttpRequest], Command[Any]]
ACTS: dict[str, Act] = {
    "invite": lambda pk, told, request: c.Invite(target_id=pk),
    "cancel": lambda pk, told, request: c.Cancel(target_id=pk, reason=told.get("reason", "")),
    "open": lambda pk, told, request: c.OpenMeeting(target_id=pk),
    "close": lambda pk, told, request: c.CloseMeeting(target_id=pk),
    "add_attendees": lambda pk, told, request: forms.add_attendees(pk, told),
    "drop_attendee": lambda pk, told, request: c.DropAttendee(target_id=_number(told, "line")),
    "add_item": lambda pk, told, request: c.AddItem(briefing_id=pk, **forms.item(told)),
    "change_item": lambda pk, told, request: c.ChangeItem(target_id=_number(told, "item"), **forms.item(told)),
    "up": lambda pk, told, request: c.MoveItem(target_id=_number(told, "item"), by=-1),
    "down": lambda pk, told, request: c.MoveItem(target_id=_number(told, "item"), by=1),
    "drop_item": lambda pk, told, request: c.DropItem(target_id=_number(told, "item")),
    "attach": _attach,
    "drop_paper": lambda pk, told, request: c.DropPaper(
        target_id=_number(told, "item"), paper_id=_number(told, "paper")
    ),
    "take_up": lambda pk, told, request: c.TakeUp(target_id=_number(told, "item")),
    "note": lambda pk, told, request: c.NoteItem(
        target_id=_number(told, "item"), note=told.get("note", ""), resolution=told.get("resolution", "")
    ),
    "mark": _mark,
}
"""What the pages of a meeting may ask for."""


@require_POST
def meeting_do(request: HttpRequest, meeting: int) -> HttpResponse:
    """Do one of the verbs of a meeting; what was typed stays on the page where it is refused."""
    from prasan.meetings.pages.item import show_item
    from prasan.meetings.pages.record import show_roll

    actor = actor_of(request)
    found_briefing(actor, meeting)
    told = request.POST
    back = told.get("back", "")
    item = told.get("item", "")
    act = ACTS.get(told.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        command = act(meeting, told, request)
        within(meeting, command)
        perform(actor, command)
    except RuleBroken as broken:
        if back == "roll":
            return show_roll(request, meeting, broken)
        if back == "item" and item.isdecimal() and len(item) < 10:
            return show_item(request, meeting, int(item), broken)
        return show(request, meeting, broken)
    messages.success(request, str(DONE))
    if back == "roll":
        return redirect("meeting_roll", meeting)
    if back == "item" and told.get("do") != "drop_item":
        return redirect("meeting_item", meeting, int(item))
    return redirect("meeting", meeting)
