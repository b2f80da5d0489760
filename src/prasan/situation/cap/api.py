"""Notices over the API: list, read, word, change, drop, publish."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from prasan.kernel import cap
from prasan.platform.commands import Refused
from prasan.platform.web.api import PROBLEMS, After, Limit, Strict, act, answers, split_page
from prasan.situation.cap.commands import ChangeAlert, DropAlert, PrepareAlert, PublishAlert
from prasan.situation.cap.out import conditional
from prasan.situation.cap.pages import found_alert
from prasan.situation.cap.queries import listed, received
from prasan.situation.models import Alert, ReceivedAlert
from prasan.situation.triage.shown import hidden

router = Router(tags=["situation"])


class AlertRow(Strict):
    """A notice; `identifier`, `sent` and `published_by` are told once it is out; `previous`, the one before it."""

    id: int
    event: int
    event_code: str
    kind: Literal["alert", "update", "cancel"]
    state: Literal["draft", "published", "replaced", "dropped"]
    in_force: bool
    headline_th: str
    headline_en: str
    description_th: str
    description_en: str
    instruction_th: str
    instruction_en: str
    expires: dt.datetime
    identifier: str
    sent: dt.datetime | None
    previous: int | None
    prepared_by: str
    published_by: str


class AlertList(Strict):
    """Some notices, the newest first."""

    items: list[AlertRow]
    next: int | None


class ReceivedRow(Strict):
    """A message of another centre as it came in; `item` is its place in the queue, `series` the first of its chain."""

    id: int
    item: int
    series: int | None
    source: str
    sender: str
    identifier: str
    sent: dt.datetime
    kind: Literal["alert", "update", "cancel"]
    in_force: bool
    title: str
    severity: str
    urgency: str
    certainty: str
    expires: dt.datetime | None


class ReceivedList(Strict):
    """Some messages, the newest received first."""

    items: list[ReceivedRow]
    next: int | None


class AlertWords(Strict):
    """The words of a notice; English is optional, and then needs headline and description."""

    headline_th: str
    headline_en: str = ""
    description_th: str
    description_en: str = ""
    instruction_th: str = ""
    instruction_en: str = ""
    expires: dt.datetime = Field(description="until when it holds, with its zone")
    checked: bool = Field(False, description="what looks like a person's name or number was looked at and is none")


class AlertIn(AlertWords):
    """A notice of an event: a new one, or the update or cancellation of the one that was published."""

    event: int
    kind: Literal["alert", "update", "cancel"] = "alert"


def row_of(one: Alert) -> dict[str, Any]:
    """Return a notice for a script."""
    texts = ("headline_th", "headline_en", "description_th", "description_en", "instruction_th", "instruction_en")
    return {
        "id": one.pk, "event": one.event_id, "event_code": one.event.code, "kind": one.kind, "state": one.state,
        "in_force": one.is_in_force, **{name: getattr(one, name) for name in texts}, "expires": one.expires,
        "identifier": one.identifier, "sent": one.sent, "previous": one.previous_id,
        "prepared_by": one.prepared_by.full_name,
        "published_by": one.published_by.full_name if one.published_by else "",
    }  # fmt: skip


def _told(told: AlertWords) -> dict[str, Any]:
    return told.dict(exclude={"event", "kind"})


@router.get("/situation/alerts", response=answers(AlertList))
def alerts(
    request: HttpRequest, limit: Limit, after: After, event: int | None = None, in_force: bool = False
) -> dict[str, Any]:
    """List the notices that your seat sees, by default all; `event`, those of one event; `in_force`, what holds now."""
    rows = listed(request.actor)  # type: ignore[attr-defined]
    rows = rows.filter(event=event) if event else rows
    rows = rows.in_force() if in_force else rows
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one) for one in shown], "next": more}


def received_row(one: ReceivedAlert) -> dict[str, Any]:
    """Return a message of another centre for a script; private words of its title are masked."""
    return {
        "id": one.pk, "item": one.item_id, "series": one.item.series_id, "source": one.item.source.code,
        "sender": one.sender, "identifier": one.identifier, "sent": one.sent, "kind": one.kind,
        "in_force": one.is_in_force, "title": hidden(one.item, "title"), "severity": one.severity,
        "urgency": one.urgency, "certainty": one.certainty, "expires": one.expires,
    }  # fmt: skip


@router.get("/situation/alerts/received", response=answers(ReceivedList))
def received_alerts(request: HttpRequest, limit: Limit, after: After, in_force: bool = False) -> dict[str, Any]:
    """List the messages of other centres that your seat sees; `in_force`, only what holds now."""
    rows = received(request.actor, in_force=in_force).order_by("-pk")  # type: ignore[attr-defined]
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [received_row(one) for one in shown], "next": more}


@router.get("/situation/alerts/{pk}", response=answers(AlertRow))
def alert(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a notice."""
    return row_of(found_alert(request.actor, pk))  # type: ignore[attr-defined]


@router.get("/situation/alerts/{pk}/message", response={200: None, **PROBLEMS})
def alert_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the CAP 1.2 message of a notice as it went out (application/cap+xml); 404 for a draft."""
    one = found_alert(request.actor, pk)  # type: ignore[attr-defined]
    if not one.document:
        raise Refused(_("ไม่พบประกาศนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return conditional(request, one.document.encode(), cap.MEDIA_TYPE, one.sent)


@router.post("/situation/alerts", response=answers(AlertRow))
def prepare_alert(request: HttpRequest, told: AlertIn) -> dict[str, Any]:
    """Word a notice; somebody else publishes it."""
    made = act(request, PrepareAlert(event_id=told.event, kind=told.kind, **_told(told)))
    return alert(request, made.pk)


@router.put("/situation/alerts/{pk}", response=answers(AlertRow))
def change_alert(request: HttpRequest, pk: int, told: AlertWords) -> dict[str, Any]:
    """Change a draft: every word as it shall be."""
    return alert(request, act(request, ChangeAlert(target_id=pk, **_told(told))).pk)


@router.post("/situation/alerts/{pk}/publish", response=answers(AlertRow))
def publish_alert(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Publish a draft that somebody else worded."""
    return alert(request, act(request, PublishAlert(target_id=pk)).pk)


@router.post("/situation/alerts/{pk}/drop", response=answers(AlertRow))
def drop_alert(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Drop a draft."""
    return alert(request, act(request, DropAlert(target_id=pk)).pk)
