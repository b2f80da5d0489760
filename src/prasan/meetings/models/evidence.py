"""The evidence of a meeting: an append-only log whose lines are chained by their hashes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.meetings.models.briefing import Briefing


class What(models.TextChoices):
    """What a line of the log tells."""

    OPENED = "opened", _("เปิดประชุม")
    CLOSED = "closed", _("ปิดประชุม")
    CLOCK = "clock", _("เทียบนาฬิกา")
    CHECKED_IN = "checked_in", _("แสดงตน")
    JOINED = "joined", _("เข้าประชุม")
    LEFT = "left", _("ออกจากประชุม")
    STALLED = "stalled", _("สัญญาณขาด")
    FLOWING = "flowing", _("สัญญาณกลับมา")
    CALLED = "called", _("เชิญขึ้นจอหลัก")
    ITEM = "item", _("เข้าสู่วาระ")
    MUTED = "muted", _("ปิดเสียง")
    UNMUTED = "unmuted", _("เปิดเสียง")
    REMOVED = "removed", _("เชิญออก")
    LOCKED = "locked", _("ปิดห้อง")
    UNLOCKED = "unlocked", _("เปิดห้อง")
    RECORDING = "recording", _("การบันทึกเสียงและภาพ")
    VOTE_OPENED = "vote_opened", _("เปิดลงคะแนน")
    VOTED = "voted", _("ลงคะแนนแล้ว")
    VOTE_CLOSED = "vote_closed", _("ปิดลงคะแนน")
    ENGINE = "engine", _("ระบบภาพและเสียง")
    PROBLEM = "problem", _("แจ้งเหตุขัดข้อง")
    MARKED = "marked", _("บันทึกการมาประชุมโดยเจ้าหน้าที่")


class LineQuerySet(models.QuerySet["Line"]):
    """Named questions to the log."""

    def visible_to(self, actor: Any) -> LineQuerySet:
        """Return the lines of the meetings that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        return self.filter(Exists(seen.order_by()))


class Line(models.Model):
    """A line of the log (ข้อมูลจราจรของการประชุม). Written by the database function `meetings_append` alone.

    `said` is the canonical text whose SHA-256 behind `before` is `hash`; the other columns repeat it for questions.
    It names people by number: names stand in the roster.
    """

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="lines")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What.choices)
    attendee_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    said = models.TextField()
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    personal = {"said": "who came and went, by number"}
    objects = LineQuerySet.as_manager()

    class Meta:
        db_table = "meetings_line"
        ordering = ["briefing", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "seq"], name="line_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="line_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.seq} {self.what}"


class Chain(models.Model):
    """The last line of a meeting's log: locked until its writer commits, so lines follow one another."""

    briefing = models.OneToOneField(Briefing, models.PROTECT, primary_key=True, related_name="chain")
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "meetings_chain"

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.seq}"


class Problem(models.Model):
    """A fault that somebody reports from the meeting, with what their own machine measured (แจ้งเหตุขัดข้อง)."""

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="problems")
    attendee = models.ForeignKey("meetings.Attendee", models.PROTECT, null=True, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField(default="", blank=True)
    statistics = models.JSONField(default=dict, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)
    settled_how = models.TextField(default="", blank=True)

    personal = {"text": "what somebody reports", "settled_how": "what was done"}
    objects = models.Manager.from_queryset(LineQuerySet)()

    class Meta:
        db_table = "meetings_problem"
        ordering = ["-id"]
        indexes = [models.Index(fields=["briefing", "-id"], name="problem_briefing")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_how="") | (Q(settled_at__isnull=False) & ~Q(settled_how="")),
                name="problem_settled_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification
