"""What past years say by themselves: the line of the year before, and the naive forecast that ours is measured by."""

from collections.abc import Sequence

from prasan.kernel.forecast import History, Question
from prasan.kernel.seasons import YEAR

PER_CENT = 100
Line = list[int | None]


def year_line(history: History, question: Question, back: int = 1) -> Line:
    """Return the twelve running values of a past year, scaled; `back` 1 is the year before.

    A sum ends at its first gap, because what lacks is no zero; the other kinds have a gap only where one is.
    """
    first = len(history.values) - question.month - back * YEAR
    if first < 0:
        return [None] * YEAR
    values = list(history.values[first : first + YEAR])
    wholes = list(history.wholes[first : first + YEAR]) if history.wholes else [None] * YEAR
    return running_line(values, wholes, question)


def running_line(values: Sequence[float | None], wholes: Sequence[float | None], question: Question) -> Line:
    """Return the running value after each month of a year, by the indicator's kind of sum; None at gaps."""
    if question.kind == "last":
        return [None if one is None else round(one) for one in values]
    found: Line = []
    total, whole, count, broken = 0.0, 0.0, 0, False
    for value, base in zip(values, wholes, strict=True):
        if value is None:
            broken = broken or question.kind == "sum"
            found.append(None)
            continue
        total, whole, count = total + value, whole + (base or 0), count + 1
        found.append(None if broken else _whole_of(total, whole, count, question))
    return found


def _whole_of(total: float, whole: float, count: int, question: Question) -> int | None:
    if question.kind == "sum":
        return round(total)
    if question.kind == "average":
        return round(total / count)
    return round(total * PER_CENT * 10**question.decimals / whole) if whole else None


def naive(history: History, question: Question) -> int | None:
    """Return what one would say of the year's end without a method, scaled; None where last year is not whole.

    Of sums and averages: this year's months, and last year's for the rest. Of stocks: as it is now. Of ratios:
    last year's result.
    """
    start = len(history.values) - question.month
    year = list(history.values[start:])
    if question.kind == "last":
        newest = next((one for one in reversed(history.values) if one is not None), None)
        return None if newest is None else round(newest)
    if question.kind == "ratio":
        return year_line(history, question)[-1]
    if start < YEAR:
        return None
    before = history.values[start - YEAR : start]
    months = [year[i] if i < len(year) and year[i] is not None else before[i] for i in range(YEAR)]
    known = [one for one in months if one is not None]
    if len(known) < YEAR:
        return None
    return round(sum(known) / (YEAR if question.kind == "average" else 1))
