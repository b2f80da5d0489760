"""Events and the queue over the API: list, read, open, link, merge, undo, judge, assess, handle, close."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from prasan.directory.models import Area, Office
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.situation.events import commands as c
from prasan.situation.events import queries
from prasan.situation.events.forms import area_of
from prasan.situation.models import Event, EventTask, Item, Operation
from prasan.situation.triage.commands import BinItem, CorrectItem, TakeBack
from prasan.situation.triage.shown import shown

router = Router(tags=["situation"])


class EventRow(Strict):
    """An event; `code`, its permanent number; `area`, a code of the directory; the judgements stay apart."""

    id: int
    code: str
    title: str
    type: str
    state: str
    area: str
    place: str
    latitude: float | None
    longitude: float | None
    happened_at: dt.datetime | None
    affected: int | None
    owner: str
    severity: str
    urgency: str
    certainty: str
    digit: int
    finding: Literal["", "true", "false"]
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    merged_into: int | None
    is_void: bool


class EventPage(Strict):
    """Some events, newest first."""

    items: list[EventRow]
    next: int | None


class TaskRow(Strict):
    """A task; `area`, the province of origin that it is about."""

    id: int
    kind: str
    office: str
    area: str | None
    people: int | None
    text: str
    due: dt.datetime
    done_at: dt.datetime | None
    note: str


class PlaceRow(Strict):
    """A further place: also, or origin with how many people."""

    area: str
    role: Literal["also", "origin"]
    people: int | None


class EventOut(EventRow):
    """An event with its items, tasks, places and head counts."""

    summary: str
    lesson: str
    items: list[int]
    tasks: list[TaskRow]
    places: list[PlaceRow]
    head_counts: list[dict[str, Any]]


class ActRow(Strict):
    """A linking act; `active` is false where it is undone."""

    id: int
    kind: str
    event: int | None
    other: int | None
    items: list[int]
    undoes: int | None
    at: dt.datetime
    active: bool


class QueueRow(Strict):
    """An item that waits; private things are hidden from who need not see them."""

    id: int
    source: str
    title: str
    published_at: dt.datetime | None
    received_at: dt.datetime
    types: list[str]
    score: float


class QueuePage(Strict):
    """Some items, first come first."""

    items: list[QueueRow]
    next: int | None


class EventIn(Strict):
    """A new event, or what changes of one; `area` and `owner` are codes."""

    title: str | None = None
    type: str | None = None
    area: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    happened_at: dt.datetime | None = None
    affected: int | None = None
    summary: str | None = None
    owner: str | None = None
    items: list[int] = Field(default=[], description="items it is opened from")


class ItemsIn(Strict):
    """Items by number."""

    items: list[int]


class IntoIn(Strict):
    """The event that stays."""

    into: int


class WhyIn(Strict):
    """Why, or what was learned."""

    text: str = ""


class AnswersIn(Strict):
    """Four answers, none folded into another."""

    severity: str
    urgency: str
    certainty: str
    digit: int


class TaskIn(Strict):
    """A task; `hours` run in the office's working time."""

    office: str
    text: str
    kind: str = "other"
    hours: int


class CorrectIn(Strict):
    """What the machine read wrongly."""

    field: Literal["type", "relevant"]
    value: str | bool


def row_of(one: Event) -> dict[str, Any]:
    """Return an event for a script."""
    names = (
        "id", "code", "title", "type", "state", "place", "happened_at", "affected", "severity", "urgency", "certainty",
        "digit", "finding", "opened_at", "closed_at", "is_void",
    )  # fmt: skip
    point = {
        name: None if getattr(one, name) is None else float(getattr(one, name)) for name in ("latitude", "longitude")
    }
    told = {name: getattr(one, name) for name in names}
    return told | point | {"area": one.area.code, "owner": one.owner.code, "merged_into": one.merged_into_id}


def task_row(one: EventTask) -> dict[str, Any]:
    """Return a task for a script."""
    names = ("id", "kind", "people", "text", "due", "done_at", "note")
    area = one.area.code if one.area else None
    return {name: getattr(one, name) for name in names} | {"office": one.office.code, "area": area}


