"""Live topics of the meetings: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directory.roles import REACH, Reach
from prasan.meetings.models import Briefing
from prasan.meetings.policy import own_line
from prasan.platform.live.topics import presence_kind, topic_kind


def _reads(actor: Any, rest: str) -> bool:
    """That some meeting moved is told to everyone who reads domain data; which one is not said."""
    return REACH[actor.role] is not Reach.NOTHING


def _own(actor: Any, rest: str) -> bool:
    """A meeting's own topics (meeting:5, meeting:5:chat, …) are told to who reads the meeting."""
    number = rest.partition(":")[0]
    return number.isdigit() and Briefing.objects.visible_to(actor).filter(pk=int(number)).exists()


def _bears(actor: Any, rest: str) -> str | None:
    """Return the key of the line on which somebody is present, None for who has not shown who they are."""
    number, _colon, part = rest.partition(":")
    if part != "room" or not number.isdigit():
        return None
    briefing = Briefing.objects.visible_to(actor).filter(pk=int(number)).first()
    if briefing is None or briefing.state in {Briefing.State.CLOSED, Briefing.State.CANCELLED}:
        return None
    mine = own_line(actor, list(briefing.attendees.select_related("briefing__chair")))
    if mine is None or mine.removed or not mine.check_ins.filter(person_id=actor.person_id, left_at=None).exists():
        return None
    return f"meeting:{briefing.pk}/{mine.pk}"


def register() -> None:
    """Register the kinds of topics that this room publishes."""
    topic_kind("meetings", _reads)
    topic_kind("meeting", _own)
    presence_kind("meeting", _bears)
