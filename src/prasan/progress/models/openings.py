"""Openings (การเปิดให้แก้ไข): a locked month that one office may change again for some days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.progress.models.passing import Line


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Named questions to the openings."""

    def visible_to(self, actor: Any) -> OpeningQuerySet:
        """Return what the actor reads: openings of the offices whose reports it reads."""
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))

    def in_force(self, day: dt.date) -> OpeningQuerySet:
        """Return the openings that still hold on a day; one that has ended lapses without anybody's doing."""
        return self.filter(until__gte=day)


class Opening(models.Model):
    """One office may report, correct or mend one locked month until a day, for a reason that is kept.

    `line` tells by which right it was opened: the province, the department, or the centre (empty).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="openings")
    area = models.ForeignKey(Area, models.PROTECT, related_name="openings")
    period = models.IntegerField(_("เดือน"))
    reason = models.TextField(_("เหตุผล"))
    until = models.DateField(_("เปิดถึงวันที่"))
    line = models.CharField(max_length=10, choices=Line.choices, default="", blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="openings")
    opened_on = models.DateField()
    opened_at = models.DateTimeField(db_default=Now())

    objects = OpeningQuerySet.as_manager()

    class Meta:
        db_table = "progress_opening"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "period", "until"], name="opening_month")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("opened_on")), name="opening_ends"),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.period}"

    def topics(self) -> list[str]:
        """Return the live topics that an opening touches."""
        return [f"office:{self.office_id}", f"desk:{self.area_id}"]

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
