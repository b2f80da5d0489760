"""Who is called next: in the order of coming, with a head start in minutes for those who should not stand long.

A head start is bounded, so that nobody is starved: whoever comes later than it can never overtake. What a strict order
of classes would do to the last class on a full day is the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Priority(StrEnum):
    """Why somebody is called earlier."""

    NONE = "none"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    CHILD = "child"
    """With a small child."""
    APPOINTMENT = "appointment"


HEAD_START: Mapping[Priority, timedelta] = {
    Priority.NONE: timedelta(0), Priority.ELDERLY: timedelta(minutes=15), Priority.DISABLED: timedelta(minutes=20),
    Priority.PREGNANT: timedelta(minutes=20), Priority.CHILD: timedelta(minutes=15),
    Priority.APPOINTMENT: timedelta(minutes=10),
}  # fmt: skip
"""By how much each is taken to have come earlier; a place may set its own."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits.

    `number`, of the ticket, unique in the day; `since`, when they came (for an appointment: its time, if they came
    before); `needs`, services still to be had, by code; `desk`, the only one that may call, if any.
    """

    number: int
    since: datetime
    needs: Collection[str]
    priority: Priority = Priority.NONE
    desk: str = ""


def in_turn(waiting: Iterable[Waiting], head_start: Mapping[Priority, timedelta] = HEAD_START) -> list[Waiting]:
    """Return those who wait in the order in which they are called; ties by ticket number."""
    return sorted(waiting, key=lambda one: (one.since - head_start[one.priority], one.number))


def next_for(
    desk: str, serves: Collection[str], waiting: Iterable[Waiting],
    head_start: Mapping[Priority, timedelta] = HEAD_START,
) -> Waiting | None:  # fmt: skip
    """Return whom a desk calls next: the first in turn who needs what it serves; None when nobody does."""
    return next((one for one in in_turn(waiting, head_start) if _may_call(desk, serves, one)), None)


def ahead(
    number: int, desks: Mapping[str, Collection[str]], waiting: Iterable[Waiting],
    head_start: Mapping[Priority, timedelta] = HEAD_START,
) -> int:  # fmt: skip
    """Return how many may be called before a ticket: those in turn before it whom some desk that could call it serves.

    Parameters: `desks`, open ones with what they serve. Raises KeyError for a ticket that does not wait.
    """
    line = in_turn(waiting, head_start)
    mine = next((one for one in line if one.number == number), None)
    if mine is None:
        raise KeyError(number)
    calling = {desk: serves for desk, serves in desks.items() if _may_call(desk, serves, mine)}
    before = line[: line.index(mine)]
    return sum(any(_may_call(desk, serves, one) for desk, serves in calling.items()) for one in before)


def _may_call(desk: str, serves: Collection[str], one: Waiting) -> bool:
    return one.desk in {"", desk} and not set(serves).isdisjoint(one.needs)
