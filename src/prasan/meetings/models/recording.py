"""What was recorded of a meeting, once it is whole: the hash of its manifest, and its end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from prasan.meetings.models.briefing import Briefing
from prasan.meetings.models.evidence import LineQuerySet


class Recording(models.Model):
    """The recording of a meeting (บันทึกเสียงและภาพของการประชุม), as its folder held it when it was finished.

    `digest` is the SHA-256 of the manifest, which holds that of every file; `size` bytes, `seconds` from the first to
    the last. While `held_at` is set it may not be deleted; after `deleted_at` its files are gone, the manifest stays.
    """

    briefing = models.OneToOneField(Briefing, models.PROTECT, related_name="kept_recording")
    digest = models.CharField(max_length=64)
    files = models.PositiveIntegerField()
    size = models.BigIntegerField()
    seconds = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_why = models.TextField(default="", blank=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_why = models.TextField(default="", blank=True)

    personal = {"held_why": "why it has to stay", "deleted_why": "why it was deleted"}
    objects = models.Manager.from_queryset(LineQuerySet)()

    class Meta:
        db_table = "meetings_recording"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None, held_why="") | (Q(held_at__isnull=False) & ~Q(held_why="")),
                name="recording_held_why",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_why="") | (Q(deleted_at__isnull=False) & ~Q(deleted_why="")),
                name="recording_deleted_why",
            ),
            models.CheckConstraint(condition=Q(held_at=None) | Q(deleted_at=None), name="recording_held_is_there"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.digest[:12]}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification
