"""Live topics of the situation: who may be told that something changed."""

from __future__ import annotations

from typing import Any

from prasan.directory.roles import REACH, Reach
from prasan.platform.live.topics import topic_kind
from prasan.situation.models import Event


def _reads(actor: Any, rest: str) -> bool:
    """That some item, event or watch row moved is told to everyone who reads domain data; which one is not said."""
    return REACH[actor.role] is not Reach.NOTHING


def _own_event(actor: Any, rest: str) -> bool:
    return rest.isdigit() and Event.objects.visible_to(actor).filter(pk=int(rest)).exists()


def register() -> None:
    """Register the kinds of topics that this room publishes."""
    for kind in ("triage", "events", "watch"):
        topic_kind(kind, _reads)
    topic_kind("event", _own_event)
