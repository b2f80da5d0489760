"""What the meeting room shows of other rooms: the scorecard of who is on stage, directives, the scribe's form."""

from __future__ import annotations

from prasan.desk.meeting_room import card, given, scribe  # noqa: F401 - each says to the room what it adds
