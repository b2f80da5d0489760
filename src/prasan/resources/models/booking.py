"""Bookings of what offices lend: no two of one resource hold at once, and the database sees to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.resources.cycle import HOLDING, OPEN
from prasan.resources.models.resource import MOST_SATANG, Resource
from prasan.resources.models.shared import of_sides

NO_OVERLAP = "booking_no_overlap"
"""The constraint that keeps two holding bookings of one resource apart (migration 0002)."""
OUT_ONCE = "booking_out_once"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Named questions to the bookings."""

    def visible_to(self, actor: Any) -> BookingQuerySet:
        """Return those between offices of which the actor reads one, the lender or the borrower."""
        return self.filter(of_sides(actor, "office", "resource__office"))

    def holding(self) -> BookingQuerySet:
        """Return those that keep others away: approved or handed over."""
        return self.filter(state__in=HOLDING)

    def during(self, begins: dt.datetime, ends: dt.datetime) -> BookingQuerySet:
        """Return those that touch a span."""
        return self.filter(begins__lt=ends, ends__gt=begins)

    def late(self) -> BookingQuerySet:
        """Return those that were to be back by now."""
        return self.filter(state=Booking.State.HANDED_OVER, ends__lt=timezone.now())

    def waiting(self, office: int) -> BookingQuerySet:
        """Return those in which an office has something to do: asked of it, or its own still open."""
        return self.filter(Q(resource__office=office) | Q(office=office), state__in=OPEN)


class Booking(models.Model):
    """A loan of a resource to an office from a moment to a moment (การจองใช้ทรัพยากร).

    `office` borrows, `seat` asked; `purpose` and `place`, in words and never about a person; `people`, who are served,
    None not told; `amount`, satang, of money; `exclusive`, false of money, which many share; `price` (satang for a
    day) and `share` (the borrower's per cent) as agreed when asked; `reason`, why it was declined or cancelled;
    `handed_condition` and `returned_condition`, how the thing was then.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", _("รออนุมัติ")
        APPROVED = "approved", _("อนุมัติแล้ว")
        DECLINED = "declined", _("ไม่อนุมัติ")
        CANCELLED = "cancelled", _("ยกเลิก")
        HANDED_OVER = "handed_over", _("ส่งมอบแล้ว")
        RETURNED = "returned", _("คืนแล้ว")

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="bookings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="resource_bookings")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="resource_bookings")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    purpose = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="resource_bookings")
    people = models.PositiveIntegerField(null=True, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)
    exclusive = models.BooleanField(default=True)
    price = models.BigIntegerField(default=0)
    share = models.PositiveSmallIntegerField(default=100)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    reason = models.CharField(max_length=300, default="", blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_condition = models.CharField(max_length=500, default="", blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_condition = models.CharField(max_length=500, default="", blank=True)

    objects = BookingQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "resources_booking"
        ordering = ["begins", "id"]
        indexes = [
            models.Index(fields=["office", "state", "begins"], name="booking_office"),
            models.Index(fields=["resource", "begins"], name="booking_resource"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="booking_span"),
            models.CheckConstraint(
                condition=Q(exclusive=True, amount=None)
                | Q(exclusive=False, amount__gt=0, amount__lte=MOST_SATANG, price=0),
                name="booking_amount",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["declined", "cancelled"]) & ~Q(reason="")
                | ~Q(state__in=["declined", "cancelled"]) & Q(reason=""),
                name="booking_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["handed_over", "returned"], handed_at__isnull=False)
                | ~Q(state__in=["handed_over", "returned"]) & Q(handed_at=None),
                name="booking_handed",
            ),
            models.CheckConstraint(
                condition=Q(state="returned", returned_at__isnull=False) | ~Q(state="returned") & Q(returned_at=None),
                name="booking_returned",
            ),
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state="handed_over", exclusive=True), name=OUT_ONCE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource.name} {self.begins.date().isoformat()}"

    @property
    def is_late(self) -> bool:
        """Tell whether it was to be back by now."""
        return self.state == self.State.HANDED_OVER and self.ends < timezone.now()

    @property
    def late_days(self) -> int:
        """Return the begun days by which it came, or comes, back too late; 0 in time."""
        back = self.returned_at or (timezone.now() if self.state == self.State.HANDED_OVER else self.ends)
        return max(0, -((self.ends - back) // dt.timedelta(days=1)))

    @property
    def within_office(self) -> bool:
        """Tell whether the lender keeps its own thing for itself: nothing is owed for it."""
        return self.office_id == self.resource.office_id

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.resource.area_id, self.resource.office_id, 0
