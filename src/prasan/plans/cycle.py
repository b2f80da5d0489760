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

DEVELOPMENT = LifeCycle(
    "proposed",
    Move("agree", {"proposed"}, "agreed"),
    Move("include", {"agreed"}, "in_plan"),
    Move("fund", {"in_plan"}, "funded"),
    Move("exclude", {"proposed", "agreed", "in_plan"}, "not_included"),
    Move("propose", {"not_included"}, "proposed"),
)
"""A line of a development plan: proposed → agreed by the board → in the plan → funded, or not included with a reason.

The board is the province's (ก.บ.จ.), for a group's line the group's (ก.บ.ก.). A line left out may be proposed again.
"""
