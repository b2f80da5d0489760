"""How fresh what an office tells of a service is: it grows old by days, and who refers there is told so."""

from __future__ import annotations

from datetime import date
from enum import Enum

ADVISED_AFTER, MANDATORY_AFTER = 90, 180
"""Days since the office last confirmed: after so many it is advised to look again, after so many it must. From then on
whoever refers there is told too, as of one that was never confirmed. Our own terms, a quarter and half a year: no rule
of the ministry is known."""


class Freshness(Enum):
    """Where a service stands."""

    FRESH = "fresh"
    ADVISED = "advised"
    MANDATORY = "mandatory"
    NEVER = "never"

    @property
    def is_flagged(self) -> bool:
        """Tell whether whoever refers there is warned: mandatory by now, or never confirmed at all."""
        return self in {Freshness.MANDATORY, Freshness.NEVER}


def freshness(checked_on: date | None, today: date) -> Freshness:
    """Return how fresh something is that was last confirmed on a day (None: never)."""
    if checked_on is None:
        return Freshness.NEVER
    days = (today - checked_on).days
    if days > MANDATORY_AFTER:
        return Freshness.MANDATORY
    return Freshness.ADVISED if days > ADVISED_AFTER else Freshness.FRESH
