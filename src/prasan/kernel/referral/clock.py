"""Where a referral stands: whose turn, by when, how far up its silence has risen; computed from its events alone.

Clocks run in the working time of the office whose turn it is. While the sender is asked for something the receiver's
clock stands, and goes on with what was left of it. A clock that has run out ends nothing: at that minute the matter is
somebody's above, and so on upwards, a step of working time each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from prasan.kernel.calendar import WorkingCalendar
from prasan.kernel.cycle import NoSuchMove
from prasan.kernel.referral.cycle import CLOCKS, MOST_TRIES, OPEN, TURNS, Turn, after

LADDER = ("contact", "head", "province", "centre")
"""Who is asked: the contact of the office, its head, the provincial labour office as owner of last resort (in Bangkok
the unit that the pack names), the centre."""
AFRESH = frozenset({"begin", "not_done", "reopen"})
"""After these the person is tried anew."""
DAY = timedelta(hours=7)
"""A working day."""


@dataclass(frozen=True, slots=True)
class Promise:
    """How much working time each clock has, and each step of the ladder after it; by name of `cycle.CLOCKS`."""

    times: Mapping[str, timedelta] = field(
        default_factory=lambda: {
            "answer": 2 * DAY, "contact": 3 * DAY, "visit": DAY, "service": 15 * DAY, "outcome": 5 * DAY,
            "confirm": 10 * DAY, "next_step": DAY, "facts": 5 * DAY,
        }
    )  # fmt: skip
    step: timedelta = DAY

    def of(self, clock: str) -> timedelta:
        """Return the working time of a clock; raises KeyError for one that is not promised."""
        return self.times[clock]


@dataclass(frozen=True, slots=True)
class Event:
    """A move of the cycle, or `create`, at an aware moment.

    `office`, who receives from then on (create and reroute); `when`, of an appointment (schedule).
    """

    move: str
    at: datetime
    office: str = ""
    when: datetime | None = None
    promise: Promise | None = None
    """How much time each clock had from then on, as it was promised (create and reroute); None: as is told for all."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where it stands. In an end `turn`, `owner`, `due`, `level` and `rises` are None.

    `owner`, the office whose turn it is; `due`, when its clock runs out; `level`, a place of LADDER; `rises`, when the
    next one above is asked if nothing happens, None at the top; `left`, working time of the receiver's clock that
    stands while the sender is asked; `tries`, on how many days the person could not be
    reached since it was last begun.
    """

    state: str
    office: str
    turn: Turn | None
    owner: str | None
    due: datetime | None
    level: str | None
    rises: datetime | None
    left: timedelta | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Fold:
    state: str
    office: str
    clock: str
    due: datetime
    held: tuple[str, str, timedelta] | None = None
    """What stands while the sender is asked: state, clock, working time left."""
    tries: int = 0
    missed: date | None = None
    """The last day on which the person could not be reached: more tries on it are one."""


Calendars = Callable[[str], WorkingCalendar]


def standing(events: Iterable[Event], sender: str, calendars: Calendars, promise: Promise, now: datetime) -> Standing:
    """Return where a referral stands.

    Parameters: `events`, in order, the first *create*; `sender`, the office that offered it; `calendars`, gives the
    working time of an office; `now`, aware, from which the level is told. Raises NoSuchMove for events that no life
    has, ValueError where they are not in order or one says too little.
    """
    told = None
    last: datetime | None = None
    history = list(events)
    for place, event in enumerate(history):
        if last is not None and event.at < last:
            raise ValueError("events go back in time")
        last = event.at
        promise = event.promise or promise
        if place + 1 == len(history) and told is not None:  # what was right when it happened stays so
            _timely(told, event)
        told = _begun(event, calendars, promise) if told is None else _moved(told, event, sender, calendars, promise)
    if told is None:
        raise ValueError("no events")
    left = told.held[2] if told.held is not None else None
    if told.state not in OPEN:
        return Standing(told.state, told.office, None, None, None, None, None, tries=told.tries)
    turn = TURNS[told.state]
    owner = told.office if turn == "receiver" else sender
    level, rises = risen(told.due, calendars(owner), promise.step, now)
    return Standing(told.state, told.office, turn, owner, told.due, level, rises, left, told.tries)


def risen(due: datetime, calendar: WorkingCalendar, step: timedelta, now: datetime) -> tuple[str, datetime | None]:
    """Return who of LADDER is asked now, and when the next above is (None at the top).

    Parameters: `step`, the working time between two.
    """
    at = due
    for place in LADDER[:-1]:
        if now < at:
            return place, at
        at = calendar.add_time(at, step)
    return LADDER[-1], None


def _begun(event: Event, calendars: Calendars, promise: Promise) -> _Fold:
    if event.move != "create":
        raise NoSuchMove(f"a referral does not begin with {event.move}")
    return _offered(event, calendars, promise, 0)


def _offered(event: Event, calendars: Calendars, promise: Promise, tries: int) -> _Fold:
    if not event.office:
        raise ValueError(f"{event.move} names no office")
    due = calendars(event.office).add_time(event.at, promise.of("answer"))
    return _Fold("offered", event.office, "answer", due, None, tries)


def _timely(told: _Fold, event: Event) -> None:
    """Refuse to give up before the tries, or before the time in which the person may confirm."""
    if event.move == "give_up" and (told.tries < MOST_TRIES if told.state == "unreachable" else event.at < told.due):
        raise ValueError(f"{MOST_TRIES} tries come first, or the time in which the person may confirm")


def _moved(told: _Fold, event: Event, sender: str, calendars: Calendars, promise: Promise) -> _Fold:
    state = after(told.state, event.move, told.held[0] if told.held is not None else "")
    tries, missed = told.tries, told.missed
    if event.move == "miss":
        day = event.at.astimezone(calendars(told.office).zone).date()
        tries, missed = tries + (day != missed), day
    elif event.move in AFRESH:
        tries, missed = 0, None
    if event.move == "reroute":
        return _offered(event, calendars, promise, 0)
    if state not in OPEN:
        return replace(told, state=state, held=None, tries=tries, missed=missed)
    if event.move == "receive":  # to be seen is no answer
        return replace(told, state=state)
    if event.move == "answer" and told.held is not None:  # no new beginning: what was left
        _before, clock, left = told.held
        return _Fold(state, told.office, clock, calendars(told.office).add_time(event.at, left), None, tries, missed)
    clock = CLOCKS[state]
    held, start = None, event.at
    if event.move == "ask":
        held = told.state, told.clock, calendars(told.office).time_between(event.at, max(event.at, told.due))
    if event.move == "schedule":
        if event.when is None or event.when < event.at:
            raise ValueError("an appointment lies ahead")
        start = event.when
    owner = told.office if TURNS[state] == "receiver" else sender
    return _Fold(state, told.office, clock, calendars(owner).add_time(start, promise.of(clock)), held, tries, missed)
