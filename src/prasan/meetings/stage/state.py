"""The state of a running meeting as plain data: what every screen in it shows, a few kilobytes at most.

It holds only what everybody in the meeting may read: numbers of lines, no names; titles of items are of the meeting's
own class. Screens know names from the page.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from prasan.meetings.models import Attendee, Briefing, Item, Vote
from prasan.meetings.roll import NOBODY, quorum_of, roll_of
from prasan.meetings.rollcall import Presence
from prasan.meetings.stage.slots import Place, order

HERE, STALLED, MUTED, REMOVED, CAME = 1, 2, 4, 8, 16
"""Bits of a line's flags."""
SHUT = "วาระลับ"
"""What stands in the state for the words of a secret item: listeners are told the state too."""


def flags_of(line: Attendee, told: Presence) -> int:
    """Return a line's flags as one number."""
    here = HERE * told.here + STALLED * (told.here and told.stalled)
    return here + MUTED * line.muted + REMOVED * line.removed + CAME * told.came


def places_of(lines: list[Attendee], told: dict[int, Presence], *, secret: bool = False) -> list[Place]:
    """Return the lines as the stage sees them, in roster order. Parameters: `secret`, listeners get nothing now."""
    return [
        Place(
            line.pk, line.peer, line.area_id, line.hand_at.timestamp() if line.hand_at else 0.0, line.receives,
            told.get(line.pk, NOBODY).here and not line.removed, secret and line.duty == Attendee.Duty.LISTENER,
            line.small,
        )
        for line in lines
    ]  # fmt: skip


def chair_of(lines: list[Attendee]) -> int | None:
    """Return the chair's line."""
    return next((line.pk for line in lines if line.duty == Attendee.Duty.CHAIR), None)


def is_secret(briefing: Briefing) -> bool:
    """Tell whether a secret item is taken up: one query."""
    return Item.objects.filter(briefing=briefing, state=Item.State.CURRENT, secret=True).exists()


def state_of(
    briefing: Briefing, lines: list[Attendee] | None = None, told: dict[int, Presence] | None = None
) -> dict[str, Any]:
    """Return the state of a meeting: five queries, two less where `lines` and `told` (roster and roll) are known."""
    lines = list(briefing.attendees.order_by("position", "id")) if lines is None else lines
    told = roll_of(briefing) if told is None else told
    item = Item.objects.filter(briefing=briefing, state=Item.State.CURRENT).first()
    quorum = quorum_of(briefing, lines, told)
    hands = sorted((line.hand_at, line.pk) for line in lines if line.hand_at is not None)
    secret = bool(item and item.secret)
    return {
        "meeting": briefing.pk, "state": briefing.state, "locked": briefing.locked, "secret": secret,
        "recording": briefing.recording and not secret, "stage": briefing.on_stage_id, "sharing": briefing.sharing_id,
        "order": order(places_of(lines, told), briefing.on_stage_id, chair_of(lines)), "chair": chair_of(lines),
        "lines": {str(line.pk): flags_of(line, told.get(line.pk, NOBODY)) for line in lines},
        "fits": {str(line.pk): line.fits for line in lines if line.is_reduced},
        "hands": [pk for _at, pk in hands], "quorum": [quorum.here, quorum.members, quorum.needed],
        "item": _item(item), "vote": _vote(briefing, secret),
    }  # fmt: skip


def _item(item: Item | None) -> dict[str, Any] | None:
    if item is None or item.taken_up_at is None:
        return None
    return {
        "id": item.pk, "title": SHUT if item.secret else item.title, "since": item.taken_up_at.isoformat(),
        "spent": item.spent, "minutes": item.minutes, "area": item.area_id,
    }  # fmt: skip


def _vote(briefing: Briefing, secret: bool) -> dict[str, Any] | None:
    number = Count("ballots", filter=~Q(ballots=None))
    found = Vote.objects.filter(briefing=briefing, state=Vote.State.OPEN).annotate(cast_number=number).first()
    if found is None:
        return None
    return {
        "id": found.pk, "question": SHUT if secret else found.question,
        "choices": [] if secret else found.choices, "secret": found.secret,
        "cast": found.cast_number, "may": found.may,
    }  # fmt: skip
