"""Which columns a file for another system has."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ColumnMapQuerySet(models.QuerySet["ColumnMap"]):
    """Named questions to the maps."""

    def visible_to(self, actor: Any) -> ColumnMapQuerySet:
        """Return all of them: headings are no secret; who may write files by them is the policy's."""
        return self


class ColumnMap(models.Model):
    """The columns of a file for another system (ผังคอลัมน์): in order, each a heading and what fills it.

    `columns` is [{"heading", "field", "text"}, …]: `field` names an entry of `fields.FIELDS`, `text` what a
    fixed column holds. `verified` only when somebody compared it with the other system's own form.
    """

    class Every(models.TextChoices):
        """Over which time one file reaches."""

        MONTH = "month", _("เดือน")
        QUARTER = "quarter", _("ไตรมาสปีงบประมาณ")

    name = models.CharField(max_length=120, unique=True)
    system = models.CharField(max_length=120)
    every = models.CharField(max_length=8, choices=Every.choices, default=Every.MONTH)
    columns = models.JSONField(default=list)
    verified = models.BooleanField(default=False)
    remark = models.CharField(max_length=300, default="", blank=True)

    objects = ColumnMapQuerySet.as_manager()

    class Meta:
        app_label = "progress"
        db_table = "progress_column_map"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
