"""Breaches of personal data over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.platform.commands import Command
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.models import Breach

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
    aware_at: dt.datetime | None = None
    people: int | None = None


class BreachStepIn(Strict):
    """A step with what it is told: see docs/how-to/privacy.md."""

    step: StepName
    text: str = ""
    risk: Literal["", "none", "risk", "high"] = ""
    at: dt.datetime | None = None
    aware_at: dt.datetime | None = None
    people: int | None = None
    reference: str = ""


STEPS: dict[str, tuple[type[Command[Any]], tuple[str, ...]]] = {
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
    return verb(target_id=pk, text=told.text, **{name: getattr(told, name) for name in names})  # type: ignore[call-arg]


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
