"""Following a series month by month: its level once the season is taken out, its scatter, outliers and breaks.

A handful of means with different memories is kept at once; a month far off counts only up to a limit, and three
months in a row on the same side make a new beginning. Method: docs/algorithms/forecast.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from prasan.kernel.seasons import YEAR, Values

MEMORIES = (0.3, 0.7, 0.9, 0.98)
"""What a month keeps of its weight a month later: memories of 1½, 3, 10 and 50 months."""
MAIN = 2
"""The memory that the next month is compared with: of what flows, ten months."""
NEWEST = 0
"""The same of stocks, which stay where they are: the newest months."""
EXPERTS = len(MEMORIES) + 2
"""Ways to look ahead: one per memory, and two that carry on a damped trend."""
DAMPING = (0.8, 0.97)
POWER = 0.75
"""Scatter grows with the level to this power: between counts (½) and per cents of the level (1)."""
CLIP = 3.0
"""Months further off than this many times the usual scatter count as so far off, and no further."""
USUAL = 1.2533
"""Standard deviation of a normal law over its mean absolute deviation."""
FORGET = 0.96
"""Memory of the scatter."""
KNOWN = 5
"""Months to have seen before scatter is judged by."""
RUN = 3
"""Months in a row that make a break."""
SETTLED = 18
"""Months after which a level rests on as many as it ever will."""
NOTABLE = 0.2
"""A break is a change of the level by at least this part."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known after a month: weighted sums, weights and ages by memory, scatter, months seen, break.

    `run` counts the last months on one side far off (two may become a break); `broke` is the number of months
    since the last break, None where there was none.
    """

    sums: tuple[float, ...]
    weights: tuple[float, ...]
    ages: tuple[float, ...]
    scatter: float
    seen: int
    run: int
    broke: int | None
    main: int = MAIN

    def level(self, memory: int) -> float:
        """Return the level by one memory."""
        return self.sums[memory] / self.weights[memory] if self.weights[memory] else 0.0

    @property
    def unit(self) -> float:
        """Return the level that scatter is measured by: never far below the long mean, never nothing."""
        return max(self.level(self.main), 0.3 * self.level(-1), 0.5)


EMPTY = State((0.0,) * 4, (0.0,) * 4, (0.0,) * 4, 0.0, 0, 0, None)


class _Follower:
    """The moving parts of `follow`."""

    __slots__ = ("ages", "broke", "main", "notable", "recent", "run", "run_sum", "scatter", "seen", "sums", "weights")

    def __init__(self, main: int) -> None:
        self.main, self.notable = main, False
        self.sums, self.weights, self.ages = [0.0] * 4, [0.0] * 4, [0.0] * 4
        self.scatter, self.seen, self.run, self.run_sum = 0.0, 0, 0, 0.0
        self.broke: int | None = None
        self.recent: list[tuple[float, float]] = []

    def take(self, value: float, factor: float) -> None:
        """Take one month in."""
        self.recent = [*self.recent[-2:], (value, factor)]
        if self.broke is not None:
            self.broke += 1
        if self.seen:
            value = self._compare(value, factor)
        if self.run >= RUN:
            self._begin_anew()
        else:
            self._add(value, factor)
        self.seen += 1

    def _compare(self, value: float, factor: float) -> float:
        """Return the value, brought back to the limit where it is too far off; note scatter and run."""
        level = self.sums[self.main] / self.weights[self.main]
        expected = level * factor
        unit = max(level, 0.3 * self.sums[-1] / self.weights[-1], 0.5) * factor
        unit **= POWER
        off = (value - expected) / unit
        if self.seen < KNOWN:
            self.scatter += (abs(off) - self.scatter) / self.seen
            return value
        usual = max(self.scatter * USUAL, 1e-9)
        if abs(off) > usual and off * self.run_sum >= 0:
            self.run, self.run_sum = self.run + 1, self.run_sum + off
            if self.run > RUN:
                self.run, self.run_sum = 1, off
        else:
            self.run, self.run_sum = (1, off) if abs(off) > usual else (0, 0.0)
        shift = abs(self.run_sum) / max(1, self.run)
        self.notable = shift > 2 * usual and shift * unit > NOTABLE * expected
        if self.run >= RUN and not self.notable:
            self.run -= 1
            self.run_sum *= self.run / (self.run + 1)
        clipped = max(-CLIP * usual, min(CLIP * usual, off))
        self.scatter = FORGET * self.scatter + (1 - FORGET) * abs(clipped)
        return expected + clipped * unit

    def _add(self, value: float, factor: float) -> None:
        for i, memory in enumerate(MEMORIES):
            self.ages[i] = memory * (self.ages[i] + self.weights[i])
            self.sums[i] = memory * self.sums[i] + value
            self.weights[i] = memory * self.weights[i] + factor

    def _begin_anew(self) -> None:
        """Forget what was before the break: only its months count from here on."""
        self.sums, self.weights, self.ages = [0.0] * 4, [0.0] * 4, [0.0] * 4
        for value, factor in self.recent:
            self._add(value, factor)
        self.broke, self.run, self.run_sum, self.notable = RUN, 0, 0.0, False

    def state(self) -> State:
        far = self.run if self.notable else 0
        return State(
            tuple(self.sums), tuple(self.weights), tuple(self.ages), self.scatter, self.seen, far, self.broke, self.main
        )  # fmt: skip


def follow(values: Values, factors: Sequence[float], main: int = MAIN) -> list[State]:
    """Return the state after each month; `factors` are what a level of one is expected to show in each month.

    `main` is the memory that the next month is compared with. A month that was not reported changes nothing.
    """
    follower = _Follower(main)
    states, state = [], EMPTY
    for value, factor in zip(values, factors, strict=False):
        if value is not None:
            follower.take(value, factor)
            state = follower.state()
        states.append(state)
    return states


def leads(weights: Sequence[float], factors: Sequence[float], first: int) -> tuple[float, float, float]:
    """Return Σ w·s and the same with the steps of both damped trends; the first month lies `first` ahead."""
    plain = fast = slow = 0.0
    for i, (weight, factor) in enumerate(zip(weights, factors, strict=True)):
        if weight:
            part = weight * factor
            plain += part
            fast += part * STEPS[0][first + i]
            slow += part * STEPS[1][first + i]
    return plain, fast, slow


def _steps(damping: float) -> tuple[float, ...]:
    found = [0.0]
    for lead in range(1, 4 * YEAR):
        found.append(found[-1] + damping**lead)
    return tuple(found)


STEPS = (_steps(DAMPING[0]), _steps(DAMPING[1]))


def trends(state: State) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return (level now, change a month) by the faster and the slower pair of memories.

    Of a series that climbs by b each month, a mean whose months are k old on average lags b·k behind.
    """
    return _trend(state, 1), _trend(state, 2)


