"""Corrections (การแก้ไขหลังอนุมัติ): proposed values beside the accepted ones, until they pass the same way."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.progress.models.passing import Passing, two_people
from prasan.progress.models.reports import Report
from prasan.registers.models import Indicator

PENDING = ("submitted", "approved")
"""States in which a correction still waits for somebody."""


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Named questions to the corrections."""

    def visible_to(self, actor: Any) -> CorrectionQuerySet:
        """Return what the actor reads: corrections of the reports it reads."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))

    def pending(self) -> CorrectionQuerySet:
        """Return the corrections that wait for somebody."""
        return self.filter(state__in=PENDING)


class Correction(Passing):
    """A new version of an approved report that waits to be accepted; until then nothing of the report changes.

    `version` is the report's version that it made, None while it has made none.
    """

    class State(models.TextChoices):
        """States along the life cycle CORRECTION in cycle.py."""

        SUBMITTED = "submitted", _("เสนอแก้ไข รอหัวหน้าหน่วยงาน")
        APPROVED = "approved", _("หัวหน้าอนุมัติการแก้ไข รอรับรอง")
        RETURNED = "returned", _("ไม่รับการแก้ไข")
        WITHDRAWN = "withdrawn", _("ถอนการแก้ไขแล้ว")
        DROPPED = "dropped", _("การแก้ไขตกไป เพราะรายงานถูกส่งกลับ")
        ACCEPTED = "accepted", _("แก้ไขแล้ว")

    report = models.ForeignKey(Report, models.CASCADE, related_name="corrections")
    office = models.ForeignKey(Office, models.PROTECT, related_name="corrections")
    area = models.ForeignKey(Area, models.PROTECT, related_name="corrections")
    period = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    reason = models.TextField(_("เหตุผลที่แก้ไข"))
    version = models.PositiveIntegerField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        db_table = "progress_correction"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(state__in=PENDING), name="correction_one_pending"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_reasoned"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(approved_at__isnull=False, version__isnull=False),
                name="correction_accepted_dated",
            ),
            *two_people("correction"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.period}"

    def topics(self) -> list[str]:
        """Return the live topics that a change of this correction touches."""
        return [f"report:{self.report_id}", f"office:{self.office_id}", f"desk:{self.area_id}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class CorrectionLine(models.Model):
    """One figure of a correction: what it was when proposed, what it shall be (None takes it away), and why."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="correction_lines")
    member = models.CharField(max_length=20, default="", blank=True)
    was_value = models.BigIntegerField(null=True)
    was_denominator = models.BigIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        db_table = "progress_correction_line"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "indicator", "member"], name="correction_line_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(was_value__isnull=False), name="correction_line_changes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_id} {self.indicator_id}{self.member}"