def whole_of(one: Event) -> dict[str, Any]:
    """Return an event with all of it for a script."""
    counts = one.head_counts.values("id", "as_of", "dimension", "total", "cells", "source")
    places = one.places.order_by("id").values_list("area__code", "role", "people")
    return row_of(one) | {
        "summary": one.summary, "lesson": one.lesson,
        "items": list(one.items.order_by("pk").values_list("pk", flat=True)),
        "tasks": [task_row(task) for task in queries.tasks(one)],
        "places": [dict(zip(("area", "role", "people"), row, strict=True)) for row in places],
        "head_counts": [{**row, "as_of": row["as_of"].isoformat()} for row in counts],
    }  # fmt: skip


def _whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    rows = Event.objects.visible_to(request.actor).filter(pk=pk).select_related("area", "owner")  # type: ignore[attr-defined]
    return whole_of(one_or_404(rows))


def values_of(told: EventIn) -> dict[str, Any]:
    """Return the columns that a call names, as the verbs take them."""
    values = told.dict(exclude_unset=True, exclude={"items", "area", "owner"})
    if told.area is not None:
        values["area_id"] = area_of(told.area)
    if told.owner is not None:
        office = Office.objects.filter(code=told.owner).first()
        if office is None:
            raise RuleBroken("unknown office", field="owner", status=422)
        values["owner_id"] = office.pk
    return values


@router.get("/events", response=answers(EventPage))
def situation_events(
    request: HttpRequest, limit: Limit, after: After, state: str = "live", type: str = "", area: str = ""
) -> dict[str, Any]:
    """List the events: `state` live, all or one state; `type`; `area`, a code of the directory."""
    asked = queries.asked_of({"state": state, "type": type, "area": area})
    rows = queries.rows_of(request.actor, asked)  # type: ignore[attr-defined]
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found, more = split_page(rows.order_by("-pk")[: limit + 1], limit)
    return {"items": [row_of(one) for one in found], "next": more}


