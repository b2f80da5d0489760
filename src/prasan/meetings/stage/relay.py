"""The TURN server of this installation, and what a browser is told of it."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings

from prasan.meetings.media.turn import Turn, ice_servers
from prasan.meetings.models import Attendee

GOOD_FOR = 6 * 3600
"""Seconds that a credential opens the relay: longer than a meeting, shorter than a day."""


def relay() -> Turn | None:
    """Return the TURN server, None where none is set."""
    told = settings.MEETINGS_TURN
    return Turn(**told) if told["host"] else None


def way_for(line: Attendee) -> dict[str, Any]:
    """Return what a line's browser is told: its `ice` servers and for how many seconds they are good.

    For who takes part in this meeting alone: whoever holds a credential can relay until it ends.
    """
    return {"ice": ice_servers(relay(), line.peer, time.time(), GOOD_FOR), "good_for": GOOD_FOR}
