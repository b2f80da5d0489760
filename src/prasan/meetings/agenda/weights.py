"""How much a fact weighs: points of its kind and of how bad it is, times its importance. Whole numbers only."""

from __future__ import annotations

from prasan.meetings.agenda.facts import Fact
from prasan.meetings.agenda.rules import Rules

VERY_LATE = 30
"""Points that very late adds to late."""
GAP = 40
"""Points that a gap of 100 % or more adds; a smaller gap adds its part."""
DAYS = 30
"""Days past its time that count at most, a point each."""
LEVEL = 10
"""Points of each level that a directive was escalated."""
REOPENED = 20
ANSWERED = 5
REVIEW_PASSED = 20
SEVERITY = {"extreme": 90, "severe": 50}


def weigh(fact: Fact, rules: Rules) -> int:
    """Return the points of a fact, at least 1: docs/algorithms/agenda.md."""
    return max(1, (rules.base(fact.kind) + _more(fact)) * fact.weight // 100)


def _more(fact: Fact) -> int:
    """Return what how bad it is adds to the points of its kind."""
    days = min(max(fact.number("days"), 0), DAYS)
    if fact.kind == "red":
        return _behind(fact)
    if fact.kind in {"late", "unproven"}:
        return days
    if fact.kind == "event":
        return SEVERITY.get(str(fact.part("severity")), 0)
    if fact.kind == "guidance_unanswered":
        return REVIEW_PASSED if days else 0
    if fact.kind in {"overdue_directive", "returned_directive"}:
        return days + LEVEL * fact.number("level") + (REOPENED if fact.number("reopened") else 0)
    return ANSWERED if fact.kind == "open_directive" and fact.part("state") == "answered" else 0


def _behind(fact: Fact) -> int:
    figures = fact.figures
    if figures is None:
        return 0
    # without a gap there was nothing to divide by: any shortfall is very late (kernel/status.py)
    size = 1000 if figures.gap is None else min(max(-figures.gap, 0), 1000)
    return (VERY_LATE if figures.status == "very_late" else 0) + size * GAP // 1000
