"""A joint service counter as pure rules: who is called next, and what a visit was made of.

The rule is told in docs/algorithms/counter.md. Nothing here knows a database or the time of day.
"""

from prasan.kernel.counter.opening import opening
from prasan.kernel.counter.queue import HEAD_START, Priority, Waiting, ahead, in_turn, next_for
from prasan.kernel.counter.visit import Happening, Period, Visit, visit_of

__all__ = [
    "HEAD_START", "Happening", "Period", "Priority", "Visit", "Waiting", "ahead", "in_turn", "next_for", "opening",
    "visit_of",
]  # fmt: skip
