"""What a receiver's client says of its link, and what it is told to say: plain data in and out, checked, no state kept.

The client measures every two seconds and stays silent while its link is good. What is bad it sends at once; while it
gets less than it wants, or has just got more, it sends what it gathered every ten seconds. It brings back the state
that the answer before gave it: a client that forges one harms its own pictures alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from prasan.meetings.media import stepdown
from prasan.meetings.media.stepdown import EVERY_SECONDS, PICTURES, Level, Report, State, rate, step

TOGETHER = 5
"""Reports that a client gathers before it sends them, where none is bad."""
MOST = 30
"""Reports that are taken in one call: a minute."""
WIDEST = 10**10
"""Bit/s above which a number is no measurement."""


def level_of(pictures: int) -> Level:
    """Return the level that gives so many pictures; ValueError for a number that no level gives."""
    for level, number in PICTURES.items():
        if number == pictures:
            return level
    raise ValueError(f"no level has {pictures} pictures")


def begun(pictures: int, small: bool) -> State:
    """Return the state of a receiver of which only is known what it gets at present."""
    level = level_of(pictures)
    return State(level, small=small and level is Level.SPEAKER)


def on_line(state: State, stands: State) -> State:
    """Return the state that a client brings back, where its line stands: the line knows better what it gets.

    Parameters: `stands`, of `begun`.
    """
    if (state.level, state.small) == (stands.level, stands.small):
        return state
    return State(stands.level, needed=state.needed, small=stands.small)


def follow(state: State, reports: Sequence[Report], most: Level) -> State:
    """Return where a receiver stands after some reports, oldest first.

    Parameters: `most`, what it wants at most: it is never taken to get more than that.
    """
    for report in reports:
        if state.level > most:
            state = State(most)
        state = step(state, report)
    return State(most) if state.level > most else state


def fitting(state: State, most: Level) -> tuple[int, bool]:
    """Return how many pictures the link carries, 9 where it carries what is wanted, and whether only small ones."""
    if state.level >= most and not state.small:
        return PICTURES[Level.NINE], False
    return PICTURES[state.level], state.small


def asked(state: State, most: Level) -> dict[str, Any]:
    """Return what the client has to know: its state to bring back, and when it has to report.

    `gather`: it sends `together` reports although none is bad, because it may get more, or has just got more. `rate`:
    with an estimate below it, in bit/s, a loss above `calm` is bad already.
    """
    low = state.level < most or state.small or state.since != stepdown.LONG_AGO
    return {
        "step": plain(state), "every": EVERY_SECONDS, "together": TOGETHER, "gather": low,
        "loss": stepdown.LOSS_WORSE, "frozen": stepdown.FROZEN_WORSE, "calm": stepdown.LOSS_BETTER,
        "rate": rate(state.level, state.small),
    }  # fmt: skip


def plain(state: State) -> dict[str, Any]:
    """Return a state as plain data."""
    return asdict(state) | {"level": int(state.level)}


def read_state(told: object) -> State:
    """Return a state that a client brings back; ValueError for what none of ours can be."""
    if not isinstance(told, Mapping):
        raise ValueError("a state is an object")
    level = Level(_number(told, "level", 0, Level.NINE))
    small = told.get("small") is True and level is Level.SPEAKER
    return State(
        level,
        _number(told, "good", 0, 10**6),
        _number(told, "needed", stepdown.UP_AFTER, stepdown.LONGEST_UP),
        _number(told, "since", stepdown.LONG_AGO, stepdown.FORGETS),
        small,
        told.get("settling") is True,
    )


def read_reports(told: object) -> list[Report]:
    """Return reports of a client, oldest first; ValueError for what is no list of up to MOST of them."""
    if not isinstance(told, list) or not 0 < len(told) <= MOST:
        raise ValueError(f"reports are a list of 1 to {MOST}")
    return [_report(one) for one in told]


def _report(told: object) -> Report:
    if not isinstance(told, Mapping):
        raise ValueError("a report is an object")
    return Report(
        loss=_share(told.get("loss", 0)), frozen=_share(told.get("frozen", 0)),
        allowed=_number(told, "allowed", 0, WIDEST, missing=0),
        received=_number(told, "received", 0, WIDEST, missing=0), sound_loss=_share(told.get("sound_loss", 0)),
    )  # fmt: skip


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("a share is a number from 0 to 1")
    return min(1.0, max(0.0, float(value)))


def _number(told: Mapping[str, Any], name: str, low: int, high: int, missing: int | None = None) -> int:
    value = told.get(name, missing)
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name} is a whole number from {low} to {high}")
    return value
