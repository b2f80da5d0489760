"""The life of a referral between offices, and its clocks: silence moves it upwards, never to an end.

The rule is told in docs/algorithms/referrals.md. Nothing here knows a database or the time of day.
"""

from prasan.kernel.referral.clock import LADDER, Event, Promise, Standing, risen, standing
from prasan.kernel.referral.cycle import ENDS, OPEN, REFERRAL, TURNS, after, moves_of

__all__ = [
    "ENDS",
    "LADDER",
    "OPEN",
    "REFERRAL",
    "TURNS",
    "Event",
    "Promise",
    "Standing",
    "after",
    "moves_of",
    "risen",
    "standing",
]
