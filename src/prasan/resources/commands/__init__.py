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
from prasan.resources.commands.needs import CloseNeed, TellNeed
from prasan.resources.commands.resources import Change, Offer, OfferAgain, Withdraw

__all__ = [
    "Approve", "Ask", "CallOffActivity", "Cancel", "Change", "ChangeActivity", "CloseNeed", "Confirm", "Decline",
    "Deliver", "HandOver", "Offer", "OfferAgain", "PlanActivity", "Promise", "ReportActivity", "Reverse", "Settle",
    "TakeBack", "TakeBackPromise", "TellNeed", "Withdraw",
]  # fmt: skip
