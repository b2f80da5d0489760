"""Counts of a day or a week."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from prasan.directory.models import Area, Office
from prasan.registers.models import Indicator


class TallyQuerySet(models.QuerySet["Tally"]):
    """Named questions to the tallies."""

    def visible_to(self, actor: Any) -> TallyQuerySet:
        """Return what the actor reads: as reports are read."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))


class Tally(models.Model):
    """What an office counted on one day, or in the week that begins on `day`, a Monday (ยอดนับ).

    `value` is scaled as the indicator's figures are, `denominator` stands beside the value of a ratio. A row exists
    only where something was counted: a day without one is missing, not zero.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="tallies")
    office = models.ForeignKey(Office, models.PROTECT, related_name="tallies")
    area = models.ForeignKey(Area, models.PROTECT, related_name="tallies")
    day = models.DateField()
    member = models.CharField(max_length=20, default="", blank=True)
    value = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="tallies")
    at = models.DateTimeField(auto_now=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        db_table = "progress_tally"
        ordering = ["day", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["office", "indicator", "day", "member"], name="tally_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="tally_from_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.office_id} {self.day}"
