"""Days of mobile units in the calendar: where they stop on the page, by number and hours alone in the feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.desk.calendar.own import MOST
from prasan.desk.calendar.sources import Asked, Event, source
from prasan.registers.models import MobileDay


def mobile_days(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the days of the own office or province, called-off ones too: who noted the day must learn of it.

    A day is the office's and nobody's own, so the narrowest look holds none and costs no query.
    """
    if asked.width == "mine":
        return
    rows = MobileDay.objects.visible_to(actor).filter(day__range=(asked.first, asked.last))
    if asked.width == "office":
        rows = rows.filter(office=actor.office_id)
    elif asked.width == "province":
        rows = rows.filter(area__gte=actor.area_id, area__lte=actor.area_last)
    for one in rows[:MOST]:
        cancelled = one.state == MobileDay.State.CALLED_OFF
        yield Event(
            one.day, f"mobile-{one.pk}", one.place, _("หน่วยเคลื่อนที่หมายเลข %(n)s") % {"n": one.pk}, "mobile",
            reverse("mobile_day", args=[one.pk]), "not_applicable" if cancelled else "info", start=one.begins,
            end=one.ends, cancelled=cancelled, sequence=1 if cancelled else 0,
        )  # fmt: skip


def register() -> None:
    """Put them into the calendar."""
    source("mobile", gettext_lazy("หน่วยเคลื่อนที่"), mobile_days)
