"""After the meeting: minutes, how they were certified, and letters."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Classification
from prasan.meetings.models.attendee import Attendee
from prasan.meetings.models.briefing import Briefing
from prasan.meetings.models.evidence import LineQuerySet
from prasan.platform.files.models import File

PERSON = settings.AUTH_USER_MODEL


class Minutes(models.Model):
    """The minutes of a meeting (รายงานการประชุม).

    `content` is the whole document as data, drafted from agenda, roll, votes and directives; `edition` counts its
    versions, `digest` is the SHA-256 of its canonical text at approval. `certified_in` is the later meeting that
    certified it; by circulation it is empty and the members' answers stand in Opinion.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        DRAFT = "draft", _("ร่าง")
        CHECKED = "checked", _("ตรวจแล้ว")
        APPROVED = "approved", _("ประธานเห็นชอบแล้ว")
        CERTIFIED = "certified", _("รับรองแล้ว")

    class How(models.TextChoices):
        """How minutes were certified."""

        MEETING = "meeting", _("รับรองในการประชุม")
        CIRCULATION = "circulation", _("แจ้งเวียนให้รับรอง")

    briefing = models.OneToOneField(Briefing, models.PROTECT, related_name="report")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(default=dict)
    edition = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, default="", blank=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    circulated_at = models.DateTimeField(null=True)
    circulated_until = models.DateField(null=True)
    certified_how = models.CharField(max_length=11, choices=How.choices, default="", blank=True)
    certified_in = models.ForeignKey(Briefing, models.PROTECT, null=True, related_name="certifies")
    certified_at = models.DateTimeField(null=True)

    personal = {"content": "who was there and what was said"}
    objects = models.Manager.from_queryset(LineQuerySet)()

    class Meta:
        db_table = "meetings_minutes"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "certified"]) | (Q(approved_at__isnull=False) & ~Q(digest="")),
                name="minutes_approved",
            ),
            models.CheckConstraint(
                condition=Q(state="certified", certified_at__isnull=False) & ~Q(certified_how="")
                | (~Q(state="certified") & Q(certified_at=None, certified_how="")),
                name="minutes_certified",
            ),
            models.CheckConstraint(
                condition=~Q(certified_how="meeting") | Q(certified_in__isnull=False), name="minutes_certified_in"
            ),
        ]

    def __str__(self) -> str:
        return f"รายงานการประชุม {self.briefing_id}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("meetings", f"meeting:{self.briefing_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """Named questions to the answers."""

    def visible_to(self, actor: Any) -> OpinionQuerySet:
        """Return the answers about the meetings that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("minutes__briefing_id"))
        return self.filter(Exists(seen.order_by()))


class Opinion(models.Model):
    """What a member answered to minutes sent round (การแจ้งเวียน): agreed, or what is to be corrected."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="opinions")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    text = models.TextField(default="", blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal = {"text": "what somebody wants corrected"}
    objects = OpinionQuerySet.as_manager()

    class Meta:
        db_table = "meetings_opinion"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "attendee"], name="opinion_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(text=""), name="opinion_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}:{self.attendee_id}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.minutes.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.attendee.area_id, self.attendee.office_id, self.minutes.briefing.classification


class LetterQuerySet(models.QuerySet["Letter"]):
    """Named questions to the letters."""

    def visible_to(self, actor: Any) -> LetterQuerySet:
        """Return the letters of the meetings that the actor reads; none above the actor's class."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        return self.filter(Exists(seen.order_by()), classification__lte=actor.scope.clearance)


class Letter(models.Model):
    """A letter that carries directives (หนังสือ): drafted here; number and date come from e-Saraban, never from us.

    `directives` are their numbers in another room, `items` the lines that it lists, as they stood.
    """

    class Form(models.TextChoices):
        """Forms of official letters (แบบหนังสือ)."""

        MEMO = "memo", _("บันทึกข้อความ")
        OUTSIDE = "outside", _("หนังสือภายนอก")
        ORDER = "order", _("คำสั่ง")

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        DRAFT = "draft", _("ร่าง")
        NUMBERED = "numbered", _("ออกเลขแล้ว")
        SIGNED = "signed", _("ลงนามแล้ว")
        DROPPED = "dropped", _("ยกเลิกร่าง")

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="letters")
    form = models.CharField(max_length=7, choices=Form.choices)
    to_office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    directives = ArrayField(models.BigIntegerField(), default=list, blank=True)
    items = models.JSONField(default=list, blank=True)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    official_no = models.CharField(max_length=100, default="", blank=True)
    official_date = models.DateField(null=True, blank=True)
    signed = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    personal = {"body": "what is written to an office", "to": "whom a letter is to"}
    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "meetings_letter"
        ordering = ["-id"]
        indexes = [models.Index(fields=["briefing", "-id"], name="letter_briefing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"], official_no="", official_date=None)
                | (Q(state__in=["numbered", "signed"], official_date__isnull=False) & ~Q(official_no="")),
                name="letter_numbered",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed__isnull=False) | (~Q(state="signed") & Q(signed=None)),
                name="letter_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        told = max(self.classification, self.briefing.classification)
        return self.briefing.organiser.area_id, self.briefing.organiser_id, told
