"""Questions to what is lent: who has it when, who asks for the same hours, what is left of money."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from prasan.resources.models import Booking, Resource

UNDRAWN = (
    "resource__grams", "resource__office__grams", "office__grams", "resource__area__grams", "resource__area__boundary",
)  # fmt: skip
SPENT = (Booking.State.APPROVED, Booking.State.HANDED_OVER, Booking.State.RETURNED)


def whole(rows: Any) -> Any:
    """Return bookings with what their pages and rows show."""
    return rows.select_related("resource__office", "resource__area", "office").defer(*UNDRAWN)


def in_the_way(booking: Booking) -> Booking | None:
    """Return the approved or handed-over booking of the same resource that touches a booking's span; one query."""
    if not booking.exclusive:
        return None
    rows = Booking.objects.holding().during(booking.begins, booking.ends).filter(resource=booking.resource_id)
    found: Booking | None = rows.exclude(pk=booking.pk).select_related("office").defer("office__grams").first()
    return found


def out_with(booking: Booking) -> Booking | None:
    """Return the booking with which the resource is away now; one query."""
    rows = Booking.objects.filter(resource=booking.resource_id, state=Booking.State.HANDED_OVER, exclusive=True)
    found: Booking | None = rows.exclude(pk=booking.pk).select_related("office").defer("office__grams").first()
    return found


def rivals(booking: Booking) -> list[Booking]:
    """Return what else is asked of the same resource for hours of the same span, the first asked first."""
    if booking.state != Booking.State.ASKED:
        return []
    rows = Booking.objects.during(booking.begins, booking.ends).filter(
        resource=booking.resource_id, state=Booking.State.ASKED
    )
    return list(rows.exclude(pk=booking.pk).select_related("office").defer("office__grams").order_by("asked_at")[:20])


def left_of(resource: Resource) -> int | None:
    """Return what is left of money in satang, None of other things: what was approved once is spent."""
    if resource.amount is None:
        return None
    rows = Booking.objects.filter(resource=resource, state__in=SPENT)
    return resource.amount - int(rows.aggregate(n=Sum("amount"))["n"] or 0)


def taken(resource: Resource, first: dt.date, last: dt.date) -> list[Booking]:
    """Return who has a resource in some days, both included: to be known by everybody who finds it.

    Purposes are left out: they are told to the two offices alone.
    """
    zone = timezone.get_current_timezone()
    begins = dt.datetime.combine(first, dt.time.min, zone)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, zone)
    rows = Booking.objects.holding().during(begins, ends).filter(resource=resource)
    found = rows.select_related("office").defer("office__grams", "purpose", "place", "reason")
    return list(found.order_by("begins")[:400])


def of_office(office: int, first: dt.date, last: dt.date) -> list[Booking]:
    """Return what an office lends and borrows in some days, asked ones too."""
    zone = timezone.get_current_timezone()
    begins = dt.datetime.combine(first, dt.time.min, zone)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, zone)
    rows = whole(Booking.objects.waiting(office).during(begins, ends))
    return list(rows.order_by("begins")[:400])
