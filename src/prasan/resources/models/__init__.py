"""What the room keeps."""

from prasan.resources.models.account import AccountLine, Posting
from prasan.resources.models.booking import NO_OVERLAP, OUT_ONCE, Booking
from prasan.resources.models.resource import MOST_SATANG, MOST_SEATS, Resource

__all__ = ["MOST_SATANG", "MOST_SEATS", "NO_OVERLAP", "OUT_ONCE", "AccountLine", "Booking", "Posting", "Resource"]
