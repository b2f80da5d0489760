"""What a weak link still gets: nine pictures, four, the speaker alone, sound alone; and when it gets more again.

A pure function of what is known of one receiver every two seconds. Going down is quick (a link that is too weak loses
the sound too), going up is slow and one level at a time, and slower after each attempt that failed, so that a link at
its limit does not swing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

EVERY_SECONDS = 2.0
"""How often a client reports; all times below are counted in reports."""


class Level(IntEnum):
    """What a receiver gets, weakest first."""

    SOUND = 0
    SPEAKER = 1
    FOUR = 2
    NINE = 3


PICTURES = {Level.SOUND: 0, Level.SPEAKER: 1, Level.FOUR: 4, Level.NINE: 9}
SOUND_RATE, MAIN_RATE, THUMB_RATE = 40_000, 500_000, 120_000
"""Bit/s of one microphone, one large and one small picture, with their headers."""
SOUNDS = 3

LOSS_WORSE, LOSS_BETTER = 0.05, 0.01
FROZEN_WORSE = 0.25
"""Share of a report's time in which pictures stood still."""
HEADROOM = 1.2
UP_AFTER, LONGEST_UP = 5, 40
"""Good reports before one level more: ten seconds, doubled after each step up that did not hold, up to eighty."""
HOLDS, FORGETS = 5, 80
"""A step up that lasts so many reports has held; after so many the attempts before are forgotten."""
LONG_AGO = -1


@dataclass(frozen=True)
class Report:
    """What is known of one receiver for the last two seconds.

    `loss`, share of packets that did not come in the end (0 to 1), the worst of its slots; `frozen`, share of the time
    in which pictures stood still (0 to 1); `allowed`, bit/s that it says it can take (REMB or the browser's own
    estimate), 0 when unknown; `received`, bit/s that came, 0 when unknown; `sound_loss`, the same as loss for sound.
    """

    loss: float = 0.0
    frozen: float = 0.0
    allowed: int = 0
    received: int = 0
    sound_loss: float = 0.0


@dataclass(frozen=True)
class State:
    """Where a receiver stands.

    `good`, good reports in a row; `needed`, how many let it go up; `since`, reports since it last went up, LONG_AGO
    when that is forgotten or it went down; `small`, the speaker's picture is the small one: the large one did not fit;
    `settling`, it went down with the last report, and the next one still tells of the time before.
    """

    level: Level = Level.NINE
    good: int = 0
    needed: int = UP_AFTER
    since: int = LONG_AGO
    small: bool = False
    settling: bool = False


def rate(level: Level, small: bool = False) -> int:
    """Return the bit/s that a level takes: the speaker's large picture (or small one), thumbnails, three sounds."""
    pictures = PICTURES[level]
    first = THUMB_RATE if small else MAIN_RATE
    return SOUNDS * SOUND_RATE + (first + (pictures - 1) * THUMB_RATE if pictures else 0)


def fits(allowed: int) -> tuple[Level, bool]:
    """Return the highest level whose rate is at most `allowed`, and whether with the speaker's small picture."""
    for level in (Level.NINE, Level.FOUR, Level.SPEAKER):
        if rate(level) <= allowed:
            return level, False
    return (Level.SPEAKER, True) if rate(Level.SPEAKER, True) <= allowed else (Level.SOUND, False)


def estimate(report: Report) -> int:
    """Return what the receiver says it can take, 0 where that says nothing: browsers let their estimate grow with what
    is sent, so one above what came is bounded by the sending and not by the link.
    """
    return report.allowed if report.allowed < report.received or not report.received else 0


def step(state: State, report: Report) -> State:
    """Return where the receiver stands after one more report.

    Down at once when loss or standing pictures pass their limit: to what fits into what came through (`received`, as
    much as the link carried while it was too full) when that is known, else one level. `allowed` alone takes it down
    too, but only where it does not hold the present rate and lies below what came (see `estimate`). Up one level
    after `needed` good reports, if `allowed` (when known) leaves room. Just after a step down only lost sound counts:
    what was on its way, and pictures that begin anew, are no sign. Where no picture is sent none can stand still.
    """
    frozen = report.frozen if state.level is not Level.SOUND else 0.0
    bad = report.loss > LOSS_WORSE or frozen > FROZEN_WORSE or report.sound_loss > LOSS_WORSE
    if state.settling and report.sound_loss <= LOSS_WORSE:
        return replace(state, settling=False)
    allowed = estimate(report)
    too_much = 0 < allowed < rate(state.level, state.small) and report.loss > LOSS_BETTER
    if bad or too_much:
        return _down(state, report)
    calm = report.loss <= LOSS_BETTER and frozen <= FROZEN_WORSE / 2 and report.sound_loss <= LOSS_BETTER
    needed, since = state.needed, state.since
    if since != LONG_AGO:
        needed, since = (needed, since + 1) if since < FORGETS else (UP_AFTER, LONG_AGO)
    if not calm:
        return State(state.level, 0, needed, since, state.small)
    good = state.good + 1
    level, small = _above(state)
    room = allowed == 0 or allowed >= rate(level, small) * HEADROOM
    if good >= needed and room and (level, small) != (state.level, state.small):
        return State(level, 0, needed, 0, small)
    return State(state.level, good, needed, since, state.small)


def _above(state: State) -> tuple[Level, bool]:
    if state.level is Level.SOUND:
        return Level.SPEAKER, True
    if state.small:
        return Level.SPEAKER, False
    return Level(min(state.level + 1, Level.NINE)), False


def _down(state: State, report: Report) -> State:
    known = [one for one in (estimate(report), report.received) if one > 0]
    if report.received and report.received < (1 - report.loss) * rate(Level.SPEAKER, True):
        known = []  # so little was sent that it says nothing of the link: one level at a time
    order = [(Level.SOUND, False), (Level.SPEAKER, True), (Level.SPEAKER, False)]
    order += [(Level.FOUR, False), (Level.NINE, False)]
    at = order.index((state.level, state.small))
    to = at - 1
    if known:
        to = min(to, order.index(fits(min(known))))
    level, small = order[max(to, 0)]
    # it had gone up a moment ago and did not hold: longer before the next attempt
    needed = min(state.needed * 2, LONGEST_UP) if 0 <= state.since < HOLDS else state.needed
    return State(level, 0, needed, LONG_AGO, small, settling=True)


def slots(state: State, speaker: str, others: Sequence[str]) -> dict[str, str | None]:
    """Return what goes into the video slots v0 to v8 of a receiver at this level.

    Parameters: `speaker`, who is on stage; `others`, whose thumbnails follow, most wanted first. Sound is left alone.
    """
    count = PICTURES[state.level]
    found: dict[str, str | None] = {f"v{number}": None for number in range(PICTURES[Level.NINE])}
    if count:
        found["v0"] = f"{speaker}/thumb" if state.small else f"{speaker}/main"
    for number, peer in enumerate(list(others)[: max(count - 1, 0)], 1):
        found[f"v{number}"] = f"{peer}/thumb"
    return found
