"""The lives of what is offered, booked and held together, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

OFFER = LifeCycle(
    "offered",
    Move("withdraw", {"offered"}, "withdrawn"),
    Move("offer_again", {"withdrawn"}, "offered"),
)

BOOKING = LifeCycle(
    "asked",
    Move("approve", {"asked"}, "approved"),
    Move("decline", {"asked"}, "declined"),
    Move("cancel", {"asked", "approved"}, "cancelled"),
    Move("hand_over", {"approved"}, "handed_over"),
    Move("take_back", {"handed_over"}, "returned"),
)

HOLDING = ("approved", "handed_over")
"""States in which a booking keeps others away: the database lets no two of them overlap."""
OPEN = ("asked", *HOLDING)
"""States in which somebody still has something to do."""

ACTIVITY = LifeCycle(
    "planned",
    Move("call_off_activity", {"planned"}, "called_off"),
    Move("report_activity", {"planned", "held"}, "held"),
)

PROMISE = LifeCycle(
    "promised",
    Move("confirm", {"promised"}, "confirmed"),
    Move("take_back_promise", {"promised", "confirmed"}, "withdrawn"),
    Move("deliver", {"confirmed", "delivered"}, "delivered"),
)

NEED = LifeCycle("open", Move("close_need", {"open"}, "closed"))
