"""What boards show as rows: events, tasks, items, people on watch; each is read under the reader's own sight."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, JSONObject

from prasan.desk.board import english
from prasan.desk.pages.common import address
from prasan.directory.models import Area
from prasan.situation import shapes
from prasan.situation.models import Event, EventPlace, EventTask, Item, ItemPlace, Operation
from prasan.situation.triage.shown import hidden

WEEK = dt.timedelta(days=7)
ITEMS = 300
"""Items of a week that are counted exactly; of more the board says "more than"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A further place of an event: `role` also or origin, `people` of whom there are so many."""

    area: int
    role: str
    people: int | None
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A live event on a board. `as_of`, its last change; `due`, the next task's moment; `people`, how many it hits."""

    pk: int
    code: str
    title: str
    type: str
    type_word: str
    severity: str
    state: str
    state_word: str
    area: int
    area_code: str
    area_name: str
    is_abroad: bool
    owner: str
    owner_code: str
    opened_at: dt.datetime
    as_of: dt.datetime
    due: dt.datetime | None
    tasks: int
    late: int
    people: int | None
    places: tuple[Place, ...] = ()

    @property
    def status(self) -> str:
        """Return the shape of its severity."""
        return shapes.shape(self.severity)

    @property
    def severity_word(self) -> str:
        """Return its severity in words."""
        return shapes.word(self.severity)

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return address("event", self.pk)

    @property
    def rank(self) -> tuple[int, float]:
        """Return a key that sorts worst first, then newest."""
        return shapes.ORDER[self.severity], -self.as_of.timestamp()

    def people_of(self, first: int, last: int) -> int:
        """Return how many of its people come from an area."""
        return sum(one.people or 0 for one in self.places if one.role == "origin" and first <= one.area <= last)

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "id": self.pk, "code": self.code, "title": self.title, "type": self.type, "severity": self.severity,
            "state": self.state, "area": self.area_code, "owner": self.owner_code, "opened_at": self.opened_at,
            "as_of": self.as_of, "due": self.due, "tasks": self.tasks, "late_tasks": self.late, "people": self.people,
        }  # fmt: skip


def touching(area: Area) -> Q:
    """Return the condition for events that happened in an area, or list it as a further place."""
    there = EventPlace.objects.filter(event=OuterRef("pk"), area_id__gte=area.pk, area_id__lte=area.last)
    return Q(area_id__gte=area.pk, area_id__lte=area.last) | Q(Exists(there))


def _with_work(rows: QuerySet[Event], now: dt.datetime) -> QuerySet[Event]:
    """Add to events what their tasks and their log say."""
    waiting = EventTask.objects.filter(event=OuterRef("pk"), done_at=None).order_by().values("event")
    acts = Operation.objects.filter(event=OuterRef("pk")).order_by().values("event").annotate(n=Max("at"))
    given = EventTask.objects.filter(event=OuterRef("pk")).order_by().values("event")
    touched = given.annotate(n=Max(Greatest("given_at", "done_at")))
    places = EventPlace.objects.filter(event=OuterRef("pk")).order_by("-people", "area_id")
    told = JSONObject(
        area="area_id", role="role", people="people", code="area__code", th="area__name_th", en="area__name_en"
    )
    return rows.annotate(
        next_due=Subquery(waiting.annotate(n=Min("due")).values("n")),
        task_count=Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0),
        late_count=Coalesce(Subquery(waiting.filter(due__lt=now).annotate(n=Count("pk")).values("n")), 0),
        moved=Greatest("opened_at", "verified_at", Subquery(acts.values("n")), Subquery(touched.values("n"))),
        further=ArraySubquery(places.values(told=told)),
    )


def live_events(actor: Any, now: dt.datetime, area: Area | None = None) -> list[EventRow]:
    """Return the live events that the actor reads, worst first, of an area where asked: one query."""
    rows = Event.objects.visible_to(actor).live()
    if area is not None:
        rows = rows.filter(touching(area))
    columns = ("summary", "lesson", "area__grams", "area__boundary", "owner__grams")
    found = _with_work(rows.select_related("area", "owner").defer(*columns), now).order_by()
    return sorted((event_row(one) for one in found), key=lambda one: one.rank)


def latest_events(actor: Any, most: int) -> list[EventRow]:
    """Return the newest live events that the actor reads and that may stand on a wall: none that is classified."""
    from django.utils import timezone

    rows = Event.objects.visible_to(actor).live().filter(classification=0).select_related("area", "owner")
    rows = rows.defer("summary", "lesson", "area__grams", "area__boundary", "owner__grams").order_by("-id")
    return [event_row(one) for one in _with_work(rows, timezone.now())[:most]]


