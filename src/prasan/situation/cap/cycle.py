"""The life of a notice, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

NOTICE = LifeCycle(
    "draft",
    Move("publish", {"draft"}, "published"),
    Move("drop", {"draft"}, "dropped"),
    Move("replace", {"published"}, "replaced"),
)
"""draft → published by another person, or dropped; an update or cancellation replaces what was published."""
