"""What is written in the meeting besides the minutes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from prasan.meetings.models.agenda import Item
from prasan.meetings.models.attendee import Attendee, only_listens
from prasan.meetings.models.briefing import Briefing


class MessageQuerySet(models.QuerySet["Message"]):
    """Named questions to the chat."""

    def visible_to(self, actor: Any) -> MessageQuerySet:
        """Return what was written in the meetings that the actor reads, to listeners nothing of a secret item."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        return self.filter(Exists(seen.order_by())).exclude(Q(item__secret=True) & only_listens(actor))


class Message(models.Model):
    """A line of the meeting's chat (ข้อความในที่ประชุม); the chair may take one off the screen, it stays on record."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="messages")
    attendee = models.ForeignKey(Attendee, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=1000)
    hidden = models.BooleanField(default=False)

    personal = {"text": "what somebody wrote in a meeting"}
    objects = MessageQuerySet.as_manager()

    class Meta:
        db_table = "meetings_message"
        ordering = ["id"]
        indexes = [models.Index(fields=["briefing", "-id"], name="message_briefing")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="message_has_text")]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}:chat",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification
