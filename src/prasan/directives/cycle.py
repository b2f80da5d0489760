"""The lives of a directive, of guidance, and of one office's answer to guidance, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

DIRECTIVE = LifeCycle(
    "issued",
    Move("acknowledge", {"issued"}, "acknowledged"),
    Move("start", {"acknowledged", "returned"}, "working"),
    Move("answer", {"acknowledged", "working", "returned"}, "answered"),
    Move("close", {"acknowledged", "working", "answered"}, "closed"),
    Move("return", {"answered"}, "returned"),
    Move("reopen_fallen", {"closed"}, "returned"),
    Move("withdraw", {"issued", "acknowledged", "working", "answered", "returned"}, "withdrawn"),
)
"""issued → acknowledged → in progress → answered → closed by the giver's side, or returned to the lead office.

One that asks for no report may be closed without an answer (a rule of the verb). A bound one comes back by itself.
"""

GUIDANCE = LifeCycle(
    "in_force",
    Move("renew", {"in_force"}, "in_force"),
    Move("end", {"in_force"}, "ended"),
    Move("withdraw", {"in_force"}, "withdrawn"),
)
"""in force until its review, which renews it with a new date or ends it; one given by mistake is withdrawn."""

REPLY = LifeCycle(
    "asked",
    Move("acknowledge", {"asked"}, "acknowledged"),
    Move("answer", {"asked", "acknowledged", "answered"}, "answered"),
)
"""What one addressee did: heard it, and said how it does it; the later word replaces the earlier in the row."""

OPEN = frozenset({"issued", "acknowledged", "working", "returned"})
"""States in which the lead office owes something."""
LIVE = OPEN | {"answered"}
"""States in which somebody, the giver's side among them, still has to do something."""
