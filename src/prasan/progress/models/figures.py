"""Figures (ค่ารายงาน), their former values, and files of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.progress.models.reports import Report
from prasan.registers.models import Indicator


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

    # no foreign keys in the database: one set-based trigger checks all four (migration 0006), a quarter of their cost
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
    created = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = "progress_figure"
        # as good as free: figures lie in the order in which they came
        indexes = [BrinIndex(fields=["created"], autosummarize=True, name="figure_created")]
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
        indexes = [
            models.Index(fields=["figure_id", "at"], name="figure_change"),
            BrinIndex(fields=["at"], autosummarize=True, name="figure_change_at"),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.at}"


class FigureGone(models.Model):
    """The key of a figure that is no more, written by a database trigger: its former values still have a place.

    With it `progress/asseen.py` reads any past day.
    """

    figure_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    indicator_id = models.BigIntegerField()
    member = models.CharField(max_length=20, default="")
    period = models.IntegerField()
    area_id = models.IntegerField()
    office_id = models.BigIntegerField()
    report_id = models.BigIntegerField()
    created = models.DateTimeField()

    class Meta:
        db_table = "progress_figure_gone"
        indexes = [
            models.Index(fields=["indicator_id", "period"], name="figure_gone_key"),
            models.Index(fields=["at"], name="figure_gone_at"),
        ]

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
