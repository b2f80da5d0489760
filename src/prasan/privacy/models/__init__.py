"""Tables of the protection of personal data."""

from prasan.privacy.models.breach import Breach, BreachEvent, Counter

__all__ = ["Breach", "BreachEvent", "Counter"]