@router.get("/events/{pk}", response=answers(EventOut))
def situation_event(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one event with all of it."""
    return _whole(request, pk)


@router.post("/events", response=answers(EventOut))
def open_event(request: HttpRequest, told: EventIn) -> dict[str, Any]:
    """Open an event, from items or by hand."""
    return _whole(request, act(request, c.OpenEvent(values=values_of(told), items=told.items)).pk)


@router.put("/events/{pk}", response=answers(EventOut))
def edit_event(request: HttpRequest, pk: int, told: EventIn) -> dict[str, Any]:
    """Change what is named; what it held can come back."""
    act(request, c.EditEvent(target_id=pk, values=values_of(told)))
    return _whole(request, pk)


@router.post("/events/{pk}/link", response=answers(EventOut))
def link_items(request: HttpRequest, pk: int, told: ItemsIn) -> dict[str, Any]:
    """Link items to an event."""
    act(request, c.LinkItems(target_id=pk, items=told.items))
    return _whole(request, pk)


@router.post("/events/{pk}/unlink", response=answers(EventOut))
def unlink_items(request: HttpRequest, pk: int, told: ItemsIn) -> dict[str, Any]:
    """Take items out of an event."""
    act(request, c.UnlinkItems(target_id=pk, items=told.items))
    return _whole(request, pk)


@router.post("/events/{pk}/merge", response=answers(EventOut))
def merge_event(request: HttpRequest, pk: int, told: IntoIn) -> dict[str, Any]:
    """Merge an event into another."""
    act(request, c.Merge(target_id=pk, into=told.into))
    return _whole(request, pk)


@router.get("/events/{pk}/acts", response=answers(list[ActRow]))
def event_acts(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the linking acts about an event, newest first."""
    event = one_or_404(Event.objects.visible_to(request.actor).filter(pk=pk))  # type: ignore[attr-defined]
    return [
        {
            "id": one.pk, "kind": one.kind, "event": one.event_id, "other": one.other_id, "items": one.items,
            "undoes": one.undoes_id, "at": one.at, "active": counts,
        }
        for one, counts in queries.log(event)
    ]  # fmt: skip


class DoneOut(Strict):
    """The number of the act that was written."""

    id: int


@router.post("/acts/{pk}/undo", response=answers(DoneOut))
def undo_act(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take a linking act back; undoing an undo does it again."""
    command = c.Undo(target_id=pk)
    act(request, command)
    made: Operation | None = command.made
    return {"id": made.pk if made else pk}


STEPS: dict[str, Any] = {"verify": c.Verify, "watch": c.Watch, "respond": c.Respond}


@router.post("/events/{pk}/assess", response=answers(EventOut))
def assess_event(request: HttpRequest, pk: int, told: AnswersIn) -> dict[str, Any]:
    """Judge an event: four answers."""
    act(request, c.Assess(target_id=pk, **told.dict()))
    return _whole(request, pk)


@router.post("/events/{pk}/refute", response=answers(EventOut))
def refute_event(request: HttpRequest, pk: int, told: WhyIn) -> dict[str, Any]:
    """Say that it is not true, and how that is known."""
    act(request, c.Refute(target_id=pk, reason=told.text))
    return _whole(request, pk)


@router.post("/events/{pk}/close", response=answers(EventOut))
def close_event(request: HttpRequest, pk: int, told: WhyIn) -> dict[str, Any]:
    """Close an event with its lesson."""
    act(request, c.Close(target_id=pk, lesson=told.text))
    return _whole(request, pk)


@router.post("/events/{pk}/reopen", response=answers(EventOut))
def reopen_event(request: HttpRequest, pk: int, told: WhyIn) -> dict[str, Any]:
    """Open a closed event again, with the reason."""
    act(request, c.Reopen(target_id=pk, reason=told.text))
    return _whole(request, pk)


@router.post("/events/{pk}/tasks", response=answers(EventOut))
def give_task(request: HttpRequest, pk: int, told: TaskIn) -> dict[str, Any]:
    """Give an office a task with a clock."""
    office = Office.objects.filter(code=told.office).values_list("pk", flat=True).first() or 0
    act(request, c.AddTask(target_id=pk, office_id=office, text=told.text, kind=told.kind, hours=told.hours))
    return _whole(request, pk)


@router.post("/event-tasks/{pk}/done", response=answers(TaskRow))
def finish_task(request: HttpRequest, pk: int, told: WhyIn) -> dict[str, Any]:
    """Say that a task is done, and what came of it."""
    return task_row(act(request, c.DoTask(target_id=pk, note=told.text)))


class OriginsIn(Strict):
    """People by province of origin: {code: how many}."""

    people: dict[str, int]


@router.post("/events/{pk}/people", response=answers(EventOut))
def list_people(request: HttpRequest, pk: int, told: OriginsIn) -> dict[str, Any]:
    """Say how many come from which province; each is given its tasks."""
    known = dict(Area.objects.provinces().filter(code__in=told.people).values_list("code", "pk"))
    people = {known.get(code, 0): n for code, n in told.people.items()}
    act(request, c.ListPeople(target_id=pk, people=people))
    return _whole(request, pk)


@router.post("/events/{pk}/{step}", response=answers(EventOut))
def step_event(request: HttpRequest, pk: int, step: Literal["verify", "watch", "respond"]) -> dict[str, Any]:
    """Move an event along its life: verify, watch or respond."""
    act(request, STEPS[step](target_id=pk))
    return _whole(request, pk)


@router.get("/triage", response=answers(QueuePage))
def triage_queue(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the items that wait, first come first."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = Item.objects.visible_to(actor).waiting().select_related("source").order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [queue_row(one, actor) for one in found], "next": more}


def queue_row(one: Item, actor: Any) -> dict[str, Any]:
    """Return a waiting item for a script."""
    names = ("id", "published_at", "received_at", "types", "score")
    title = shown(one, actor, "title")
    return {name: getattr(one, name) for name in names} | {"source": one.source.code, "title": title}


@router.post("/triage/{pk}/bin", response=answers(QueueRow))
def bin_item(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Put an item into the bin."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return queue_row(act(request, BinItem(target_id=pk)), actor)


@router.post("/triage/{pk}/take-back", response=answers(QueueRow))
def take_item_back(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take an item out of the bin."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return queue_row(act(request, TakeBack(target_id=pk)), actor)


@router.post("/triage/{pk}/correct", response=answers(QueueRow))
def correct_item(request: HttpRequest, pk: int, told: CorrectIn) -> dict[str, Any]:
    """Put right what the machine proposes."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return queue_row(act(request, CorrectItem(target_id=pk, field=told.field, value=told.value)), actor)
