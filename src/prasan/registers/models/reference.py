"""Imported reference numbers of provinces, by which a national target can be split."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from prasan.directory.models import Area
from prasan.registers.models.shared import Bilingual, Open


class ReferenceSeries(Bilingual):
    """A number of every province from outside (ตัวเลขอ้างอิง), such as population: unit, day, source.

    It is a fact of its day, not a figure that offices report; a newer one is a new series.
    """

    code = models.SlugField(max_length=40, unique=True)
    unit_th = models.CharField(max_length=60)
    as_of = models.DateField()
    source = models.CharField(max_length=300)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_reference_series"
        ordering = ["name_th", "-as_of"]
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="reference_has_source")]


class ReferenceValue(models.Model):
    """The number of one province in a series: a whole number, never below zero."""

    series = models.ForeignKey(ReferenceSeries, models.CASCADE, related_name="values")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    value = models.BigIntegerField()

    class Meta:
        db_table = "registers_reference_value"
        ordering = ["series", "area"]
        constraints = [
            models.UniqueConstraint(fields=["series", "area"], name="reference_value_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="reference_value_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.area_id}"
