"""All tables of the platform, from the rooms of its mechanisms."""

from prasan.platform.comments.models import Comment, Follow, Mention
from prasan.platform.files.models import File
from prasan.platform.jobs.models import FailedEvent, JobProgress
from prasan.platform.journal.models import Body, Cursor, Entry, Outbox, Receipt
from prasan.platform.listings.models import SavedView
from prasan.platform.notices.models import Delivery, Notice
from prasan.platform.presence.models import Instance, Presence
from prasan.platform.vault.models import PersonKey

__all__ = [
    "Body",
    "Comment",
    "Cursor",
    "Delivery",
    "Entry",
    "FailedEvent",
    "File",
    "Follow",
    "Instance",
    "JobProgress",
    "Mention",
    "Notice",
    "Outbox",
    "PersonKey",
    "Presence",
    "Receipt",
    "SavedView",
]
