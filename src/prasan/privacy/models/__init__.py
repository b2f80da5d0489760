"""Tables of the protection of personal data."""

from prasan.privacy.models.breach import Breach, BreachEvent, Counter
from prasan.privacy.models.holds import Erasure, Hold

__all__ = ["Breach", "BreachEvent", "Counter", "Erasure", "Hold"]
