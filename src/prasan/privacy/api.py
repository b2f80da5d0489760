"""Breaches, requests, holds and erasing over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime

from prasan.platform.commands import Command
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.models import Breach, Erasure, Hold
from prasan.referrals.models import DataRequest

router = Router(tags=["privacy"])
KindName = Literal["confidential", "integrity", "availability"]
StepName = Literal["assess", "contain", "notify_office", "tell_persons", "close", "reopen"]


class BreachRow(Strict):
    """A breach. Who reported it reads where it stands; risk, clock and duties are the protection officer's."""

    id: int
    code: str
    kind: KindName
    office: str
    state: Literal["reported", "assessed", "closed"]
    reported_at: dt.datetime
    aware_at: dt.datetime
    people: int | None
    risk: str | None
    due_at: dt.datetime | None
    clock: str | None
    owed: list[str] | None


class BreachPage(Strict):
    """A page of breaches, the newest first."""

    items: list[BreachRow]
    next: int | None


class BreachHappening(Strict):
    """An event of the timeline."""

    move: str
    at: dt.datetime
    when: dt.datetime | None
    code: str
    people: int | None
    text: str


class BreachDetail(BreachRow):
    """A breach with its words and, to the protection officer, its notices and its timeline."""

    what: str
    notified_at: dt.datetime | None
    reference: str | None
    told_at: dt.datetime | None
    told_people: int | None
    contained_at: dt.datetime | None
    closed_at: dt.datetime | None
    events: list[BreachHappening]


class BreachIn(Strict):
    """What is reported; `aware_at`, now by default; `people` null while nobody knows."""

    kind: KindName
    what: str
    aware_at: AwareDatetime | None = None
    people: int | None = None


class BreachStepIn(Strict):
    """A step with what it is told: see docs/how-to/privacy.md."""

    step: StepName
    text: str = ""
    risk: Literal["", "none", "risk", "high"] = ""
    at: AwareDatetime | None = None
    aware_at: AwareDatetime | None = None
    people: int | None = None
    reference: str = ""


STEPS: dict[str, tuple[Callable[..., Command[Any]], tuple[str, ...]]] = {
    "assess": (c.AssessBreach, ("risk", "aware_at", "people")),
    "contain": (c.ContainBreach, ("at",)),
    "notify_office": (c.NotifyOffice, ("at", "reference")),
    "tell_persons": (c.TellPersons, ("at", "people")),
    "close": (c.CloseBreach, ()),
    "reopen": (c.ReopenBreach, ()),
}
"""The verb of each step and what it is told beside its words."""


def command_of(pk: int, told: BreachStepIn) -> Command[Any]:
    """Return the verb of a step."""
    verb, names = STEPS[told.step]
    return verb(target_id=pk, text=told.text, **{name: getattr(told, name) for name in names})


def row_of(actor: Any, one: Breach) -> dict[str, Any]:
    """Return a breach for a script."""
    names = ("id", "code", "kind", "state", "reported_at", "aware_at", "people")
    keeps = may.can_keep(actor, one) is None
    return {name: getattr(one, name) for name in names} | {
        "office": one.office.code, "risk": one.risk if keeps else None, "due_at": one.due_at if keeps else None,
        "clock": queries.clock(one, timezone.now()) if keeps else None,
        "owed": list(queries.duties(one)) if keeps else None,
    }  # fmt: skip


def whole_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a breach with its timeline."""
    one = queries.found_breach(actor, pk)
    keeps = may.can_keep(actor, one) is None
    names = ("notified_at", "reference", "told_at", "told_people", "contained_at", "closed_at")
    events = queries.events_of(one) if keeps else []
    told = ("move", "at", "when", "code", "people", "text")
    return row_of(actor, one) | {name: getattr(one, name) if keeps else None for name in names} | {
        "what": one.what, "events": [{name: getattr(event, name) for name in told} for event in events],
    }  # fmt: skip


@router.get("/breaches", response=answers(BreachPage))
def list_breaches(request: HttpRequest, limit: Limit, after: After, open: bool = False) -> dict[str, Any]:
    """List the breaches that one may read: all to the protection officer, else one's own reports."""
    actor = actor_of(request)
    rows = Breach.objects.visible_to(actor).select_related("office").defer("office__grams").order_by("-pk")
    rows = rows.open() if open else rows
    rows = rows.filter(pk__lt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [row_of(actor, one) for one in found], "next": more}


