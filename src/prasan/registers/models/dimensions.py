"""Dimensions by which figures are split: sex, age band, formal or informal, district."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.registers.models.shared import Bilingual, Open


class Dimension(Bilingual):
    """What a figure is split by (มิติการจำแนก). Members are rows, or the districts of the reporting province."""

    class Kind(models.TextChoices):
        """Where its members come from."""

        LIST = "list", _("รายการที่กำหนด")
        DISTRICTS = "districts", _("อำเภอหรือเขตของจังหวัด")

    code = models.CharField(max_length=12, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LIST)
    order = models.PositiveSmallIntegerField(default=0)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_dimension"
        ordering = ["order", "code"]

    def journal_place(self) -> tuple[Any, Any, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0


class DimensionMember(Bilingual):
    """One member of a dimension (กลุ่มย่อย): หญิง, แรงงานนอกระบบ. A figure of it carries "dimension:code"."""

    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="members")
    code = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "registers_dimension_member"
        ordering = ["dimension", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["dimension", "code"], name="dimension_member_once"),
            models.CheckConstraint(condition=~Q(code__contains=":"), name="dimension_member_code"),
        ]
