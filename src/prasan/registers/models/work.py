"""Work items: the noun that plans and figures share."""

from __future__ import annotations

from typing import Any

from django.db import models

from prasan.directory.models import Area, Office
from prasan.registers.models.policies import Policy
from prasan.registers.models.shared import Bilingual


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    """Named questions to the work items."""

    def visible_to(self, actor: Any) -> WorkItemQuerySet:
        """Return the items that the actor reads: of its offices, its areas, its department."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))


class WorkItem(Bilingual):
    """A piece of work that an office does in an area in a fiscal year (งานที่ทำ): the noun that plans and
    progress both know. A plan's activity points to one; figures can be hung on it.
    """

    code = models.SlugField(max_length=60, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="work_items")
    area = models.ForeignKey(Area, models.PROTECT, related_name="work_items")
    fiscal_year = models.PositiveSmallIntegerField()
    policies = models.ManyToManyField(Policy, related_name="work_items", db_table="registers_work_item_policy")

    objects = WorkItemQuerySet.as_manager()

    class Meta:
        db_table = "registers_work_item"
        ordering = ["-fiscal_year", "code"]
        indexes = [models.Index(fields=["area", "-fiscal_year"], name="work_item_area")]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
