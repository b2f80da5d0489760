"""Labels (ป้ายกำกับ) that projects and activities carry; the centre keeps the list."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.utils.translation import get_language


class Label(models.Model):
    """A label such as เศรษฐกิจพอเพียง, with its own report; a retired one is offered no more and keeps its report."""

    code = models.SlugField(max_length=20, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    name_th = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, default="", blank=True)
    definition_th = models.CharField(max_length=500, default="", blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_label"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


def known_labels(offered: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Return (code, name) of the labels: one query.

    Parameters: `offered`, labels that something carries: then retired ones are left out unless they are among these.
    """
    rows = Label.objects.order_by("order", "code")
    return [(one.code, one.name) for one in rows if offered is None or one.retired_on is None or one.code in offered]
