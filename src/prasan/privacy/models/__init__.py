"""Tables of the protection of personal data."""

from prasan.privacy.models.breach import Breach, BreachEvent, Counter
from prasan.privacy.models.destruction import DestructionLine, DestructionList
from prasan.privacy.models.holds import Erasure, Hold
from prasan.privacy.models.records import ProcessingRecord
from prasan.privacy.models.retention import RetentionRun, RetentionTerm

__all__ = [
    "Breach", "BreachEvent", "Counter", "DestructionLine", "DestructionList", "Erasure", "Hold", "ProcessingRecord",
    "RetentionRun", "RetentionTerm",
]  # fmt: skip
