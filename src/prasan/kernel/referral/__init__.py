"""The life of a referral between offices, and its clocks: silence moves it upwards, never to an end.

The rule is told in docs/algorithms/referrals.md. Nothing here knows a database or the time of day.
"""

from prasan.kernel.referral.clock import Event, Promise, Standing, standing
from prasan.kernel.referral.cycle import ENDS, OPEN, REFERRAL, TURNS, after, moves_of

__all__ = ["ENDS", "OPEN", "REFERRAL", "TURNS", "Event", "Promise", "Standing", "after", "moves_of", "standing"]
