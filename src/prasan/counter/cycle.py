"""The life of a ticket as this room stores it; the rule itself is kernel.counter (docs/algorithms/counter.md)."""

from __future__ import annotations

import datetime as dt

from prasan.kernel.counter.visit import VISIT

__all__ = ["AT_DESK", "ENDS", "INSTANT", "OPEN", "VISIT"]

ENDS = frozenset(VISIT.ends)
OPEN = frozenset({"waiting", "called", "served", "held"})
"""States of a visit that still goes on."""
AT_DESK = frozenset({"called", "served"})
"""States in which a desk is taken: one ticket at a time."""
INSTANT = dt.timedelta(microseconds=1)
"""Two moves never fall on the same moment: the second follows by this."""
