"""A country's situation board: events abroad, whose people they are, the labour office with its local time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.boards import duty
from prasan.desk.boards.clocks import Both, both
from prasan.desk.boards.province import Board, days_of
from prasan.desk.boards.rows import EventRow, Place, items, live_events, task_row, tasks_in, with_names
from prasan.directory.models import Area, Office
from prasan.kernel.normalise import query_grams
from prasan.platform.commands import Refused
from prasan.situation.alarms.queries import waiting
from prasan.situation.models import EventTask, HeadCount

MOST_TASKS = 500
"""Tasks of a country's events that are looked at."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where people abroad come from: `people` of all live events, `tasks` given for them, `done` of these."""

    area: int
    code: str
    name: str
    people: int
    events: tuple[EventRow, ...]
    tasks: int
    done: int
    late: int

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "province": self.code, "people": self.people, "events": [one.code for one in self.events],
            "tasks": self.tasks, "done": self.done, "late": self.late,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A head-count table; its parts are its whole."""

    event: EventRow
    dimension: str
    word: str
    as_of: dt.datetime
    total: int
    cells: tuple[tuple[str, int], ...]
    source: str

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "event": self.event.code, "dimension": self.dimension, "as_of": self.as_of, "total": self.total,
            "cells": [{"label": label, "people": people} for label, people in self.cells], "source": self.source,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryBoard:
    """A country's situation at a moment; `clocks`, one for each zone of its labour offices."""

    board: Board
    clocks: tuple[tuple[duty.Branch, Both], ...]
    origins: tuple[Origin, ...]
    unplaced: int
    """People of its events whose province of origin nobody has named."""
    counts: tuple[Count, ...]
    volunteers: tuple[tuple[str, str], ...]
    """(Name, office) of the coordinators of volunteers."""

    def as_row(self) -> dict[str, Any]:
        """Return the board for a script."""
        return self.board.as_row() | {
            "clocks": [{"office": office.code} | one.as_row() for office, one in self.clocks],
            "origins": [one.as_row() for one in self.origins], "people_without_province": self.unplaced,
            "head_counts": [one.as_row() for one in self.counts],
            "volunteer_coordinators": [{"name": name, "office": office} for name, office in self.volunteers],
        }  # fmt: skip


def country_of(code: str) -> Area:
    """Return a country by its ISO code; Refused 404 where there is none: one query."""
    found = Area.objects.filter(kind=Area.Kind.COUNTRY, code=code.upper()).defer("grams", "boundary").first()
    if found is None:
        raise Refused(_("ไม่พบประเทศนี้"), status=404)
    return found


def country_board(actor: Any, area: Area, now: dt.datetime | None = None) -> CountryBoard:
    """Return the board of a country: eight queries, one more where it has labour offices."""
    now = now or timezone.now()
    events = live_events(actor, now, area)
    tasks = _tasks(actor, area, events)
    abroad = Q(area_id__gte=area.pk, area_id__lte=area.last, kind=Office.Kind.ABROAD)
    offices = duty.branches(abroad)
    board = Board(
        area, now, events, items(actor, area, now),
        [task_row(one) for one in tasks if one.done_at is None], duty.on_watch(now, area), offices,
        days_of(actor, offices, now), waiting(actor, area),
    )  # fmt: skip
    return CountryBoard(
        board, tuple((one, both(now, one.zone)) for one in offices), tuple(_origins(events, tasks, now)),
        _unplaced(events),
        tuple(_counts(events)),
        tuple((who.name, one.short) for one in offices for who in one.volunteers),
    )  # fmt: skip


def _tasks(actor: Any, area: Area, events: list[EventRow]) -> list[EventTask]:
    """Return the tasks of some events, done or not, and those that a country's offices still have: one query."""
    mine = Q(event_id__in=[one.pk for one in events]) | Q(done_at=None) & tasks_in(area)
    return list(with_names(EventTask.objects.visible_to(actor).filter(mine, event__merged_into=None))[:MOST_TASKS])


def _origins(events: Iterable[EventRow], tasks: Iterable[EventTask], now: dt.datetime) -> list[Origin]:
    """Return the provinces that people of some events come from, most people first."""
    named: dict[int, list[tuple[EventRow, Place]]] = defaultdict(list)
    for event in events:
        for place in event.places:
            if place.role == "origin":
                named[place.area].append((event, place))
    given: dict[int, list[EventTask]] = defaultdict(list)
    for one in tasks:
        given[one.area_id or 0].append(one)
    found = [_origin(pairs, given[area], now) for area, pairs in named.items()]
    return sorted(found, key=lambda one: (-one.people, one.code))


def _origin(pairs: list[tuple[EventRow, Place]], tasks: list[EventTask], now: dt.datetime) -> Origin:
    place = pairs[0][1]
    return Origin(
        place.area, place.code, place.name, sum(one.people or 0 for _event, one in pairs),
        tuple(event for event, _one in pairs), len(tasks), sum(one.done_at is not None for one in tasks),
        sum(one.done_at is None and one.due < now for one in tasks),
    )  # fmt: skip


def _unplaced(events: Iterable[EventRow]) -> int:
    """Return how many people of some events no province of origin is named for."""
    return sum(max(0, (one.people or 0) - one.people_of(0, 2_147_483_647)) for one in events)


def _counts(events: list[EventRow]) -> list[Count]:
    """Return the newest head count of each event and dimension: one query, none without events."""
    if not events:
        return []
    known = {one.pk: one for one in events}
    rows = HeadCount.objects.filter(event_id__in=list(known)).order_by("event_id", "dimension", "-as_of", "-pk")
    return [
        Count(
            known[one.event_id], one.dimension, str(one.get_dimension_display()), one.as_of, one.total,
            tuple((str(label), int(people)) for label, people in one.cells), one.source,
        )
        for one in rows.distinct("event_id", "dimension")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country in the list: its labour offices with their clocks, its live events that the reader sees."""

    code: str
    name: str
    offices: tuple[tuple[duty.Branch, Both], ...]
    events: tuple[EventRow, ...]

    @property
    def worst(self) -> EventRow | None:
        """Return the worst of its events."""
        return min(self.events, key=lambda one: one.rank, default=None)


FOUND = 40
"""Countries that a word may find."""


def countries(actor: Any, asked: str = "", now: dt.datetime | None = None) -> list[CountryRow]:
    """Return countries with labour offices or live events, or those that a word names: three queries.

    Parameters: `asked`, a name in Thai or English or an ISO code.
    """
    now = now or timezone.now()
    rows = Area.objects.filter(kind=Area.Kind.COUNTRY).defer("grams", "boundary")
    offices = duty.branches(Q(kind=Office.Kind.ABROAD), people=False)
    events = [one for one in live_events(actor, now) if one.is_abroad]
    if asked:
        grams = query_grams(asked)
        named = Q(code=asked.upper()) | (Q(grams__contains=grams) if grams else Q(pk__in=[]))
        rows = rows.filter(named)
    else:
        rows = rows.filter(pk__in={one.area for one in offices} | {one.area for one in events})
    found = [
        CountryRow(
            one.code, one.name, tuple((each, both(now, each.zone)) for each in offices if each.area == one.pk),
            tuple(each for each in events if each.area == one.pk),
        )
        for one in rows.order_by("sort_th", "code")[:FOUND]
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.worst.rank if one.worst else (9, 0.0), not one.offices))
