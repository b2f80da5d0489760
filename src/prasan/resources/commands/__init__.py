"""The room's verbs."""

from prasan.resources.commands.accounts import Reverse, Settle
from prasan.resources.commands.activities import (
    CallOffActivity,
    ChangeActivity,
    Confirm,
    Deliver,
    PlanActivity,
    Promise,
    ReportActivity,
    TakeBackPromise,
)
from prasan.resources.commands.bookings import Approve, Ask, Cancel, Decline, HandOver, TakeBack
from prasan.resources.commands.resources import Change, Offer, OfferAgain, Withdraw

__all__ = [
    "Approve", "Ask", "CallOffActivity", "Cancel", "Change", "ChangeActivity", "Confirm", "Decline", "Deliver",
    "HandOver", "Offer", "OfferAgain", "PlanActivity", "Promise", "ReportActivity", "Reverse", "Settle", "TakeBack",
    "TakeBackPromise", "Withdraw",
]  # fmt: skip
