"""What the room keeps."""

from prasan.resources.models.account import AccountLine, Posting
from prasan.resources.models.activity import MOST_PEOPLE, Contribution, JointActivity
from prasan.resources.models.booking import NO_OVERLAP, OUT_ONCE, Booking
from prasan.resources.models.need import Need
from prasan.resources.models.resource import MOST_SATANG, MOST_SEATS, Resource

__all__ = [
    "MOST_PEOPLE", "MOST_SATANG", "MOST_SEATS", "NO_OVERLAP", "OUT_ONCE", "AccountLine", "Booking", "Contribution",
    "JointActivity", "Need", "Posting", "Resource",
]  # fmt: skip