def event_row(one: Any) -> EventRow:
    """Return an event read by `_with_work` as a row."""
    name = "en" if english() else "th"
    places = tuple(Place(told["area"], told["role"], told["people"], told["code"], told[name]) for told in one.further)
    return EventRow(
        one.pk, one.code, one.title, one.type, str(one.get_type_display()), one.severity, one.state,
        str(one.get_state_display()), one.area_id, one.area.code, one.area.name, one.area.kind == Area.Kind.COUNTRY,
        one.owner.short, one.owner.code, one.opened_at, one.moved or one.opened_at, one.next_due, one.task_count,
        one.late_count, one.affected, places,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A piece of news on a board; private names and numbers in its title are covered."""

    pk: int
    title: str
    source: str
    state: str
    received_at: dt.datetime
    event: int | None


@dataclass(frozen=True, slots=True)
class Items:
    """The news of a week: how many wait, are linked, were binned; the newest waiting. `more`: a part is counted."""

    counts: dict[str, int] = field(default_factory=dict)
    waiting: tuple[ItemRow, ...] = ()
    more: bool = False


def items(actor: Any, area: Area, now: dt.datetime, shown: int = 5) -> Items:
    """Return the news of the last seven days that speak of an area, reprints under their first: one query."""
    there = ItemPlace.objects.filter(item=OuterRef("pk"), area_id__gte=area.pk, area_id__lte=area.last)
    rows = Item.objects.visible_to(actor).filter(Exists(there), received_at__gte=now - WEEK, root=None)
    rows = rows.filter(Q(is_relevant=True) | ~Q(state=Item.State.NEW)).order_by("-received_at", "-id")
    columns = ("pk", "title", "source__name_th", "state", "received_at", "event_id", "reading__private")
    found = list(rows.values_list(*columns)[: ITEMS + 1])
    counts = Counter(one[3] for one in found[:ITEMS])
    waiting = [
        ItemRow(pk, covered(title, private), source, state, at, event)
        for pk, title, source, state, at, event, private in found if state == Item.State.NEW
    ]  # fmt: skip
    return Items(dict(counts), tuple(waiting[:shown]), len(found) > ITEMS)


COVER = "•••"


def covered(title: str, private: Any) -> str:
    """Return a title in which what was marked as private at intake is covered, whoever looks.

    Parameters: `private`, the reader's private finds, or None. What was found in the text is covered in the title too.
    """
    found = [one for one in private or [] if isinstance(one, dict)]
    title = hidden(Item(title=title, reading={"private": found}), "title")
    for name in sorted({str(one.get("value", "")) for one in found} - {""}, key=len, reverse=True):
        title = title.replace(name, COVER)
    return title


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of an event's response that nobody has done."""

    pk: int
    text: str
    kind: str
    office: str
    due: dt.datetime
    event: int
    event_code: str

    @property
    def href(self) -> str:
        """Return the address of its event."""
        return address("event", self.event)

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "id": self.pk, "text": self.text, "kind": self.kind, "office": self.office, "due": self.due,
            "event": self.event_code,
        }  # fmt: skip


def open_tasks(actor: Any, area: Area | None = None, office: int | None = None, most: int = 50) -> list[TaskRow]:
    """Return the tasks nobody has done that the actor reads, of an area's offices or its people: one query."""
    rows = EventTask.objects.visible_to(actor).waiting().filter(event__merged_into=None)
    if area is not None:
        rows = rows.filter(tasks_in(area))
    if office is not None:
        rows = rows.filter(office=office)
    return [task_row(one) for one in with_names(rows)[:most]]


def tasks_in(area: Area) -> Q:
    """Return the condition for tasks of an area's offices, and for those about people who come from it."""
    here = Q(office__area_id__gte=area.pk, office__area_id__lte=area.last)
    return here | Q(area_id__gte=area.pk, area_id__lte=area.last)


def with_names(rows: QuerySet[EventTask]) -> QuerySet[EventTask]:
    """Add to tasks what a row shows, the soonest first."""
    rows = rows.select_related("event", "office").defer("event__summary", "event__lesson", "office__grams")
    return rows.order_by("due", "pk")


def task_row(one: EventTask) -> TaskRow:
    """Return a task read by `with_names` as a row."""
    return TaskRow(one.pk, one.text, one.kind, one.office.short, one.due, one.event_id, one.event.code)
