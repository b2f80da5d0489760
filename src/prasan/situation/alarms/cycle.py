"""The life of an alarm, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

ALARM = LifeCycle(
    "open",
    Move("look", {"open"}, "looked"),
    Move("link", {"open", "looked"}, "linked"),
    Move("set_aside", {"open", "looked"}, "aside"),
    Move("reopen", {"linked", "aside"}, "looked"),
)
"""open → somebody looks → linked to an event, or set aside with a reason; both can be taken back."""
