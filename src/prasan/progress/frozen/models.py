"""Sets of figures that were given outside (ชุดตัวเลขที่ให้ไว้ภายนอก) and their lines; a trigger keeps them as they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.registers.models import Indicator


class FrozenSetQuerySet(models.QuerySet["FrozenSet"]):
    """Named questions to the sets."""

    def visible_to(self, actor: Any) -> FrozenSetQuerySet:
        """Return the sets of the actor's areas, office and department; the centre sees all."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))


class FrozenSet(models.Model):
    """Figures as they were given to somebody outside: number/Buddhist year, to whom, for what, when, by whom.

    `area` is the smallest one that holds all lines. Nothing of it ever changes: what is corrected later shows as a
    difference beside it.
    """

    class To(models.TextChoices):
        """To whom figures are given."""

        CABINET = "cabinet", _("คณะรัฐมนตรี")
        EMENSCR = "emenscr", _("eMENSCR")
        MINUTES = "minutes", _("รายงานการประชุม")
        PRESS = "press", _("สื่อมวลชน")
        PARLIAMENT = "parliament", _("รัฐสภา")
        OTHER = "other", _("อื่น ๆ")

    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    given_to = models.CharField(max_length=10, choices=To.choices)
    recipient = models.CharField(max_length=300, default="", blank=True)
    purpose = models.CharField(max_length=500)
    given_on = models.DateField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    objects = FrozenSetQuerySet.as_manager()

    class Meta:
        db_table = "progress_frozen_set"
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="frozen_set_number")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class FrozenLine(models.Model):
    """One figure of a set: the year to date of an indicator in an area up to a month, at a level.

    `value` is None where nothing was reported; value, path and target are scaled by the indicator's `decimals` of
    that day. `label`, the words it was given under.
    """

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    period = models.IntegerField()
    level = models.SmallIntegerField()
    value = models.BigIntegerField(null=True)
    path = models.BigIntegerField(null=True)
    target = models.BigIntegerField(null=True)
    applies = models.BooleanField(default=True)
    decimals = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=400)
    unit = models.CharField(max_length=60)

    class Meta:
        db_table = "progress_frozen_line"
        ordering = ["frozen_set", "order"]
        constraints = [models.UniqueConstraint(fields=["frozen_set", "order"], name="frozen_line_order")]

    def __str__(self) -> str:
        return f"{self.frozen_set_id} {self.order}"
