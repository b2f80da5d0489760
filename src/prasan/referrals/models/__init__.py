"""Tables of cases and referrals."""

from prasan.referrals.models.case import Case
from prasan.referrals.models.guests import GuestLink
from prasan.referrals.models.outreach import OutreachLine, OutreachList
from prasan.referrals.models.referral import (
    Decline,
    Event,
    Level,
    NextStep,
    Outcome,
    Referral,
)
from prasan.referrals.models.tracking import (
    Attempt,
    DataRequest,
    Helper,
    LateWeek,
    PageLanguage,
    PersonNotice,
    Rating,
    TrackKey,
)

__all__ = [
    "Attempt",
    "Case",
    "DataRequest",
    "Decline",
    "Event",
    "GuestLink",
    "Helper",
    "LateWeek",
    "Level",
    "NextStep",
    "Outcome",
    "OutreachLine",
    "OutreachList",
    "PageLanguage",
    "PersonNotice",
    "Rating",
    "Referral",
    "TrackKey",
]
