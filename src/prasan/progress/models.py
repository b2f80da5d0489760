"""Reports (รายงานผลรายเดือน) and figures (ค่ารายงาน)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.registers.models import Indicator


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

    office = models.ForeignKey(Office, models.PROTECT, related_name="reports")
    area = models.ForeignKey(Area, models.PROTECT, related_name="reports")
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


class Figure(models.Model):
    """One value (ค่ารายงาน): indicator × area × period × office × member, with a level.

    `value` is an integer scaled by the indicator's decimals. For sums it is the month's own value,
    for the other kinds the level at the month's end. A row exists only where something was reported:
    absence is "ยังไม่รายงาน", zero is zero. `denominator` stands beside the value of a ratio.
    """

    class Level(models.IntegerChoices):
        """How far a figure has come; each reader's roll-up holds those at or above its own level."""

        DRAFT = 0, _("ร่าง")
        SUBMITTED = 1, _("ส่งแล้ว")
        HEAD = 2, _("หัวหน้าหน่วยงานอนุมัติ")
        DEPARTMENT = 3, _("กรมรับรอง")
        PROVINCE = 4, _("จังหวัดรับรอง")

    # no foreign keys in the database: one set-based trigger checks all four (migration 0005), a quarter of their cost
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="figures", db_constraint=False, db_index=False
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="figures", db_constraint=False, db_index=False)
    period = models.IntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="figures", db_constraint=False, db_index=False)
    member = models.CharField(max_length=20, default="", blank=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="figures", db_constraint=False)
    value = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.DRAFT)
    cause = models.CharField(max_length=40, default="", blank=True)
    step = models.CharField(max_length=300, default="", blank=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        db_table = "progress_figure"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period", "area", "office", "member"], name="figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area_id} {self.period}"


class FigureChange(models.Model):
    """A former value of a figure, written by a database trigger so that bulk writes leave history too."""

    figure_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    value = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    level = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "progress_figure_change"
        indexes = [models.Index(fields=["figure_id", "at"], name="figure_change")]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.at}"


class LoadQuerySet(models.QuerySet["Load"]):
    """Named questions to the loads."""

    def visible_to(self, actor: Any) -> LoadQuerySet:
        """Return what the actor loaded; the centre, which may load, sees every load."""
        return self if actor.scope.everything else self.filter(loaded_by_id=actor.person_id)


class Load(models.Model):
    """One file of figures that was loaded (การนำเข้าตัวเลขจากไฟล์): its name, digest, and what it changed."""

    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    level = models.SmallIntegerField(choices=Figure.Level.choices)
    rows = models.IntegerField(default=0)
    figures = models.IntegerField(default=0)
    reports = models.IntegerField(default=0)
    at = models.DateTimeField(db_default=Now())
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="loads")

    objects = LoadQuerySet.as_manager()

    class Meta:
        db_table = "progress_load"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class Place(models.Model):
    """Where an area stands in the packed roll-ups: the number of its nation or province; one for all countries.

    Kept by a trigger on the areas. A number is never given twice, so that stored vectors stay true.
    `upper_id` is the nation's or province's own number, 0 for abroad.
    """

    area_id = models.IntegerField(primary_key=True)
    upper_id = models.IntegerField()
    slot = models.SmallIntegerField()

    class Meta:
        db_table = "progress_place"

    def __str__(self) -> str:
        return f"{self.area_id} {self.slot}"


class Packed(models.Model):
    """Numbers side by side in network byte order: sums and denominators of 8 bytes, counts of 4.

    A count of 0 is "ยังไม่รายงาน". `level` is the lowest level that the row holds; rows exist only for levels
    that occur, so a reader takes the row of the lowest level at or above its own.
    """

    indicator_id = models.BigIntegerField()
    member = models.CharField(max_length=20, default="")
    level = models.SmallIntegerField()
    sums = models.BinaryField()
    counts = models.BinaryField()
    wholes = models.BinaryField(null=True)

    class Meta:
        abstract = True


class Sheet(Packed):
    """One indicator in one month over all upper areas (แผ่นยอดรวม), by their slot; `line` writes the sums as JSON."""

    pk = models.CompositePrimaryKey("indicator_id", "member", "period", "level")
    period = models.IntegerField()
    line = models.BinaryField()

    class Meta:
        db_table = "progress_sheet"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period} {self.level}"


class Strip(Packed):
    """One indicator in one upper area over its months (แถบยอดรวม), from `first` on without a gap."""

    pk = models.CompositePrimaryKey("indicator_id", "member", "slot", "level")
    slot = models.SmallIntegerField()
    first = models.IntegerField()

    class Meta:
        db_table = "progress_strip"

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.slot} {self.level}"


class Dirty(models.Model):
    """A month of an indicator whose packed numbers are behind its figures; `slot` None means several areas."""

    indicator_id = models.BigIntegerField()
    member = models.CharField(max_length=20, default="")
    period = models.IntegerField()
    slot = models.SmallIntegerField(null=True)

    class Meta:
        db_table = "progress_dirty"
        indexes = [models.Index(fields=["indicator_id", "period"], name="dirty_key")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"


from prasan.progress.columnmaps.models import ColumnMap  # noqa: E402, F401 - models of files live beside their readers
from prasan.progress.workbook.models import Filled  # noqa: E402, F401
