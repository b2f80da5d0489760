"""Alarms over the API: list, one with its series, a day's items, and what people do with them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from prasan.platform.commands import Refused
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page
from prasan.situation.alarms import queries, words
from prasan.situation.alarms.commands import LinkAlarm, LookAtAlarm, ReopenAlarm, SetAlarmAside
from prasan.situation.alarms.counting import mentions
from prasan.situation.alarms.pages import found_alarm
from prasan.situation.events.finding import event_named
from prasan.situation.intake.queries import shown_title
from prasan.situation.models import Alarm

router = Router(tags=["listening"])


class AlarmRow(Strict):
    """A stretch of days or months beyond what was expected.

    `type` of mentions, `indicator` of figures; `day`, the one that went farthest, to which `method`, `score`,
    `observed` and `expected` belong; `strength`, the score in units of its threshold; `is_on`, not back to usual
    on `as_of`. A figure's values are scaled integers of its indicator.
    """

    id: int
    kind: Literal["mentions", "figure"]
    type: str
    indicator: str
    area: str
    first: dt.date
    last: dt.date
    is_on: bool
    day: dt.date
    as_of: dt.date
    method: Literal["c1", "c2", "c3", "limit"]
    score: float
    strength: float
    observed: float
    expected: float
    compared: list[dt.date]
    state: Literal["open", "looked", "linked", "aside"]
    event: str
    reason: str
    sentence: str


class AlarmList(Strict):
    """Some alarms, the newest first."""

    items: list[AlarmRow]
    next: int | None


class AlarmPoint(Strict):
    """One day or month.

    `value` is null where nothing was heard or reported; of a figure it is scaled, as `observed` and `expected` are.
    `total` counts all items of the day.
    """

    day: dt.date
    value: int | None
    expected: float | None
    total: int | None
    off: bool
    alarm: bool


class AlarmOut(AlarmRow):
    """An alarm with its series, oldest first, as it stood when it was computed."""

    series: list[AlarmPoint]


def row_of(one: Alarm) -> dict[str, Any]:
    """Return an alarm for a script."""
    names = (
        "kind", "type", "first", "last", "is_on", "day", "as_of", "method", "score", "strength", "observed", "expected",
        "compared", "state", "reason",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "id": one.pk, "area": one.area.code, "indicator": one.indicator.code if one.indicator else "",
        "event": one.event.code if one.event else "", "sentence": words.sentence(one),
    }  # fmt: skip


def whole_of(one: Alarm) -> dict[str, Any]:
    """Return an alarm with its series."""
    return row_of(one) | {
        "series": [
            {"day": p.day, "value": p.stored, "expected": p.expected, "total": p.total, "off": p.off, "alarm": p.loud}
            for p in words.points(one)
        ]
    }  # fmt: skip


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    return whole_of(found_alarm(request.actor, pk))  # type: ignore[attr-defined]


@router.get("/situation/alarms", response=answers(AlarmList))
def situation_alarms(
    request: HttpRequest, limit: Limit, after: After, state: str = "live", type: str = "", area: str = ""
) -> dict[str, Any]:
    """List the alarms that your seat sees; `state` live, all or one; `type` an event type or figure; `area` a code."""
    asked = queries.asked_of({"state": state, "type": type, "area": area})
    rows = queries.rows_of(request.actor, asked).order_by("-pk")  # type: ignore[attr-defined]
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one) for one in shown], "next": more}


@router.get("/situation/alarms/{pk}", response=answers(AlarmOut))
def situation_alarm(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return an alarm."""
    return _whole(request, pk)


class AlarmItem(Strict):
    """An item that a day's count is made of, as it stands now; private things in its title are covered."""

    id: int
    title: str
    source: str
    received_at: dt.datetime
    state: str


@router.get("/situation/alarms/{pk}/items", response=answers(list[AlarmItem]))
def situation_alarm_items(request: HttpRequest, pk: int, day: dt.date) -> list[dict[str, Any]]:
    """List the items of one day of an alarm on mentions, at most a hundred."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    one = found_alarm(actor, pk)
    if one.kind != Alarm.Kind.MENTIONS or all(point.day != day for point in words.points(one)):
        raise Refused(_("ไม่พบวันนี้ในสัญญาณเตือน"), status=404)
    rows = mentions(actor, one.type, one.area, day).select_related("source").defer("text")[: queries.MOST]
    return [
        {"id": item.pk, "title": shown_title(item, actor), "source": item.source.code, "received_at": item.received_at,
         "state": item.state}
        for item in rows
    ]  # fmt: skip


@router.post("/situation/alarms/{pk}/look", response=answers(AlarmOut))
def look_at_alarm(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Say that you look into it."""
    return _whole(request, act(request, LookAtAlarm(target_id=pk)).pk)


class AlarmEventIn(Strict):
    """Which event stands behind it."""

    event: str = Field(description="the event's number, such as 12/2569")


@router.post("/situation/alarms/{pk}/link", response=answers(AlarmOut))
def link_alarm(request: HttpRequest, pk: int, told: AlarmEventIn) -> dict[str, Any]:
    """Link it to an event."""
    event = event_named(request.actor, told.event)  # type: ignore[attr-defined]
    return _whole(request, act(request, LinkAlarm(target_id=pk, event_id=event)).pk)


class AlarmWhyIn(Strict):
    """Why."""

    reason: str


@router.post("/situation/alarms/{pk}/set-aside", response=answers(AlarmOut))
def set_alarm_aside(request: HttpRequest, pk: int, told: AlarmWhyIn) -> dict[str, Any]:
    """Set it aside with a reason."""
    return _whole(request, act(request, SetAlarmAside(target_id=pk, reason=told.reason)).pk)


@router.post("/situation/alarms/{pk}/reopen", response=answers(AlarmOut))
def reopen_alarm(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take it up again."""
    return _whole(request, act(request, ReopenAlarm(target_id=pk)).pk)
