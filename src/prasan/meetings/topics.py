"""Live topics of the meetings: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directory.roles import REACH, Reach
from prasan.meetings.models import Briefing
from prasan.platform.live.topics import topic_kind


def _reads(actor: Any, rest: str) -> bool:
    """That some meeting moved is told to everyone who reads domain data; which one is not said."""
    return REACH[actor.role] is not Reach.NOTHING


def _own(actor: Any, rest: str) -> bool:
    """A meeting's own topics (meeting:5, meeting:5:chat, …) are told to who reads the meeting."""
    number = rest.partition(":")[0]
    return number.isdigit() and Briefing.objects.visible_to(actor).filter(pk=int(number)).exists()


def register() -> None:
    """Register the kinds of topics that this room publishes."""
    topic_kind("meetings", _reads)
    topic_kind("meeting", _own)
