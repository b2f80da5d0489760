"""Provincial development plans (แผนพัฒนาจังหวัด): their lines, the path of each, and what was ordered into them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, AreaGroup
from prasan.directory.roles import REACH, Reach, Role
from prasan.plans.models.lines import Activity, MoneyLine


class OrderedItem(models.Model):
    """What was ordered into every province's development plan (เรื่องที่สั่งให้บรรจุ), with who ordered it and when."""

    code = models.SlugField(max_length=40, primary_key=True)
    order = models.PositiveSmallIntegerField(default=0)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    origin_th = models.CharField(max_length=300)
    ordered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_ordered_item"
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("ordered_on")), name="ordered_item_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


class DevLineQuerySet(models.QuerySet["DevLine"]):
    """Named questions to the lines of development plans."""

    def visible_to(self, actor: Any) -> DevLineQuerySet:
        """Return all lines to whoever reads domain data: a development plan is no secret between offices."""
        if getattr(actor, "is_system", False):
            return self
        reads = REACH[actor.role] is not Reach.NOTHING and actor.role is not Role.PARTNER
        return self if reads else self.none()


class DevLine(models.Model):
    """A line of a province's or a province group's development plan (บรรทัดในแผนพัฒนาจังหวัด).

    `key` is the folded name: a project stands once in a place's plan of a fiscal year. `budget` is in satang, None
    where nobody told it. `item` is the ordered item that the line answers. `agency_th` names who does it as the
    plan names it; `agency` where that is one of ours.
    """

    class State(models.TextChoices):
        """Where a line stands on its path."""

        PROPOSED = "proposed", _("เสนอแล้ว")
        AGREED = "agreed", _("คณะกรรมการเห็นชอบ")
        IN_PLAN = "in_plan", _("อยู่ในแผน")
        FUNDED = "funded", _("ได้รับงบประมาณ")
        NOT_INCLUDED = "not_included", _("ไม่ได้บรรจุ")

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(AreaGroup, models.PROTECT, null=True, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=300)
    issue_th = models.CharField(max_length=300, default="", blank=True)
    strategy_th = models.CharField(max_length=300, default="", blank=True)
    project_th = models.CharField(max_length=300)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    agency_th = models.CharField(max_length=200, default="", blank=True)
    budget = models.BigIntegerField(null=True)
    source = models.CharField(max_length=12, choices=MoneyLine.Source.choices, default="", blank=True)
    item = models.ForeignKey(OrderedItem, models.PROTECT, null=True, related_name="lines")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=0)
    activities = models.ManyToManyField(Activity, related_name="dev_lines", db_table="plans_dev_line_activity")

    objects = DevLineQuerySet.as_manager()
    unjournalled = {"key", "version"}

    class Meta:
        db_table = "plans_dev_line"
        ordering = ["area", "group", "-fiscal_year", "id"]
        indexes = [models.Index(fields=["fiscal_year", "item", "state"], name="dev_line_items")]
        constraints = [
            models.CheckConstraint(
                condition=Q(area=None, group__isnull=False) | Q(area__isnull=False, group=None), name="dev_line_of_one"
            ),
            models.UniqueConstraint(fields=["area", "fiscal_year", "key"], name="dev_line_area_once"),
            models.UniqueConstraint(fields=["group", "fiscal_year", "key"], name="dev_line_group_once"),
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__gte=0), name="dev_line_budget"),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2500, fiscal_year__lte=2700), name="dev_line_year_is_buddhist"
            ),
            models.CheckConstraint(condition=~Q(project_th="") & ~Q(key=""), name="dev_line_has_project"),
        ]

    def __str__(self) -> str:
        return self.project_th

    @property
    def owner(self) -> str:
        """Return whose plan it stands in, in the reader's language."""
        whose = self.area if self.area_id is not None else self.group
        return whose.name if whose is not None else ""

    def topics(self) -> list[str]:
        """Return the live topics that a change of this line touches."""
        return ["plans"] + ([f"desk:{self.area_id}"] if self.area_id is not None else [])

    def journal_place(self) -> tuple[int | None, None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, None, 0


class DevStep(models.Model):
    """One step of a line's path: to which state, on which day, by which document, noted by whom and when."""

    line = models.ForeignKey(DevLine, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=DevLine.State.choices)
    on = models.DateField()
    document_no = models.CharField(max_length=120)
    reason = models.CharField(max_length=1000, default="", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "plans_dev_step"
        ordering = ["line", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="not_included") | ~Q(reason=""), name="dev_step_has_reason"),
            models.CheckConstraint(condition=~Q(document_no=""), name="dev_step_has_document"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.state} {self.on}"
