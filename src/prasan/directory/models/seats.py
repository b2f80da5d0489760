"""Seats (ตำแหน่งที่นั่ง): who holds which role in which office, from–to; delegation of a seat."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models.areas import AreaGroup
from prasan.directory.models.offices import Office
from prasan.directory.roles import TIME_LIMITED, Role
from prasan.directory.scope import managed_by

ACTOR_FIELDS = (
    *("role", "capacity", "position_th", "person_id", "office__code", "office__kind", "office__agency_id"),
    *("office__name_th", "office__name_en", "office__short_th", "office__short_en", "office__leads_province"),
    *("office__area__last", "person__is_active", "person__password", "person__keys_off", "person__name_en"),
    *("person__title", "person__rank", "person__academic_title", "person__royal_title"),
    *("person__given_name", "person__family_name"),
)
"""What `directory.actor.actor_for` and the check of a session read of a seat, its office and its person."""


class SeatQuerySet(models.QuerySet["Seat"]):
    """Named questions to the seats."""

    def visible_to(self, actor: Any) -> SeatQuerySet:
        """Return every seat: who holds which office is no secret inside the ministry."""
        return self

    def held_on(self, day: dt.date) -> SeatQuerySet:
        """Return the seats that are held on a day."""
        return self.filter(Q(start__lte=day), Q(end=None) | Q(end__gte=day))

    def open_after(self, day: dt.date) -> SeatQuerySet:
        """Return the seats that are held on a day or later."""
        return self.filter(Q(end=None) | Q(end__gte=day))

    def for_actor(self) -> SeatQuerySet:
        """Return the seats with what an actor is made of, and no more: every request asks this.

        Without order: the seats' own order would join agencies and areas for nothing.
        """
        return self.select_related("office__area", "person").only(*ACTOR_FIELDS).order_by()

    def manageable_by(self, actor: Any) -> SeatQuerySet:
        """Return the seats the actor administers."""
        return self.filter(
            managed_by(actor).condition(area="office__area_id", office="office_id", agency="office__agency_id")
        )


class Seat(models.Model):
    """A role in an office held by a person from–to, both inclusive (การดำรงตำแหน่ง).

    `capacity` says in what right (รักษาราชการแทน, …); an acting capacity needs its order number,
    which stands on screen and paper. Deputies and inspectors have `groups`: their regions.
    """

    class Capacity(models.TextChoices):
        """In what right the seat is held."""

        HOLDER = "holder", _("ดำรงตำแหน่ง")
        ACTING = "acting", _("รักษาราชการแทน")
        FOR = "for", _("ปฏิบัติราชการแทน")
        ACTING_POST = "acting-post", _("รักษาการในตำแหน่ง")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    office = models.ForeignKey(Office, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=30, choices=Role.choices)
    position_th = models.CharField(max_length=200, default="", blank=True)
    position_en = models.CharField(max_length=200, default="", blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.HOLDER)
    order_no = models.CharField(max_length=100, default="", blank=True)
    order_date = models.DateField(null=True, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    groups = models.ManyToManyField(AreaGroup, blank=True, related_name="seats")

    objects = SeatQuerySet.as_manager()

    class Meta:
        db_table = "directory_seat"
        ordering = ["office", "role", "start"]
        indexes = [
            models.Index(fields=["person", "start"], name="seat_person"),
            models.Index(fields=["office", "role"], name="seat_office"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=models.F("start")), name="seat_dates"),
            models.CheckConstraint(condition=Q(capacity="holder") | ~Q(order_no=""), name="seat_acting_has_order"),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(TIME_LIMITED)) | (Q(end__isnull=False) & ~Q(reason="")),
                name="seat_limited_role_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.office}"

    @property
    def title(self) -> str:
        """Return the position as shown: its own name or the role's, with an acting capacity in front."""
        # asked by every page: Django's own display makes a table of all roles each time
        position = self.position_th or str(Role(self.role).label)
        if self.capacity == self.Capacity.HOLDER:
            return position
        return f"{self.get_capacity_display()} {position}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.office.area_id, self.office_id, 0


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Named questions to the delegations."""

    def visible_to(self, actor: Any) -> DelegationQuerySet:
        """Return every delegation: in whose stead somebody acts stands on screen and paper."""
        return self

    def on(self, day: dt.date) -> DelegationQuerySet:
        """Return the delegations that hold on a day."""
        return self.filter(revoked=None, start__lte=day, end__gte=day)


class Delegation(models.Model):
    """A holder lets another person act from their seat for a while (การมอบอำนาจ/มอบหมาย).

    Both dates inclusive; the order number is shown wherever the delegate acts.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    start = models.DateField()
    end = models.DateField()
    order_no = models.CharField(max_length=100)
    reason = models.CharField(max_length=300, default="", blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        db_table = "directory_delegation"
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="delegation_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.to_id}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.seat.office.area_id, self.seat.office_id, 0
