"""Tables of cases and referrals."""

from prasan.referrals.models.case import Case
from prasan.referrals.models.drives import DriveEntry, DriveVolunteer, RegistrationDrive
from prasan.referrals.models.guests import GuestLink
from prasan.referrals.models.line import LineCode, LineEvent
from prasan.referrals.models.outreach import OutreachLine, OutreachList
from prasan.referrals.models.papers import Again, PaperList
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
    "Again",
    "Attempt",
    "Case",
    "DataRequest",
    "Decline",
    "DriveEntry",
    "DriveVolunteer",
    "Event",
    "GuestLink",
    "Helper",
    "LateWeek",
    "Level",
    "LineCode",
    "LineEvent",
    "NextStep",
    "Outcome",
    "OutreachLine",
    "OutreachList",
    "PageLanguage",
    "PaperList",
    "PersonNotice",
    "Rating",
    "Referral",
    "RegistrationDrive",
    "TrackKey",
]
