"""The lives of an item and of an event, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

ITEM = LifeCycle(
    "new",
    Move("link", {"new", "binned", "linked"}, "linked"),
    Move("bin", {"new"}, "binned"),
    Move("reopen", {"linked", "binned"}, "new"),
)
"""new in the queue → linked to an event, or binned (nothing for the centre); both can be taken back."""

EVENT = LifeCycle(
    "open",
    Move("verify", {"open", "watching", "refuted"}, "verified"),
    Move("refute", {"open", "watching", "verified"}, "refuted"),
    Move("watch", {"open", "verified"}, "watching"),
    Move("assess", {"verified", "assessed"}, "assessed"),
    Move("assess", {"responding"}, "responding"),
    Move("respond", {"verified", "assessed"}, "responding"),
    Move("close", {"refuted", "watching", "verified", "assessed", "responding"}, "closed"),
    Move("reopen", {"closed"}, "open"),
)
"""open → verified, refuted or watched → assessed → responding → closed with a lesson; a closed one can open again."""

LIVE = frozenset({"open", "watching", "verified", "assessed", "responding"})
"""States in which somebody still has to do something."""
