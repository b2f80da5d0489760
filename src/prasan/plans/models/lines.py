"""The lines of a plan: projects, activities, milestones, money, and who benefits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.kernel.fiscal import add_months
from prasan.plans.models.plan import Plan
from prasan.registers.models import Indicator, Policy, WorkItem

PERIOD = Q(start=None) | Q(end=None) | Q(end__gte=F("start"))


class ProjectQuerySet(models.QuerySet["Project"]):
    """Named questions to the projects."""

    def visible_to(self, actor: Any) -> ProjectQuerySet:
        """Return the projects of the plans that the actor reads."""
        return self.filter(plan__in=Plan.objects.visible_to(actor).order_by())


class Project(models.Model):
    """A project of a plan (โครงการ): goal, period and main responsible person are mandatory.

    The person is empty only in a copy from another place, until the plan is submitted. `multi_year`
    lets dates leave the fiscal year.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="projects")
    number = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=300)
    goal_th = models.TextField(max_length=2000)
    start = models.DateField()
    end = models.DateField()
    multi_year = models.BooleanField(default=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    labels = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    policies = models.ManyToManyField(Policy, related_name="+", db_table="plans_project_policy")
    indicators = models.ManyToManyField(Indicator, related_name="+", blank=True, db_table="plans_project_indicator")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="copies")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        db_table = "plans_project"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="project_number_once"),
            models.CheckConstraint(condition=PERIOD, name="project_dates"),
            models.CheckConstraint(condition=~Q(goal_th="") & ~Q(name_th=""), name="project_has_goal"),
        ]

    def __str__(self) -> str:
        return self.name_th


class Activity(models.Model):
    """An activity of a project (กิจกรรม) with its weight in per cent; a project's weights sum to 100.

    `partners` is text until partners have a register. `work_item` is made at approval: the noun on
    which figures can be hung. `target` is what it is to reach of `indicator`, in the indicator's unit.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="activities")
    number = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=300)
    start = models.DateField()
    end = models.DateField()
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    co_offices = models.ManyToManyField(Office, related_name="+", blank=True, db_table="plans_activity_co_office")
    partners = models.TextField(max_length=1000, default="", blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, default="", blank=True)
    labels = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    target = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    work_item = models.ForeignKey(WorkItem, models.PROTECT, null=True, blank=True, related_name="activities")

    class Meta:
        db_table = "plans_activity"
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="activity_number_once"),
            models.CheckConstraint(condition=PERIOD, name="activity_dates"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="activity_weight_per_cent"),
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__gte=0, indicator__isnull=False),
                name="activity_target_of_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class Milestone(models.Model):
    """A point that an activity must reach by a day (หมุดหมาย)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="milestones")
    name_th = models.CharField(max_length=300)
    due = models.DateField()
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_milestone"
        ordering = ["activity", "due", "id"]

    def __str__(self) -> str:
        return self.name_th


AMOUNTS = ("allocated", "transferred", "committed", "spent", "carried_over")
"""The amounts of a money line, in the order in which money moves."""


class MoneyLine(models.Model):
    """Money of a project from one source (แหล่งเงิน), in satang: exact integers, never below zero.

    `activity` narrows it to one activity. `granted` is what an accounting report says was allocated (None: none
    said), beside `allocated`, which was planned and approved; `as_of` is the day of that report. Spent ≤
    committed ≤ allocated (granted) + transferred + carried over is a soft rule: it is pointed out, not refused.
    """

    class Source(models.TextChoices):
        """Where money comes from."""

        DEPARTMENT = "department", _("งบกรม")
        PROVINCE = "province", _("งบจังหวัด")
        GROUP = "group", _("งบกลุ่มจังหวัด")
        FUND = "fund", _("เงินกองทุน")
        LOCAL = "local", _("งบองค์กรปกครองส่วนท้องถิ่น")
        PARTNER = "partner", _("ภาคีเครือข่าย")

    project = models.ForeignKey(Project, models.CASCADE, related_name="money")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="money")
    source = models.CharField(max_length=12, choices=Source.choices)
    budget_code = models.CharField(max_length=40, default="", blank=True)
    giver = models.CharField(max_length=200, default="", blank=True)
    allocated = models.BigIntegerField(default=0)
    transferred = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    carried_over = models.BigIntegerField(default=0)
    granted = models.BigIntegerField(null=True, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_money_line"
        ordering = ["project", "id"]
        indexes = [models.Index(fields=["budget_code"], name="money_code", condition=~Q(budget_code=""))]
        constraints = [
            models.CheckConstraint(condition=Q(**{f"{name}__gte": 0 for name in AMOUNTS}), name="money_not_negative"),
            models.CheckConstraint(condition=Q(granted=None) | Q(granted__gte=0), name="money_granted_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.budget_code}".strip()

    @property
    def available(self) -> int:
        """Return what may be committed, in satang."""
        allocated = self.allocated if self.granted is None else self.granted
        return allocated + self.transferred + self.carried_over


class BeneficiaryLine(models.Model):
    """Who is better off (ผู้ได้ประโยชน์): how many distinct people or groups, where, and whether it lasts.

    `before`, `after` and `later` (12 months after) are the outcome's values in `unit_th`, measured on `after_on` and
    `later_on`; an empty `later` was not asked yet, which is no zero.
    """

    class Kind(models.TextChoices):
        """Who is counted."""

        PEOPLE = "people", _("ประชาชน (คน ไม่ซ้ำ)")
        GROUPS = "groups", _("กลุ่มภาคประชาสังคม")

    class Outcome(models.TextChoices):
        """What gets better."""

        INCOME = "income", _("รายได้")
        JOB = "job", _("การมีงานทำ")
        SECURITY = "security", _("ความมั่นคงและหลักประกัน")
        SKILL = "skill", _("ทักษะ")
        SATISFACTION = "satisfaction", _("ความพึงพอใจ")

    project = models.ForeignKey(Project, models.CASCADE, related_name="beneficiaries")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PEOPLE)
    who_th = models.CharField(max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    reached = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    unit_th = models.CharField(max_length=60, default="", blank=True)
    before = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    after_on = models.DateField(null=True, blank=True)
    later = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    later_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_beneficiary_line"
        ordering = ["project", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(before=None, after=None, later=None) | ~Q(unit_th=""), name="beneficiary_values_have_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.who_th

    @property
    def later_due(self) -> dt.date | None:
        """Return when to ask again: 12 months after the outcome was measured, else after the project's end.

        None where no outcome is measured in numbers.
        """
        if self.before is None and self.after is None:
            return None
        return add_months(self.after_on or self.project.end, 12)
