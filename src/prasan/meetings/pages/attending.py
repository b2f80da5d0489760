"""What the invited do: answer the invitation, show who they are at the door, vouch for who sits beside them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.typed import whole
from prasan.meetings import commands as c
from prasan.meetings import door, forms, queries
from prasan.meetings import policy as may
from prasan.meetings.cycle import LIVE
from prasan.meetings.finding import found_briefing, own_line
from prasan.meetings.models import Attendee, Briefing, CheckIn
from prasan.meetings.pages.common import REPLY_STATUS, STATUS, error_of, page, who_is
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of


def _answered(actor: Any, lines: list[Attendee], asked: str) -> Attendee:
    """Return the line that is answered: the one asked for where the actor may, else the own one; 403 where none."""
    mine = [line for line in lines if may.can_reply(actor, line) is None]
    if asked:
        number = whole(asked, "line")
        found = next((line for line in mine if line.pk == number), None)
    else:
        found = may.own_line(actor, lines) or next((one for one in mine if one.office_id == actor.office_id), None)
    if found is None:
        raise Refused(may.LINE_ONLY)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_reply(request: HttpRequest, meeting: int) -> HttpResponse:
    """Answer an invitation: come, send somebody, or stay away and say why; `line` names another line of the roster."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    lines = queries.roster(found)
    asked = request.POST.get("line", "") or request.GET.get("line", "")
    line = _answered(actor, lines, asked)
    broken: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, forms.reply(line.pk, request.POST))
        except RuleBroken as refused:
            broken = refused
        else:
            messages.success(request, _("ตอบรับแล้ว"))
            return redirect("meeting", meeting)
    told = request.POST.dict() if request.method == "POST" else _as_answered(line)
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "line": line, "who": who_is(line, actor),
        "told": told, "colleagues": forms.colleagues(line), "shapes": REPLY_STATUS, "open": found.state in LIVE,
        "replies": [one for one in Attendee.Reply.choices if one[0] != Attendee.Reply.NONE],
        "status": STATUS[Briefing.State(found.state)],
    }  # fmt: skip
    return page(request, "reply", context | error_of(broken), 409 if broken else 200)


def _as_answered(line: Attendee) -> dict[str, str]:
    """Return the answer as the form shows it."""
    return {
        "reply": "" if line.reply == Attendee.Reply.NONE else line.reply, "substitute": str(line.substitute_id or ""),
        "substitute_name": line.substitute_name, "substitute_position": line.substitute_position,
        "why": line.reply_why, "is_camera": "on" if line.is_camera else "",
    }  # fmt: skip


@require_safe
def meeting_door(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the code at the door; the organiser's side puts it on a screen there, it changes every minute."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    refused = may.can_prepare(actor, found)
    if refused is not None:
        raise Refused(refused)
    path = reverse("meeting_enter", args=[found.pk, door.code_of(found.pk)])
    live = found.state in LIVE
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "now": timezone.now(), "live": live,
        "drawing": door.drawn(request.build_absolute_uri(path), _("รหัสแสดงตนเข้าประชุม")) if live else "",
        "arrived": len({row.attendee_id for row in queries.check_ins(found)}), "lines": found.attendees.count(),
    }  # fmt: skip
    return page(request, "door", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_enter(request: HttpRequest, meeting: int, door_code: str) -> HttpResponse:
    """Come through the door with one's own phone: one tap checks in, GET changes nothing. Then guests are named."""
    actor = actor_of(request)
    door.check(meeting, door_code)
    return _arrive(request, actor, meeting, CheckIn.How.CODE)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_guests(request: HttpRequest, meeting: int) -> HttpResponse:
    """Name the guests who sit before one's own camera, and answer for who they are."""
    return _arrive(request, actor_of(request), meeting, "")


def _arrive(request: HttpRequest, actor: Any, pk: int, how: str) -> HttpResponse:
    found = found_briefing(actor, pk)
    line = own_line(actor, queries.roster(found))
    broken: RuleBroken | None = None
    if request.method == "POST":
        try:
            _arrived(actor, line, request.POST, how)
        except RuleBroken as refused:
            broken = refused
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("meeting_guests", pk)
    here = [row for row in queries.check_ins(found) if row.attendee_id == line.pk and row.left_at is None]
    names = [(queries.person_of(row.person.full_name if row.person else row.name, actor), row) for row in here]
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "line": line, "here": names,
        "is_in": any(row.person_id == actor.person_id for row in here), "by_code": bool(how),
        "told": request.POST.dict(), "open": found.state in LIVE,
    }  # fmt: skip
    return page(request, "arrive", context | error_of(broken), 409 if broken else 200)


def _arrived(actor: Any, line: Attendee, told: Any, how: str) -> None:
    """Check the actor in, or name a guest of theirs; without a code only the second."""
    if told.get("do") == "vouch":
        guest, position = told.get("guest", ""), told.get("position", "")
        perform(actor, c.Vouch(attendee_id=line.pk, guest=guest, position=position))
    elif how:
        perform(actor, c.CheckMeIn(attendee_id=line.pk, how=how))
    else:
        raise RuleBroken(_("โปรดสแกนรหัสที่หน้าห้อง หรือเข้าห้องประชุมทางวิดีโอ"))
