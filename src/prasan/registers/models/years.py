"""Fiscal years as the centre opens and closes them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class FiscalYearQuerySet(models.QuerySet["FiscalYear"]):
    """Named questions to the years."""

    def visible_to(self, actor: Any) -> FiscalYearQuerySet:
        """Return every year: which are open is no secret."""
        return self


class FiscalYear(models.Model):
    """A fiscal year (ปีงบประมาณ, BE) that was opened, and perhaps closed.

    A year without a row is as it always was. In a closed one no figure changes but by a correction: the year is
    opened again with a reason, or a load of earlier years says why.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = FiscalYearQuerySet.as_manager()

    class Meta:
        app_label = "registers"
        db_table = "registers_fiscal_year"
        ordering = ["-year"]
        constraints = [models.CheckConstraint(condition=Q(year__range=(2500, 2700)), name="fiscal_year_is_be")]

    def __str__(self) -> str:
        return str(self.year)


def is_closed(year: int) -> bool:
    """Tell whether a fiscal year is closed: its figures change no more. One query."""
    return FiscalYear.objects.filter(year=year, closed_at__isnull=False).exists()
