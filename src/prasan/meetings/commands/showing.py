"""Verbs that change what is on everybody's screen: they push the meeting's state, not only that it changed.

Bodies of one meeting are made one after another: the row of its chain is locked first, so that each body holds what
the one before it told, and the newest body is the newest state.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from prasan.meetings.models import Briefing
from prasan.meetings.stage.state import state_of

_LOCK = """
INSERT INTO meetings_chain (briefing_id, seq, hash) VALUES (%s, 0, repeat('0', 64))
ON CONFLICT (briefing_id) DO UPDATE SET seq = meetings_chain.seq
"""


def room_topic(briefing_id: int) -> str:
    """Return the topic that carries a meeting's state."""
    return f"meeting:{briefing_id}:room"


def show(command: Any, briefing_id: int, *topics: str, **payload: Any) -> None:
    """Publish a meeting's state with a verb, and that some other topics changed.

    Parameters: `topics`, of the parts that fetch themselves anew (agenda, votes, …).
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [briefing_id])
    state = state_of(Briefing.objects.get(pk=briefing_id))
    command.publish(command.name, room_topic(briefing_id), body=state, **payload)
    if topics:
        command.publish(command.name, *topics, **payload)


class Shows:
    """Mixed into a Command: it publishes the state of the meeting that its subject belongs to.

    `parts`: which parts of the room fetch themselves anew as well: agenda (also the pages of the meeting), people,
    votes, talk.
    """

    parts: tuple[str, ...] = ()

    def announce(self, actor: Any, subject: Any) -> None:
        """Publish the state."""
        number = about(subject)
        show(self, number, *(topic_of(number, part) for part in self.parts), id=subject.pk)


def about(subject: Any) -> int:
    """Return the meeting that something belongs to."""
    if isinstance(subject, Briefing):
        return int(subject.pk)
    if hasattr(subject, "briefing_id"):
        return int(subject.briefing_id)
    return int(subject.attendee.briefing_id)


def topic_of(briefing_id: int, part: str) -> str:
    """Return the topic of a part of the room; the agenda's is that of the meeting itself."""
    return f"meeting:{briefing_id}" if part == "agenda" else f"meeting:{briefing_id}:{part}"