@router.post("/breaches", response=answers(BreachDetail))
def report_breach(request: HttpRequest, told: BreachIn) -> dict[str, Any]:
    """Report a breach; the protection officer hears of it at once."""
    made = act(request, c.ReportBreach(kind=told.kind, what=told.what, aware_at=told.aware_at, people=told.people))
    return whole_of(actor_of(request), made.pk)


@router.get("/breaches/{pk}", response=answers(BreachDetail))
def show_breach(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a breach."""
    return whole_of(actor_of(request), pk)


@router.post("/breaches/{pk}/steps", response=answers(BreachDetail))
def step_breach(request: HttpRequest, pk: int, told: BreachStepIn) -> dict[str, Any]:
    """Assess it, write down what was done, close it, open it again."""
    act(request, command_of(pk, told))
    return whole_of(actor_of(request), pk)


class HoldRow(Strict):
    """A hold: over an entry or a case, by which order, until it is lifted."""

    id: int
    worker: int | None
    case: str | None
    order: str
    text: str
    from_day: dt.date
    placed_at: dt.datetime
    lifted_at: dt.datetime | None


class HoldIn(Strict):
    """What is held: `worker`, a number, or `case`, a code."""

    worker: int | None = None
    case: str = ""
    order: str
    text: str
    from_day: dt.date | None = None


class HoldLiftIn(Strict):
    """Why it is lifted."""

    text: str


class EraseIn(Strict):
    """On which basis; `sure`, it is known that this cannot be undone."""

    basis: Literal["request", "withdrawn", "not-needed", "unlawful"]
    sure: bool


class Erased(Strict):
    """What was erased: how many entries of the registry, of how many cases the words."""

    worker: int
    basis: str
    at: dt.datetime
    entries: int
    cases: int


class DataRequestRow(Strict):
    """A request about data that waits for its answer."""

    id: int
    case: str
    kind: Literal["access", "correct", "erase"]
    office: str
    asked_at: dt.datetime
    due_on: dt.date


def hold_row(one: Hold) -> dict[str, Any]:
    """Return a hold for a script."""
    names = ("id", "from_day", "placed_at", "lifted_at")
    return {name: getattr(one, name) for name in names} | {
        "worker": one.worker_id, "case": one.case.code if one.case else None, "order": one.order_no,
        "text": one.reason,
    }  # fmt: skip


def request_row(one: DataRequest) -> dict[str, Any]:
    """Return a request about data for a script; never its words."""
    return {"id": one.pk, "case": one.case.code, "kind": one.kind, "office": one.case.office.code,
            "asked_at": one.asked_at, "due_on": one.due_on}  # fmt: skip


@router.get("/data-requests", response=answers(list[DataRequestRow]))
def list_data_requests(request: HttpRequest) -> list[dict[str, Any]]:
    """List the requests about data that wait, the first due on top, 100 at most: the officer's all, an office's own."""
    return [request_row(one) for one in queries.requests(actor_of(request))[: queries.SHOWN]]


@router.get("/holds", response=answers(list[HoldRow]))
def list_holds(request: HttpRequest) -> list[dict[str, Any]]:
    """List the holds, the living first; nobody but the protection officer sees any."""
    return [hold_row(one) for one in queries.holds(actor_of(request))]


@router.post("/holds", response=answers(HoldRow))
def place_hold(request: HttpRequest, told: HoldIn) -> dict[str, Any]:
    """Keep an entry, or a case with its person, from being erased."""
    command = c.PlaceHold(worker_id=told.worker, case_code=told.case, order_no=told.order, text=told.text,
                          from_day=told.from_day)  # fmt: skip
    return hold_row(act(request, command))


@router.post("/holds/{pk}/lift", response=answers(HoldRow))
def lift_hold(request: HttpRequest, pk: int, told: HoldLiftIn) -> dict[str, Any]:
    """Lift a hold."""
    return hold_row(act(request, c.LiftHold(target_id=pk, text=told.text)))


@router.post("/workers/{pk}/erase", response=answers(Erased))
def erase_worker(request: HttpRequest, pk: int, told: EraseIn) -> dict[str, Any]:
    """Erase a person for good; refused while a case is open, a duty or a hold stands."""
    act(request, c.EraseWorker(target_id=pk, basis=told.basis, sure=told.sure))
    done = Erasure.objects.visible_to(actor_of(request)).get(worker=pk)
    return {"worker": pk} | {name: getattr(done, name) for name in ("basis", "at", "entries", "cases")}
