"""What a visit was made of: periods of waiting, being called, served and held, without a gap and without an overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from prasan.kernel.cycle import LifeCycle, Move

VISIT = LifeCycle(
    "waiting",
    Move("call", {"waiting", "called"}, "called"),
    Move("begin", {"called", "waiting", "held"}, "served"),
    Move("miss", {"called"}, "waiting"),
    Move("hold", {"served", "called", "waiting"}, "held"),
    Move("resume", {"held"}, "waiting"),
    Move("pass_on", {"served"}, "waiting"),
    Move("finish", {"served"}, "finished"),
    Move("leave", {"waiting", "called", "held"}, "left"),
    Move("carry_over", {"waiting", "called", "held"}, "carried"),
)
"""waiting → called → served → passed on to the next agency's desk, or finished.

*hold*: a paper is fetched; *miss*: called and not there, back into the line; *leave*: gone without being served;
*carry_over*: the office closes and keeps the place for another day.
"""

State = Literal["waiting", "called", "served", "held"]


@dataclass(frozen=True, slots=True)
class Happening:
    """A move of the cycle, or `come`, at an aware moment.

    `desk`, who calls or begins; `service`, what is begun, or waited for from then on (`come`, `pass_on`).
    """

    move: str
    at: datetime
    desk: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the visit, [`start`, `end`); `end` is None for what still goes on."""

    state: str
    start: datetime
    end: datetime | None
    desk: str = ""
    service: str = ""

    def length(self, now: datetime) -> timedelta:
        """Return how long it was, or has been so far."""
        return (self.end or now) - self.start


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: its `state` and the periods, in order, each beginning where the one before ended."""

    state: str
    periods: tuple[Period, ...]

    def spent(self, state: State, now: datetime) -> timedelta:
        """Return the time in a state."""
        return sum((one.length(now) for one in self.periods if one.state == state), timedelta(0))


def visit_of(happenings: Iterable[Happening]) -> Visit:
    """Return what a visit was made of.

    Parameters: `happenings`, in order, the first *come*. Raises NoSuchMove for what no visit has, ValueError where they
    are not in order, or nothing happened.
    """
    state, start, desk, service = "", None, "", ""
    periods: list[Period] = []
    for one in happenings:
        if start is None:
            if one.move != "come":
                raise ValueError("a visit begins with somebody's coming")
            state, start, service = VISIT.start, one.at, one.service
            continue
        if one.at < start:
            raise ValueError("happenings go back in time")
        after = VISIT.after(state, one.move)
        if one.at > start:  # what took no time is no period
            periods.append(Period(state, start, one.at, desk, service))
        state, start = after, one.at
        desk = (one.desk or desk) if after in {"held", "called", "served"} else ""
        # who is back in line still waits for the same, unless they were passed on
        service = one.service if one.move == "pass_on" else one.service or service
    if start is None:
        raise ValueError("nothing happened")
    if state not in VISIT.ends:
        periods.append(Period(state, start, None, desk, service))
    return Visit(state, tuple(periods))
