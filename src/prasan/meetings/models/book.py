"""The briefing book as it was kept: a day before the meeting and at its beginning."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from prasan.meetings.models.briefing import Briefing
from prasan.meetings.models.evidence import LineQuerySet


class Book(models.Model):
    """An edition of the briefing book (แฟ้มประชุม), kept as data: `content` canonical JSON, `digest` its SHA-256."""

    class Edition(models.TextChoices):
        """When an edition was kept."""

        DAY_BEFORE = "t24", _("ก่อนประชุม 24 ชั่วโมง")
        AT_START = "t0", _("เริ่มประชุม")

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="books")
    edition = models.CharField(max_length=3, choices=Edition.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content = models.TextField()
    digest = models.CharField(max_length=64)

    personal = {"content": "what is laid before the meeting, and who is invited"}
    objects = models.Manager.from_queryset(LineQuerySet)()
    unjournalled = frozenset({"content"})
    """The row itself never changes; the journal keeps its digest."""

    class Meta:
        db_table = "meetings_book"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["briefing", "edition"], name="book_edition_once")]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.edition}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification
