"""Bookings of shared resources in the calendar: what is lent and borrowed on the page, numbers alone in the feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.desk.calendar.own import MOST
from prasan.desk.calendar.sources import Asked, Event, source
from prasan.resources.models import Booking
from prasan.resources.queries import whole

SHOWN = (Booking.State.APPROVED, Booking.State.HANDED_OVER, Booking.State.RETURNED, Booking.State.CANCELLED)


def bookings(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the bookings of the own office or province; a cancelled one stays, so that who noted it learns of it.

    A loan concerns two offices and their provinces: the narrowest look and the whole country hold none and cost no
    query.
    """
    if asked.width not in {"office", "province"}:
        return
    zone = timezone.get_current_timezone()
    begins = dt.datetime.combine(asked.first, dt.time.min, zone)
    ends = dt.datetime.combine(asked.last + dt.timedelta(days=1), dt.time.min, zone)
    rows = Booking.objects.visible_to(actor).during(begins, ends).filter(state__in=SHOWN, decided_at__isnull=False)
    if asked.width == "office":
        rows = rows.filter(Q(office=actor.office_id) | Q(resource__office=actor.office_id))
    else:
        rows = rows.filter(resource__area__gte=actor.area_id, resource__area__lte=actor.area_last)
    for one in whole(rows)[:MOST]:
        cancelled = one.state == Booking.State.CANCELLED
        first, last = timezone.localtime(one.begins), timezone.localtime(one.ends)
        yield Event(
            first.date(), f"booking-{one.pk}", f"{one.resource.name} · {one.office.short}",
            _("การจองทรัพยากรเลขที่ %(n)s") % {"n": one.pk}, "resources", reverse("resource_booking", args=[one.pk]),
            "not_applicable" if cancelled else "late" if one.is_late else "info", last=last.date(), start=first.time(),
            end=last.time(), cancelled=cancelled, sequence=1 if cancelled else 0,
        )  # fmt: skip


def register() -> None:
    """Put them into the calendar."""
    source("resources", gettext_lazy("การจองทรัพยากร"), bookings)
