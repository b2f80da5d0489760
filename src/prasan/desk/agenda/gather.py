"""Everything a meeting may have to speak about, as the actor sees it: a dozen queries for any number of provinces.

What each fact is and when it counts: docs/algorithms/agenda.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prasan.desk import queries, sight
from prasan.desk.agenda import figures, reports, waiting, wanted
from prasan.desk.agenda.places import Attending, Places, offices_of, places_of
from prasan.desk.frame import Frame, frame_on
from prasan.desk.queries import OfficeReport
from prasan.directory.models import Office
from prasan.meetings.agenda import Fact
from prasan.progress.sight import level_for
from prasan.registers import settings

__all__ = ["Attending", "Gathered", "gather"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts by their keys, as of a moment, for a reporting month.

    `unseen`, codes of provinces that were asked for and that the actor does not open: nothing of them is in it.
    """

    facts: tuple[Fact, ...]
    as_of: dt.datetime
    period: int
    unseen: tuple[str, ...] = ()


def gather(
    actor: Any,
    attending: Attending | None = None,
    *,
    period: int | None = None,
    now: dt.datetime | None = None,
    last: int | None = None,
    classification: int = 0,
) -> Gathered:
    """Return the facts for a meeting: at most twelve queries.

    Parameters: `attending`, who comes, by default everybody that the actor sees; `period`, by default the last month
    that ended; `now`, the moment that clocks are read at; `last`, number of the meeting before, whose directives
    come whole, the closed ones too; `classification`, the meeting's own class: words above it are covered.
    Raises Refused for a seat that reads no figures.
    """
    sight.must_read_figures(actor)
    now = now or timezone.now()
    attending = attending or Attending()
    frame = frame_on(timezone.localdate(now), settings.current(), period)
    places = places_of(actor, attending)
    level = _level(actor, places)
    country = queries.country(frame, areas=places.provinces, level=level, months=1)
    sent = _reports(frame, places)
    rows = waiting.read(waiting.Asked(actor, attending, places, _numbers(attending), last))
    offices = offices_of([*(one.office for one in sent), *(one.office for one in rows)])
    facts = [
        *figures.facts_of(country, places, level), *reports.facts_of(frame, now, sent, places, offices),
        *wanted.facts_of(rows, wanted.Reading(now, places, offices, _heard(actor, classification))),
    ]  # fmt: skip
    return Gathered(tuple(sorted(facts, key=lambda one: one.key)), now, frame.period, places.unseen)


def _level(actor: Any, places: Places) -> int:
    """Return the lowest level that counts: a province's own meeting sees what its offices have sent."""
    if len(places.provinces) != 1:
        return level_for(actor)
    one = next(iter(places.provinces.values()))
    return level_for(actor, (one.pk, one.last))


def _reports(frame: Frame, places: Places) -> list[OfficeReport]:
    """Return where the offices of the provinces stand with the month: one query, none without provinces."""
    if not places.provinces:
        return []
    ranges = places.ranges()
    return queries.reports(frame, ranges[0][0], ranges[-1][1])


def _numbers(attending: Attending) -> frozenset[int]:
    """Return the offices asked for by number: one query, none where none is asked for."""
    if not attending.offices:
        return frozenset()
    return frozenset(Office.objects.filter(code__in=sorted(attending.offices)).values_list("pk", flat=True))


def _heard(actor: Any, classification: int) -> int:
    """Return the class up to which words are said: the meeting's, none for who reads classified words masked."""
    return 0 if actor.scope.masked else classification
