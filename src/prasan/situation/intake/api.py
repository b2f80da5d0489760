"""Intake as data: sources with their health, the ledger, fetching, handing in and field reports."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.situation.intake import queries
from prasan.situation.intake.commands import (
    AddSource,
    ChangeSource,
    FetchNow,
    FieldReport,
    HandIn,
    Receive,
    RecordCall,
    StartSource,
    StopSource,
)
from prasan.situation.models import Fetch, LedgerHour, Source

router = Router(tags=["listen"])


class Counts(Strict):
    """Rows of the ledger: received = stored + duplicate + refused."""

    received: int
    stored: int
    duplicate: int
    refused: int


class SourceOut(Strict):
    """A source with its health; `day` are the counts of the last 24 hours."""

    code: str
    kind: str
    name: str
    publisher: str
    url: str
    letter: str
    minutes: int
    active: bool
    public: bool
    failures: int
    last_ok_at: dt.datetime | None
    next_at: dt.datetime | None
    last_outcome: str
    last_reason: str
    day: Counts


class Delivery(Counts):
    """One delivery and what became of it; `items` are those that it stored or repeated."""

    id: int
    source: str
    outcome: str
    reason: str
    status: int | None
    started_at: dt.datetime
    finished_at: dt.datetime | None
    items: list[int] = Field(description="the first 50")


class DeliveryPage(Strict):
    """A page of deliveries, newest first."""

    items: list[Delivery]
    next: int | None


class Hour(Counts):
    """The ledger of one source and hour."""

    source: str
    hour: dt.datetime


def source_row(one: Source) -> dict[str, Any]:
    """Return a source with its health as data."""
    return {
        "code": one.code, "kind": one.kind, "name": one.name, "publisher": one.publisher, "url": one.url,
        "letter": one.letter, "minutes": one.every_minutes, "active": one.is_active, "public": one.is_public,
        "failures": one.failures, "last_ok_at": one.last_ok_at, "next_at": one.next_at,
        "last_outcome": getattr(one, "last_outcome", None) or "",
        "last_reason": getattr(one, "last_reason", None) or "",
        "day": {name: getattr(one, f"day_{name}", 0) for name in queries.COUNTS},
    }  # fmt: skip


def fetch_row(one: Fetch) -> dict[str, Any]:
    """Return a delivery as data."""
    names = ("id", "outcome", "reason", "status", "started_at", "finished_at", *queries.COUNTS)
    items = one.arrivals.exclude(item=None).order_by("place").values_list("item_id", flat=True)[:50]
    return {name: getattr(one, name) for name in names} | {"source": one.source.code, "items": list(items)}


def hour_row(one: LedgerHour) -> dict[str, Any]:
    """Return an hour of the ledger as data."""
    return {"source": one.source.code, "hour": one.hour} | {name: getattr(one, name) for name in queries.COUNTS}


def _source(code: str) -> Source:
    return one_or_404(queries.sources_with_health().filter(code=code))


@router.get("/listen/sources", response=answers(list[SourceOut]))
def listen_sources(request: HttpRequest) -> list[dict[str, Any]]:
    """List the sources with their health."""
    return [source_row(one) for one in queries.sources_with_health()]


class SourceIn(Strict):
    """What a source is told; `minutes` 0 is never by itself, `selectors` are those of a page."""

    name_th: str
    name_en: str = ""
    publisher: str = ""
    url: str = ""
    minutes: int = 0
    is_public: bool = True
    letter: Literal["A", "B", "C", "D", "E", "F"] = "F"
    robots: bool = True
    selectors: dict[str, str] = {}


class NewSource(SourceIn):
    """A new source; it is listened to once it is started."""

    code: str
    kind: Literal["feed", "json", "page", "api", "alert"] = "feed"


@router.post("/listen/sources", response=answers(SourceOut))
def add_source(request: HttpRequest, told: NewSource) -> dict[str, Any]:
    """Add a source; it stays off until it is started."""
    return source_row(_source(act(request, AddSource(**told.dict())).code))


@router.put("/listen/sources/{code}", response=answers(SourceOut))
def change_source(request: HttpRequest, code: str, told: SourceIn) -> dict[str, Any]:
    """Change a source."""
    act(request, ChangeSource(target_id=_source(code).pk, **told.dict()))
    return source_row(_source(code))


class Why(Strict):
    """Why a source is stopped."""

    reason: str


@router.post("/listen/sources/{code}/start", response=answers(SourceOut))
def start_source(request: HttpRequest, code: str) -> dict[str, Any]:
    """Listen to a source from now on."""
    act(request, StartSource(target_id=_source(code).pk))
    return source_row(_source(code))


@router.post("/listen/sources/{code}/stop", response=answers(SourceOut))
def stop_source(request: HttpRequest, code: str, told: Why) -> dict[str, Any]:
    """Stop listening to a source."""
    act(request, StopSource(target_id=_source(code).pk, reason=told.reason))
    return source_row(_source(code))


class Queued(Strict):
    """The background job that fetches; its page is /jobs/{job}."""

    job: int | None


@router.post("/listen/sources/{code}/fetch", response=answers(Queued))
def fetch_source(request: HttpRequest, code: str) -> dict[str, Any]:
    """Fetch a source now, in the background."""
    command = FetchNow(target_id=_source(code).pk)
    act(request, command)
    return {"job": command.job.pk if command.job else None}


@router.get("/listen/ledger", response=answers(list[Hour]))
def listen_ledger(
    request: HttpRequest, source: str = "", hours: int = Query(24, ge=1, le=24 * 92)
) -> list[dict[str, Any]]:
    """Return the ledger by source and hour, newest first."""
    rows = LedgerHour.objects.filter(hour__gte=timezone.now() - dt.timedelta(hours=hours)).select_related("source")
    if source:
        rows = rows.filter(source__code=source)
    return [hour_row(one) for one in rows.order_by("-hour", "source__code")[:5000]]


@router.get("/listen/deliveries", response=answers(DeliveryPage))
def listen_deliveries(request: HttpRequest, limit: Limit, after: After, source: str = "") -> dict[str, Any]:
    """List deliveries of your sight, newest first."""
    rows = Fetch.objects.visible_to(request.actor).select_related("source").order_by("-id")  # type: ignore[attr-defined]
    rows = rows.filter(source__code=source) if source else rows
    rows = rows.filter(pk__lt=after) if after is not None else rows
    shown, more = split_page(rows[: limit + 1], limit)
    return {"items": [fetch_row(one) for one in shown], "next": more}


class ItemIn(Strict):
    """One item as another system sends it."""

    title: str = ""
    text: str = ""
    url: str = ""
    published: str = Field("", description="ISO 8601 with zone, RFC 822, or a Thai date")


class ItemsIn(Strict):
    """Items of one source of the kind api; without `source` that of all systems."""

    items: list[ItemIn] = Field(min_length=1, max_length=1000)
    source: str = ""


@router.post("/listen/items", response=answers(Delivery))
def receive_items(request: HttpRequest, told: ItemsIn) -> dict[str, Any]:
    """Send items in; each is stored, a duplicate, or refused with its reason."""
    rows = [one.dict() for one in told.items]
    return fetch_row(act(request, Receive(rows=rows, source_code=told.source)))


class HandedIn(Strict):
    """Text that somebody passed on."""

    text: str
    title: str = ""
    url: str = ""


@router.post("/listen/hand-in", response=answers(Delivery))
def hand_in(request: HttpRequest, told: HandedIn) -> dict[str, Any]:
    """Hand in what somebody passed on."""
    return fetch_row(act(request, HandIn(**told.dict())))


class ReportIn(Strict):
    """What happened: `area` is the code of a province, district or country."""

    text: str
    title: str = ""
    area: str = ""
    place: str = ""
    people: int | None = None
    happened_at: dt.datetime | None = None

    def values(self) -> dict[str, Any]:
        """Return the values as the verbs take them."""
        told = self.dict(include={"text", "title", "place", "people", "happened_at"})
        at = told["happened_at"]
        if at is not None and at.tzinfo is None:
            told["happened_at"] = at.replace(tzinfo=timezone.get_default_timezone())
        return {**told, "area_code": self.area}


class CallIn(ReportIn):
    """A call to 1506; `caller` is kept encrypted."""

    caller: str = ""


@router.post("/listen/reports", response=answers(Delivery))
def field_report(request: HttpRequest, told: ReportIn) -> dict[str, Any]:
    """Report from the field."""
    return fetch_row(act(request, FieldReport(**told.values())))


@router.post("/listen/calls", response=answers(Delivery))
def record_call(request: HttpRequest, told: CallIn) -> dict[str, Any]:
    """Write down a call to 1506."""
    return fetch_row(act(request, RecordCall(**told.values(), caller=told.caller)))
