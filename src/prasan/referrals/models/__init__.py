"""Tables of cases and referrals."""

from prasan.referrals.models.case import Case
from prasan.referrals.models.referral import (
    Decline,
    Event,
    Level,
    NextStep,
    Outcome,
    Referral,
)

__all__ = ["Case", "Decline", "Event", "Level", "NextStep", "Outcome", "Referral"]
