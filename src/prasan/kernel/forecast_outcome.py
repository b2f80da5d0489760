"""What a forecast says: the running values, the month of the target, the shortfall, and whether that is sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from prasan.kernel.seasons import YEAR
from prasan.kernel.status import Direction

Kind = Literal["sum", "last", "average", "ratio"]
Reason = Literal["short", "silent", "gaps", "break"]
"""Why there is no forecast: too little history, no report for months, too many months missing, a fresh break."""

Answer = Literal["reached", "reach", "miss", "within", "over", "value", "unknown"]
"""reached: the target is met already · reach: it will be met in `month` · miss: not within the year, `shortfall` ·
within, over: a sum that must stay below its target will, or passes it in `month` · value: there is no target."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast as data; words are made elsewhere.

    `value`, `low` and `high` are the year-end value and its 80 % interval, `shortfall` what lacks to the target
    (above zero) or goes over it, all scaled integers. `month` (1 October … 12 September) is when the target is met
    or passed, `earliest` and `latest` the same at the ends of the interval (None = not within the year). `sure`
    tells that the whole interval gives the same answer. `series` holds the twelve running values, reported up to
    `reported` and expected from there.

    What it rests on: `trust`, the experts' weights (levels.py: four memories, two trends); `kept`, how far the
    season is the area's own; `errors`, how many past forecasts were tried again, `borrowed` where other months had
    to help; `broke`, months since a break of the level.
    """

    answer: Answer
    reason: Reason | None = None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    target: int | None = None
    month: int | None = None
    earliest: int | None = None
    latest: int | None = None
    shortfall: int = 0
    sure: bool = False
    reported: int = 0
    series: tuple[int, ...] = ()
    trust: tuple[float, ...] = ()
    kept: float = 0.0
    errors: int = 0
    borrowed: bool = False
    broke: int | None = None

    @property
    def known(self) -> bool:
        """Tell whether there is a number."""
        return self.answer != "unknown"


def unknown(reason: Reason, month: int, errors: int) -> Forecast:
    """Return the answer that nothing can be said, after `month` months."""
    return Forecast("unknown", reason, reported=month, errors=errors)


def running(kind: Kind, months: Sequence[float], wholes: Sequence[float]) -> list[float]:
    """Return the year-to-date value after each month, by the indicator's kind of sum."""
    if kind == "last":
        return list(months)
    found, total, whole = [], 0.0, 0.0
    for i, month in enumerate(months):
        weight = wholes[i] if kind == "ratio" else 1.0
        total, whole = total + month * weight, whole + weight
        found.append(total if kind == "sum" else total / whole)
    return found


def met_from(values: Sequence[float], target: int, direction: Direction) -> int | None:
    """Return the month from which the target stays met until the year's end; None where it is not met then."""
    found = None
    for month in range(len(values), 0, -1):
        if (values[month - 1] - target) * direction < 0:
            break
        found = month
    return found


def bent(values: Sequence[float], reported: int, end: float) -> list[float]:
    """Return the running values with the expected part drawn to another end (a bound of the interval)."""
    start = values[reported - 1] if reported else 0.0
    way = values[-1] - start
    if abs(way) > 1e-9:
        return [*values[:reported], *(start + (one - start) * (end - start) / way for one in values[reported:])]
    ahead = YEAR - reported
    step = (end - start) / ahead if ahead else 0.0
    return [*values[:reported], *(start + step * (i + 1) for i in range(ahead))]


def judge(
    values: Sequence[float],
    low: float,
    high: float,
    *,
    target: int | None,
    question: tuple[Kind, Direction, int],
    learnt: tuple[tuple[float, ...], float, int, bool, int | None],
) -> Forecast:
    """Return the answer for running values and the bounds of the last one."""
    kind, direction, reported = question
    trust, kept, errors, borrowed, broke = learnt
    value, lowest, highest = round(values[-1]), floor(low + 1e-9), ceil(high - 1e-9)
    answer: Answer = "value"
    month = earliest = latest = None
    lacking, sure = 0, True
    if target is not None:
        better, worse = (high, low) if direction > 0 else (low, high)
        lines = [list(values), bent(values, reported, better), bent(values, reported, worse)]
        if kind == "sum" and direction < 0:
            answer = "within" if value <= target else "over"
            month, latest, earliest = (_passed(one, target) for one in lines)
        else:
            lines = [[*line[:-1], float(round(line[-1]))] for line in lines]
            month, earliest, latest = (met_from(one, target, direction) for one in lines)
            answer = "miss" if month is None else "reached" if month <= reported else "reach"
        lacking = max(0, (target - value) * direction)
        sure = ((lowest - target) * direction >= 0) == ((highest - target) * direction >= 0)
    return Forecast(
        answer, None, value, lowest, highest, target, month, earliest, latest, lacking, sure, reported,
        tuple(round(one) for one in values), trust, kept, errors, borrowed, broke,
    )  # fmt: skip


def _passed(values: Sequence[float], target: int) -> int | None:
    """Return the first month in which a sum is above what it must stay below."""
    return next((i + 1 for i, one in enumerate(values) if round(one) > target), None)
