"""Rules of the protection of personal data that need no database: the clock of a breach, when data are due to go."""

from prasan.kernel.privacy.breach import BREACH, LATEST, TERM, WARN, Facts, due_at, is_late, latest_at, owed, stage
from prasan.kernel.privacy.destruction import DESTRUCTION, MEMBERS, past_its_years, unjudged
from prasan.kernel.privacy.retention import ANCHORS, KEEPERS, Anchor, Keeper, Known, due, keepers, standing

__all__ = [
    "ANCHORS", "BREACH", "DESTRUCTION", "KEEPERS", "LATEST", "MEMBERS", "TERM", "WARN", "Anchor", "Facts", "Keeper",
    "Known", "due", "due_at", "is_late", "keepers", "latest_at", "owed", "past_its_years", "stage", "standing",
    "unjudged",
]  # fmt: skip
