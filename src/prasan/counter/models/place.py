"""The joint counter of an office and its desks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _t

from prasan.directory.models import Office
from prasan.kernel.counter import HEAD_START, Priority
from prasan.registers.models import CASE_WORKERS
from prasan.registers.models.workers import serves_province

MOST_MINUTES = 60
"""A head start is at most an hour, so that it stays a head start."""
OPENS, CLOSES = dt.time(8, 30), dt.time(16, 30)
"""The hours of Thai offices; a counter does not close at noon."""


class PlaceQuerySet(models.QuerySet["Place"]):
    """Named questions to the joint counters."""

    def visible_to(self, actor: Any) -> PlaceQuerySet:
        """Return those at which the actor's office has a desk or which it runs, and those of the axis's province."""
        if getattr(actor, "is_system", False):
            return self
        if actor.role not in CASE_WORKERS:
            return self.none()
        desks = Desk.objects.living().filter(place=OuterRef("pk"), office=actor.office_id)
        mine = Q(office=actor.office_id) | Q(Exists(desks.order_by()))
        if serves_province(actor):
            mine |= Q(office__area_id__gte=actor.area_id, office__area_id__lte=actor.area_last)
        return self.filter(mine)


class Place(models.Model):
    """A joint service counter (ศูนย์บริการร่วม) that an office runs and several agencies staff.

    `head_starts`, minutes by priority, where the place sets its own; `prefix`, the letter of its numbers; `carries`,
    whether tickets that are open at the close of the day keep their place for another day. `opens_at` to `closes_at` on
    working days, or `every_day`, are the hours in which a kiosk gives tickets; officers give them at any time.
    `board_nonce` and `board_hash` make the address of the call board (links.py).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="counter_places")
    name = models.CharField(max_length=200)
    prefix = models.CharField(max_length=1, default="A")
    head_starts = models.JSONField(default=dict, blank=True)
    carries = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    opens_at = models.TimeField(default=OPENS)
    closes_at = models.TimeField(default=CLOSES)
    every_day = models.BooleanField(default=False)
    board_nonce = models.CharField(max_length=32, editable=False)
    board_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = PlaceQuerySet.as_manager()
    unjournalled = {"board_nonce", "board_hash"}

    class Meta:
        db_table = "counter_place"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(prefix__regex="^[A-Z]$"), name="counter_place_prefix"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="counter_place_hours"),
            models.UniqueConstraint(fields=["office", "name"], name="counter_place_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def head_start(self) -> Mapping[Priority, dt.timedelta]:
        """Return by how much each is taken to have come earlier at this place."""
        own = {Priority(code): dt.timedelta(minutes=minutes) for code, minutes in self.head_starts.items()}
        return {**HEAD_START, **own}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"counter:{self.pk}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class DeskQuerySet(models.QuerySet["Desk"]):
    """Named questions to the desks."""

    def visible_to(self, actor: Any) -> DeskQuerySet:
        """Return the desks of the places that the actor sees."""
        return self.filter(place__in=Place.objects.visible_to(actor).order_by().values("pk"))

    def living(self) -> DeskQuerySet:
        """Return those that have not ended."""
        return self.filter(ended_at=None)


class Desk(models.Model):
    """A desk (ช่องบริการ) of a joint counter: `office` staffs it, `also` are further offices that it serves for.

    `name`, what stands over it beside its number, "" for the number alone. `ended_at`: it is no more; the row stays for
    the visits that it served, its number may be given again. No desk is deleted (migration 0003).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="desks")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(99)])
    name = models.CharField(max_length=60, default="", blank=True)
    also = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_open = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        db_table = "counter_desk"
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"], condition=Q(ended_at=None), name="counter_desk_living_number"
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(is_open=False), name="counter_desk_ended_closed"),
            models.CheckConstraint(condition=Q(number__range=(1, 99)), name="counter_desk_range"),
        ]

    def __str__(self) -> str:
        return _t("ช่อง %(number)s") % {"number": self.number}

    def serves(self) -> frozenset[str]:
        """Return the offices that this desk serves for, as the kernel names needs."""
        return frozenset({str(self.office_id), *map(str, self.also)})

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"counter:{self.place_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0
