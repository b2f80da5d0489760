"""What the pages of meetings share: who asks, rendering, the shapes of states, who a line is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prasan.meetings import queries
from prasan.meetings.models import Attendee, Briefing
from prasan.platform.commands import RuleBroken

STATUS = {
    Briefing.State.PLANNED: "not_due", Briefing.State.INVITED: "info", Briefing.State.RUNNING: "on_plan",
    Briefing.State.CLOSED: "done", Briefing.State.CANCELLED: "not_applicable",
}  # fmt: skip
"""The shape beside each state of a meeting."""
REPLY_STATUS = {
    Attendee.Reply.NONE: "not_due", Attendee.Reply.COMING: "done", Attendee.Reply.SUBSTITUTE: "info",
    Attendee.Reply.ABSENT: "very_late",
}  # fmt: skip


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    return render(request, f"meetings/{name}.html", context, status=status, using="jinja2")


def error_of(broken: RuleBroken | None) -> dict[str, str]:
    """Return what a template tells of a refused form."""
    return {"error": str(broken.text) if broken else "", "field": broken.field if broken else ""}


def who_is(line: Attendee, actor: Any) -> str:
    """Return who comes on a line: the substitute, else who holds its seat; masked where the reader sees masks."""
    if line.reply == Attendee.Reply.SUBSTITUTE:
        name = line.substitute.full_name if line.substitute is not None else line.substitute_name
        position = "" if line.substitute is not None else line.substitute_position
        shown = queries.person_of(name, actor)
        return f"{shown} ({position})" if position and not actor.scope.masked else shown
    if line.seat is not None:
        return f"{line.seat.person.full_name} · {line.seat.title}"
    return ""
