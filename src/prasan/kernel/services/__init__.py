"""What a service promises and to whom: coded conditions, freshness of what is told, what differs from the template.

Nothing here knows a database or the time of day. The rules are told in docs/algorithms/services.md.
"""

from prasan.kernel.services.conditions import SECTIONS, WHO, Asker, Conditions, Fit
from prasan.kernel.services.freshness import Freshness, freshness
from prasan.kernel.services.terms import CLOCK_NAMES, differing, promise_of

__all__ = [
    "CLOCK_NAMES",
    "SECTIONS",
    "WHO",
    "Asker",
    "Conditions",
    "Fit",
    "Freshness",
    "differing",
    "freshness",
    "promise_of",
]
