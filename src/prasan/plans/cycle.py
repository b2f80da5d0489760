"""The life of an action plan, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

PLAN = LifeCycle(
    "draft",
    Move("submit", {"draft", "returned", "revised"}, "submitted"),
    Move("return", {"submitted"}, "returned"),
    Move("approve", {"submitted"}, "approved"),
    Move("activate", {"approved"}, "active"),
    Move("revise", {"approved", "active"}, "revised"),
    Move("close", {"active", "revised"}, "closed"),
)
"""draft → submitted → returned with reasons or approved → active → revised (and submitted anew) → closed.

Each approval freezes a baseline; a plan under revision is in force as its newest baseline says.
"""

EDITABLE = frozenset({"draft", "returned", "revised"})
"""States in which lines are added, changed and taken away."""