def _trend(state: State, memory: int) -> tuple[float, float]:
    level = state.level(memory)
    if not state.weights[memory + 1]:
        return level, 0.0
    lag, longer = (state.ages[i] / state.weights[i] for i in (memory, memory + 1))
    if longer - lag < 1:
        return level, 0.0
    change = (level - state.level(memory + 1)) / (longer - lag)
    return level + change * lag, change


def outlook(state: State, sums: tuple[float, float, float]) -> list[float]:
    """Return what each expert expects of months whose sums `leads` gave."""
    plain, fast, slow = sums
    found = [state.level(i) * plain for i in range(len(MEMORIES))]
    for (level, change), steps in zip(trends(state), (fast, slow), strict=True):
        found.append(max(0.0, level * plain + change * steps))
    return found


def scale(state: State, weights: Sequence[float], factors: Sequence[float]) -> float:
    """Return the scatter to expect of a weighted sum of months.

    Each month scatters on its own; beside that the level is less sure the fewer months it rests on (after a break,
    or early in a series). What a settled level lacks in sureness is left to the errors of the past.
    """
    unit = state.unit
    plain = total = 0.0
    for weight, factor in zip(weights, factors, strict=True):
        if weight:
            part = weight * (unit * factor) ** POWER
            plain += part
            total += part * part
    if not total:
        return 0.0
    rests = min(SETTLED, state.seen if state.broke is None else state.broke)
    months = plain * plain / total
    unsure = (1 + months / max(1, rests)) / (1 + months / SETTLED)
    return float(max(state.scatter, 0.02) * USUAL * (total * unsure) ** 0.5)
