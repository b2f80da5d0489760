"""Appointments over the API: list, read, put in, change, cancel."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from prasan.desk.appointments.commands import AddAppointment, CancelAppointment, ChangeAppointment
from prasan.desk.appointments.models import Appointment
from prasan.desk.appointments.pages import found_appointment
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page

router = Router(tags=["calendar"])
Audience = Literal["office", "province", "agency", "all"]
AHEAD = 90
"""Days that a list looks ahead where it is not told."""


class AppointmentRow(Strict):
    """An appointment: days and hours in Thailand, `end` included; hours are null for whole days."""

    id: int
    subject: str
    start: dt.date
    start_time: dt.time | None
    end: dt.date
    end_time: dt.time | None
    place: str
    link: str
    audience: Audience
    remark: str
    office: str
    version: int
    cancelled_at: dt.datetime | None
    cancelled_why: str


class AppointmentList(Strict):
    """Some appointments, in the order in which they were put in."""

    items: list[AppointmentRow]
    next: int | None


class AppointmentIn(Strict):
    """What is said of an appointment; without `end` it is on one day, without hours it takes whole days."""

    subject: str
    start: dt.date
    start_time: dt.time | None = None
    end: dt.date | None = None
    end_time: dt.time | None = None
    place: str = ""
    link: str = Field("", description="https address under which one joins from afar")
    audience: Audience = "office"
    remark: str = ""


class ChangeIn(AppointmentIn):
    """An appointment as it shall be; `version`, the one that was read."""

    version: int


class CancelIn(Strict):
    """Why it is cancelled; everybody asked to it reads this."""

    reason: str


def row_of(one: Appointment) -> dict[str, Any]:
    """Return an appointment for a script."""
    return {
        "id": one.pk, "subject": one.subject, "start": one.start, "start_time": one.start_time, "end": one.end,
        "end_time": one.end_time, "place": one.place, "link": one.link, "audience": one.audience, "remark": one.remark,
        "office": one.office.code, "version": one.version, "cancelled_at": one.cancelled_at,
        "cancelled_why": one.cancelled_why,
    }  # fmt: skip


def listed(actor: Any, first: dt.date | None, last: dt.date | None) -> Any:
    """Return the appointments that an actor sees between two days, by default the next ninety."""
    first = first or timezone.localdate()
    last = last or first + dt.timedelta(days=AHEAD)
    return Appointment.objects.visible_to(actor).between(first, last).select_related("office").order_by("pk")


def words(told: AppointmentIn) -> dict[str, Any]:
    """Return what is said as the verbs take it."""
    return {
        "subject_th": told.subject, "start": told.start, "start_time": told.start_time, "end": told.end,
        "end_time": told.end_time, "place": told.place, "link": told.link, "audience": told.audience,
        "remark": told.remark,
    }  # fmt: skip


@router.get("/appointments", response=answers(AppointmentList))
def appointments(
    request: HttpRequest, limit: Limit, after: After, first: dt.date | None = None, last: dt.date | None = None
) -> dict[str, Any]:
    """List the appointments that your seat sees from day `first` to day `last`, cancelled ones too."""
    rows = listed(request.actor, first, last)  # type: ignore[attr-defined]
    shown, more = split_page((rows.filter(pk__gt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one) for one in shown], "next": more}


@router.get("/appointments/{pk}", response=answers(AppointmentRow))
def appointment(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return an appointment."""
    return row_of(found_appointment(request.actor, pk))  # type: ignore[attr-defined]


@router.post("/appointments", response=answers(AppointmentRow))
def add_appointment(request: HttpRequest, told: AppointmentIn) -> dict[str, Any]:
    """Put an appointment of your own office into the calendar."""
    return row_of(act(request, AddAppointment(**words(told))))


@router.put("/appointments/{pk}", response=answers(AppointmentRow))
def change_appointment(request: HttpRequest, pk: int, told: ChangeIn) -> dict[str, Any]:
    """Change an appointment of your own office: every value as it shall be."""
    return row_of(act(request, ChangeAppointment(target_id=pk, version=told.version, **words(told))))


@router.post("/appointments/{pk}/cancel", response=answers(AppointmentRow))
def cancel_appointment(request: HttpRequest, pk: int, told: CancelIn) -> dict[str, Any]:
    """Cancel an appointment; it stays in the calendar, marked so."""
    return row_of(act(request, CancelAppointment(target_id=pk, reason=told.reason)))
