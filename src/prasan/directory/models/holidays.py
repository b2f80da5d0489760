"""Holidays (วันหยุดราชการ), national and of some provinces only."""

from __future__ import annotations

from typing import Any

from django.db import models

from prasan.directory.models.areas import Area


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Named questions to the holidays."""

    def visible_to(self, actor: Any) -> HolidayQuerySet:
        """Return every holiday: the calendar is public."""
        return self


class Holiday(models.Model):
    """A day off (วันหยุด). `area` is the nation, a province or a country abroad.

    `closes_offices` is false for days such as Labour Day, which do not close government offices.
    """

    day = models.DateField()
    area = models.ForeignKey(Area, models.CASCADE, related_name="holidays")
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    closes_offices = models.BooleanField(default=True)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        db_table = "directory_holiday"
        ordering = ["day", "area"]
        constraints = [models.UniqueConstraint(fields=["day", "area", "name_th"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name_th}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, None, 0
