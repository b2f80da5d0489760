"""Appointments as the calendar's source: on the page with their words, in the feed by number and hour alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.desk.appointments.models import Appointment
from prasan.desk.calendar.own import MOST
from prasan.desk.calendar.sources import Asked, Event, source


def appointments(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the appointments that the actor sees, cancelled ones too: who noted the day must learn of it."""
    rows = Appointment.objects.visible_to(actor).between(asked.first, asked.last)
    if asked.width in {"mine", "office"}:
        rows = rows.of_office(actor)
    elif asked.width == "province":
        rows = rows.of_province(actor)
    for one in rows[:MOST]:
        cancelled = one.cancelled_at is not None
        yield Event(
            one.start, f"appointment-{one.pk}", one.subject, _("นัดหมายเลขที่ %(n)s") % {"n": one.pk}, "appointments",
            reverse("appointment", args=[one.pk]), "not_applicable" if cancelled else "info", last=one.end,
            start=one.start_time, end=one.end_time, cancelled=cancelled, sequence=one.version,
        )  # fmt: skip


def register() -> None:
    """Put them into the calendar."""
    source("appointments", gettext_lazy("นัดหมาย"), appointments)
