"""The room's verbs."""

from prasan.resources.commands.accounts import Reverse, Settle
from prasan.resources.commands.bookings import Approve, Ask, Cancel, Decline, HandOver, TakeBack
from prasan.resources.commands.resources import Change, Offer, OfferAgain, Withdraw

__all__ = [
    "Approve", "Ask", "Cancel", "Change", "Decline", "HandOver", "Offer", "OfferAgain", "Reverse", "Settle",
    "TakeBack", "Withdraw",
]  # fmt: skip
