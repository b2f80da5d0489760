"""The life of a referral as this room stores it; the rule itself is kernel.referral (docs/algorithms/referrals.md)."""

from __future__ import annotations

from prasan.kernel.referral.cycle import ENDS, OPEN, TURNS, moves_of

__all__ = ["ENDS", "OPEN", "WITH_RECEIVER", "WITH_SENDER", "moves_of"]

WITH_SENDER = frozenset(state for state, turn in TURNS.items() if turn == "sender")
"""Open states in which the office that referred owes the next step."""
WITH_RECEIVER = OPEN - WITH_SENDER
"""Open states in which the office that was asked does."""
