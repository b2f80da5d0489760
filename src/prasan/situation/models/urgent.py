"""Urgent reports (รายงานด่วน): who must know how soon, by which way, and when they read it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import REACH, Reach, Role
from prasan.situation.kinds import Severity
from prasan.situation.models.events import Event
from prasan.situation.models.scoping import OfOffice

PERSON = settings.AUTH_USER_MODEL


class Rung(models.Model):
    """A rung of the ladder (ขั้นรายงานด่วน): from this severity on, a role is told within so many minutes."""

    class Where(models.TextChoices):
        """Whose seats are meant."""

        PLACE = "place", _("ในพื้นที่เกิดเหตุ")
        ORIGIN = "origin", _("ในจังหวัดภูมิลำเนา")
        CENTRE = "centre", _("ในส่วนกลาง")

    class Channel(models.TextChoices):
        """By which way."""

        NOTICE = "notice", _("แจ้งเตือนในระบบและช่องทางที่ผู้รับเลือก")
        PHONE = "phone", _("โทรศัพท์")

    severity = models.CharField(max_length=10, choices=Severity.choices)
    role = models.CharField(max_length=24, choices=Role.choices)
    where = models.CharField(max_length=6, choices=Where.choices)
    minutes = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.NOTICE)
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "situation_rung"
        ordering = ["severity", "minutes", "role"]
        constraints = [
            models.UniqueConstraint(fields=["severity", "role", "where"], name="rung_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="rung_within_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.severity} {self.role}"


class UrgentQuerySet(models.QuerySet["Urgent"]):
    """Named questions to urgent reports."""

    def visible_to(self, actor: Any) -> UrgentQuerySet:
        """Return one's own, and those of the events that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        return self.filter(Q(event__in=Event.objects.visible_to(actor)) | Q(person_id=actor.person_id))

    def unread(self) -> UrgentQuerySet:
        """Return those that nobody has confirmed yet."""
        return self.filter(read_at=None)


class Urgent(models.Model):
    """One person to be told of one event (การแจ้งเหตุด่วน), with the moment by which and the receipt."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="urgent")
    rung = models.ForeignKey(Rung, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_how = models.CharField(max_length=6, choices=Rung.Channel.choices, default="", blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    chased_at = models.DateTimeField(null=True)

    objects = UrgentQuerySet.as_manager()

    class Meta:
        db_table = "situation_urgent"
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at"], name="urgent_unread", condition=Q(read_at=None)),
            models.Index(fields=["event", "due_at"], name="urgent_event"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "rung", "person"], name="urgent_once"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_how="", confirmed_by=None)
                | Q(read_at__isnull=False, confirmed_by__isnull=False) & ~Q(read_how=""),
                name="urgent_receipt_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}:{self.person_id}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a receipt touches."""
        return ("watch", f"event:{self.event_id}")


class Claim(OfOffice):
    """News that may be false (ข่าวที่อาจเป็นเท็จ): checked against its clock, then corrected against a second one."""

    class Verdict(models.TextChoices):
        """What checking found."""

        NONE = "", _("กำลังตรวจสอบ")
        TRUE = "true", _("จริง")
        FALSE = "false", _("เท็จ")
        DISTORTED = "distorted", _("บิดเบือน")
        OPEN = "open", _("ยังสรุปไม่ได้")

    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="claims")
    text = models.TextField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    check_by = models.DateTimeField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices, default="", blank=True)
    evidence = models.TextField(default="", blank=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    correct_by = models.DateTimeField(null=True)
    correction = models.TextField(default="", blank=True)
    corrected_where = models.CharField(max_length=300, default="", blank=True)
    corrected_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    corrected_at = models.DateTimeField(null=True)

    personal = {"text": "what was claimed"}

    class Meta:
        db_table = "situation_claim"
        ordering = ["-id"]
        indexes = [models.Index(fields=["check_by"], name="claim_open", condition=Q(corrected_at=None))]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="claim_has_text"),
            models.CheckConstraint(
                condition=Q(verdict="", checked_at=None)
                | ~Q(verdict="") & ~Q(evidence="") & Q(checked_at__isnull=False),
                name="claim_verdict_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(verdict__in=["false", "distorted"]) & ~Q(correction=""),
                name="claim_corrected_what_is_wrong",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def needs_correction(self) -> bool:
        """Tell whether people still have to be told what is true."""
        return self.verdict in {self.Verdict.FALSE, self.Verdict.DISTORTED} and self.corrected_at is None
