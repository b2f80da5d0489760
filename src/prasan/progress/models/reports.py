"""Reports (รายงานผลรายเดือน)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office


class ReportQuerySet(models.QuerySet["Report"]):
    """Named questions to the reports."""

    def visible_to(self, actor: Any) -> ReportQuerySet:
        """Return what the actor reads: its own office's reports, its province's, its department's."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))

    def waiting(self) -> ReportQuerySet:
        """Return the reports that wait for an approver."""
        return self.filter(state=Report.State.SUBMITTED)

    def unfinished(self) -> ReportQuerySet:
        """Return the reports that wait for their author."""
        return self.filter(state__in=[Report.State.DRAFT, Report.State.RETURNED])

    def after(self, period: int, pk: int) -> ReportQuerySet:
        """Return what follows a report in the order newest month first, then highest number (keyset paging)."""
        return self.filter(TupleLessThan(Tuple(F("period"), F("pk")), (period, pk)))


class Report(models.Model):
    """What one office reports for one month (รายงานผลการดำเนินงานรายเดือน).

    `period` is fiscal year × 100 + fiscal month: 256909 is June 2569. `version` grows with every
    save, so that of two people on one report the second sees both values.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        DRAFT = "draft", _("ยังไม่ส่ง")
        SUBMITTED = "submitted", _("ส่งแล้ว รออนุมัติ")
        RETURNED = "returned", _("ส่งกลับให้แก้ไข")
        APPROVED = "approved", _("อนุมัติแล้ว")

    # their indexes are the beginnings of report_once and report_area
    office = models.ForeignKey(Office, models.PROTECT, related_name="reports", db_index=False)
    area = models.ForeignKey(Area, models.PROTECT, related_name="reports", db_index=False)
    period = models.IntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    due = models.DateField()
    version = models.PositiveIntegerField(default=0)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="submitted_reports"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="approved_reports"
    )
    approved_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(default="", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        db_table = "progress_report"
        ordering = ["-period", "office"]
        indexes = [
            models.Index(fields=["area", "-period"], name="report_area"),
            models.Index(fields=["due"], name="report_open", condition=~Q(state="approved")),
            # lists go from the newest month on; open ones are few among many
            models.Index(fields=["-period", "-id"], name="report_newest"),
            models.Index(fields=["-period", "-id"], name="report_newest_open", condition=~Q(state="approved")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="report_once"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("submitted_by")),
                name="report_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="report_approved_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.period}"

    def topics(self) -> list[str]:
        """Return the live topics that a change of this report touches."""
        return [f"report:{self.pk}", f"office:{self.office_id}", f"desk:{self.area_id}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
