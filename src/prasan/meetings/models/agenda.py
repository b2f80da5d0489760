"""The agenda: its items, their papers, and the facts that a proposal was made from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import Classification
from prasan.meetings.models.attendee import only_listens
from prasan.meetings.models.briefing import Briefing, Section
from prasan.platform.files.models import File

PERSON = settings.AUTH_USER_MODEL


class AgendaQuerySet(models.QuerySet["Item"]):
    """Named questions to the agenda items."""

    def visible_to(self, actor: Any) -> AgendaQuerySet:
        """Return the items of the meetings that the actor reads, none above the actor's class.

        To who only listens no secret one.
        """
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        rows = self.filter(Exists(seen.order_by()), classification__lte=actor.scope.clearance)
        return rows.exclude(Q(secret=True) & only_listens(actor))


class Item(models.Model):
    """One line of the agenda (ระเบียบวาระ). `number` within its section; `key` names what it was proposed from.

    `facts` are the figures beneath it as they stood when it was proposed, each with where it leads. `secret` pauses
    recording and listeners while it is taken up. `note` is what was said where it was noted, `resolution` (มติ) what
    was decided. `spent` seconds it was taken up, `taken_up_at` since when it is now.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        WAITING = "waiting", _("รอพิจารณา")
        CURRENT = "current", _("กำลังพิจารณา")
        DONE = "done", _("พิจารณาแล้ว")
        WRITTEN = "written", _("ตอบเป็นหนังสือ")

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="items")
    section = models.CharField(max_length=10, choices=Section.choices)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField(default="", blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=0)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    secret = models.BooleanField(default=False)
    proposed = models.BooleanField(default=False)
    key = models.CharField(max_length=100, default="", blank=True)
    facts = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    taken_up_at = models.DateTimeField(null=True)
    spent = models.PositiveIntegerField(default=0)
    note = models.TextField(default="", blank=True)
    resolution = models.TextField(default="", blank=True)

    personal = {"note": "what was said", "resolution": "what was decided", "text": "what is laid before the meeting"}
    objects = AgendaQuerySet.as_manager()

    class Meta:
        db_table = "meetings_item"
        ordering = ["briefing", "number", "id"]
        indexes = [models.Index(fields=["briefing", "section", "number"], name="item_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="item_has_title"),
            models.UniqueConstraint(fields=["briefing"], condition=Q(state="current"), name="item_one_current"),
            models.CheckConstraint(
                condition=Q(state="current", taken_up_at__isnull=False) | (~Q(state="current") & Q(taken_up_at=None)),
                name="item_taken_up",
            ),
            models.CheckConstraint(condition=Q(classification__lte=2), name="item_class"),
        ]

    def __str__(self) -> str:
        return self.title

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        told = max(self.classification, self.briefing.classification)
        return self.briefing.organiser.area_id, self.briefing.organiser_id, told


class PaperQuerySet(models.QuerySet["Paper"]):
    """Named questions to the papers."""

    def visible_to(self, actor: Any) -> PaperQuerySet:
        """Return the papers of the items that the actor reads."""
        seen = Item.objects.visible_to(actor).filter(pk=OuterRef("item_id"))
        return self.filter(Exists(seen.order_by()))


class Paper(models.Model):
    """A document laid before the meeting (เอกสารประกอบการประชุม)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="papers")
    file = models.ForeignKey(File, models.PROTECT, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        db_table = "meetings_paper"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id}:{self.file_id}"


class Basis(models.Model):
    """What a proposed agenda was made from, kept as it was: from it the same agenda comes again, byte for byte.

    `facts` canonical JSON of the facts and the settings, `digest` its SHA-256; `made_digest` that of the agenda.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="bases")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    facts = models.TextField()
    digest = models.CharField(max_length=64)
    made_digest = models.CharField(max_length=64)

    class Meta:
        db_table = "meetings_basis"
        ordering = ["-id"]
        indexes = [models.Index(fields=["briefing", "-id"], name="basis_briefing")]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.digest[:12]}"
