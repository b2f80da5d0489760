"""Rules of the protection of personal data that need no database: the clock of a breach and what is still owed."""

from prasan.kernel.privacy.breach import BREACH, LATEST, TERM, WARN, Facts, due_at, is_late, latest_at, owed, stage

__all__ = ["BREACH", "LATEST", "TERM", "WARN", "Facts", "due_at", "is_late", "latest_at", "owed", "stage"]
