"""Reports (รายงานผลรายเดือน)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.progress.models.passing import Passing, two_people


class ReportQuerySet(models.QuerySet["Report"]):
    """Named questions to the reports."""

    def visible_to(self, actor: Any) -> ReportQuerySet:
        """Return what the actor reads: its own office's reports, its province's, its department's."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))

    def waiting(self) -> ReportQuerySet:
        """Return the reports that wait for the head of their office."""
        return self.filter(state=Report.State.SUBMITTED)

    def unaccepted(self) -> ReportQuerySet:
        """Return the approved reports that a line has not accepted yet."""
        open_line = Q(department_at=None) | Q(province_at=None)
        return self.filter(open_line, state=Report.State.APPROVED)

    def unfinished(self) -> ReportQuerySet:
        """Return the reports that wait for their author."""
        return self.filter(state__in=[Report.State.DRAFT, Report.State.RETURNED])

    def after(self, period: int, pk: int) -> ReportQuerySet:
        """Return what follows a report in the order newest month first, then highest number (keyset paging)."""
        return self.filter(TupleLessThan(Tuple(F("period"), F("pk")), (period, pk)))


class Report(Passing):
    """What one office reports for one month (รายงานผลการดำเนินงานรายเดือน).

    `period` is fiscal year × 100 + fiscal month: 256909 is June 2569. `version` grows with every
    save, so that of two people on one report the second sees both values. `approved` is the head's word;
    department and province accept it after that, each by itself.
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
            # what waits for a line is little among all that was ever approved
            models.Index(
                fields=["office"], name="report_for_department", condition=Q(state="approved", department_at=None)
            ),
            models.Index(fields=["area"], name="report_for_province", condition=Q(state="approved", province_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="report_once"),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_at=None, department_at=None, province_at=None),
                name="report_state_dated",
            ),
            *two_people("report"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.period}"

    @property
    def level(self) -> int:
        """Return how far the report's figures have come (Figure.Level); the database keeps the figures so."""
        if self.state == self.State.APPROVED:
            return 4 if self.province_at else 3 if self.department_at else 2
        return 1 if self.state == self.State.SUBMITTED else 0

    @property
    def accepted(self) -> bool:
        """Tell whether both lines have accepted it."""
        return self.department_at is not None and self.province_at is not None

    def topics(self) -> list[str]:
        """Return the live topics that a change of this report touches."""
        return [f"report:{self.pk}", f"office:{self.office_id}", f"desk:{self.area_id}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
