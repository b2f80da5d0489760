"""Days of mobile units: where an office goes to meet people, and which services come along.

They stand beside the service directory, and not in a room of outreach, because a day is a place and an hour at which
services of the directory are given: the person's page, the exchange format and the calendar read both together.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.registers.models.services import codes
from prasan.registers.models.shared import Open

MOST_CAME = 100_000
"""People at one day; a larger number is a slip of the finger."""


class MobileDayQuerySet(Open):
    """Named questions to the days; they are made to be known, so that everybody signed in reads all of them."""

    def coming(self) -> Any:
        """Return what people can still go to: planned, and not over yet."""
        now = timezone.localtime()
        later = Q(day__gt=now.date()) | Q(day=now.date(), ends__gt=now.time())
        return self.filter(later, state=MobileDay.State.PLANNED)

    def within(self, area: Area) -> Any:
        """Return the days that take place in an area."""
        return self.filter(area__gte=area.pk, area__lte=area.last)


class MobileDay(models.Model):
    """A day of a mobile unit (หน่วยเคลื่อนที่ หรือ จังหวัดเคลื่อนที่), planned by an office of the province.

    `begins` and `ends`, hours in Thailand. `area`, the sub-district, district or province of `place`, whose point is
    `latitude` and `longitude` in degrees where it is known. `services`, codes of national services that come along;
    `agencies`, codes of the departments that come, those of the services among them; `others`, in words, who comes
    besides. `came`, people who came, None not reported; `called_off`, why the day does not take place.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("มีแผน")
        HELD = "held", _("จัดแล้ว")
        CALLED_OFF = "called_off", _("ยกเลิก")

    office = models.ForeignKey(Office, models.PROTECT, related_name="mobile_days")
    area = models.ForeignKey(Area, models.PROTECT, related_name="mobile_days")
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=300)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    services = codes(60, default=list)
    agencies = codes(20, default=list)
    others = models.CharField(max_length=300, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    called_off = models.CharField(max_length=300, default="", blank=True)
    came = models.PositiveIntegerField(null=True, blank=True)

    objects = MobileDayQuerySet.as_manager()

    class Meta:
        db_table = "registers_mobile_day"
        ordering = ["day", "begins", "id"]
        indexes = [
            models.Index(fields=["area", "day"], name="mobile_day_area"),
            models.Index(fields=["office", "day"], name="mobile_day_office"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="mobile_day_hours"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="mobile_day_point",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off") & ~Q(called_off="") | ~Q(state="called_off") & Q(called_off=""),
                name="mobile_day_called_off",
            ),
            models.CheckConstraint(
                condition=Q(state="held", came__lte=MOST_CAME) & Q(came__isnull=False)
                | ~Q(state="held") & Q(came=None),
                name="mobile_day_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.day.isoformat()}"

    @property
    def point(self) -> tuple[float, float] | None:
        """Return latitude and longitude in degrees, None where they are not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    @property
    def span(self) -> tuple[dt.date, dt.time, dt.time]:
        """Return (day, from, until) for the rule of clashing days."""
        return self.day, self.begins, self.ends

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
