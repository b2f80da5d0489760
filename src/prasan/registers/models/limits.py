"""Limits of indicators: from which value on a reported figure warns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from prasan.kernel.alarms import Limit
from prasan.registers.models.indicators import Indicator
from prasan.registers.models.shared import OfPolicies


class WarningLimits(OfPolicies):
    """Limits, seen by whoever sees the indicator's policy."""

    up_to_set, up_to_policy = "indicator__policy__policy_set__", "indicator__policy__"


class WarningLimit(models.Model):
    """The limit of an indicator (เกณฑ์เตือน): a province's accepted monthly figure at or beyond it is an alarm.

    One of `above` and `below`, scaled integers of the indicator. `hold`: so many reported months in a row; `clear`:
    per cent of the limit by which a figure must come back before the alarm is over.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="warning")
    above = models.BigIntegerField(null=True)
    below = models.BigIntegerField(null=True)
    hold = models.PositiveSmallIntegerField(default=1)
    clear = models.PositiveSmallIntegerField(default=5)

    objects = WarningLimits.as_manager()

    class Meta:
        db_table = "registers_warning_limit"
        constraints = [
            models.CheckConstraint(condition=Q(above=None) ^ Q(below=None), name="warning_limit_one_side"),
            models.CheckConstraint(condition=Q(hold__range=(1, 24)), name="warning_limit_hold"),
            models.CheckConstraint(condition=Q(clear__lte=100), name="warning_limit_clear"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'≥' if self.above is not None else '≤'} {self.value}"

    @property
    def value(self) -> int:
        """Return the limit itself, whichever side it is on."""
        return self.above if self.above is not None else self.below or 0

    @property
    def rule(self) -> Limit:
        """Return the kernel's rule, in scaled units."""
        above = None if self.above is None else float(self.above)
        below = None if self.below is None else float(self.below)
        return Limit(above, below, self.hold, self.clear / 100)

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal: that of the policy."""
        return self.indicator.journal_place()
