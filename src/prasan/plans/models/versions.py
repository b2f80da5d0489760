"""Baselines (แผนที่อนุมัติ) and revisions (การปรับแผน)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from prasan.plans.models.plan import Plan


class Baseline(models.Model):
    """A plan as it was approved, frozen line by line; a trigger refuses every later change."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    policy_set_code = models.CharField(max_length=40)

    class Meta:
        db_table = "plans_baseline"
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="baseline_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.number}"


class BaselineLine(models.Model):
    """One line of a baseline: which part, which row, what it was called, and its values as JSON.

    A value is text, number, null, a list of them, or {"id", "name"} for what it points to: names are kept
    as they were.
    """

    baseline = models.ForeignKey(Baseline, models.PROTECT, related_name="lines")
    part = models.CharField(max_length=12)
    row = models.BigIntegerField()
    label = models.CharField(max_length=700)
    values = models.JSONField()

    class Meta:
        db_table = "plans_baseline_line"
        ordering = ["baseline", "id"]
        constraints = [models.UniqueConstraint(fields=["baseline", "part", "row"], name="baseline_line_once")]

    def __str__(self) -> str:
        return self.label


class Revision(models.Model):
    """One revision of an approved plan (การปรับแผน): why it was opened, and which baseline came of it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=2000)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    baseline = models.OneToOneField(Baseline, models.PROTECT, null=True, related_name="revision")
    added = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "plans_revision"
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} r{self.number}"
