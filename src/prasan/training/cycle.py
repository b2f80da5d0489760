"""The lives of a session and of an application as data; who gets a seat is kernel.training.seats."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

SESSION = LifeCycle(
    "draft",
    Move("publish", {"draft"}, "open"),
    Move("close", {"open"}, "closed"),
    Move("cancel", {"draft", "open"}, "cancelled"),
)

APPLICATION = LifeCycle(
    "waiting",
    Move("offer", {"waiting"}, "offered"),
    Move("accept", {"offered"}, "enrolled"),
    Move("lapse", {"offered"}, "lapsed"),
    Move("withdraw", {"waiting", "offered", "enrolled"}, "withdrawn"),
    Move("refuse", {"waiting", "offered", "enrolled"}, "refused"),
    Move("pass", {"enrolled", "failed"}, "completed"),
    Move("fail", {"enrolled", "completed"}, "failed"),
    Move("drop_out", {"enrolled"}, "dropped"),
    Move("turn_away", {"waiting", "offered", "enrolled"}, "closed"),
)
"""`turn_away`: the session was cancelled, or began without a seat for them."""

IN_LINE = frozenset({"waiting"})
HOLDING = frozenset({"offered", "enrolled", "completed", "failed"})
"""States in which a seat is somebody's."""
LIVING = IN_LINE | HOLDING
"""States beside which nobody applies for the same session again."""
OPEN = frozenset({"waiting", "offered", "enrolled"})
"""States in which something can still happen to a seat."""
