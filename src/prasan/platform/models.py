"""All tables of the platform, from the rooms of its mechanisms."""

from prasan.platform.jobs.models import FailedEvent, JobProgress
from prasan.platform.journal.models import Cursor, Entry, Outbox, Receipt

__all__ = ["Cursor", "Entry", "FailedEvent", "JobProgress", "Outbox", "Receipt"]
