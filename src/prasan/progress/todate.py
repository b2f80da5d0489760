"""A fiscal year up to a month, out of packed sheets: by upper area, and month by month over several of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prasan.progress import periods
from prasan.progress.models import Figure
from prasan.progress.sheets import Sheets, Vector

Points = dict[int, tuple[int, int, int]]
"""period → (sum, denominators, number of figures)"""


class ToDate(NamedTuple):
    """What one area has reported of an indicator since October.

    `newest`, the sum of the last month, None where it was not reported; `months`, how many months were; `accepted`,
    nothing below the province's acceptance counts; `waiting`, the last month has figures that do not count yet.
    """

    total: int
    whole: int
    newest: int | None
    months: int
    accepted: bool
    waiting: bool


NOTHING = ToDate(0, 0, None, 0, True, False)


class YearToDate:
    """The years of many indicators by upper area, computed once for each indicator and month."""

    def __init__(self, sheets: Sheets, level: int) -> None:
        self._sheets = sheets
        self._size = sheets.length
        self._level = level
        self._known: dict[tuple[int, int], list[ToDate]] = {}

    def at(self, indicator: int, slot: int, period: int) -> ToDate:
        """Return one upper area's year up to a month."""
        key = (indicator, period)
        if key not in self._known:
            self._known[key] = self._all(indicator, period)
        row = self._known[key]
        return row[slot] if slot < len(row) else NOTHING

    def series(self, indicator: int, first: int, last: int, slots: Sequence[int]) -> Points:
        """Return each month's sum over some upper areas; months without any figure are left out."""
        found: Points = {}
        for period in periods.between(first, last):
            vector = self._sheets.get(indicator, period, self._level)
            if vector is None:
                continue
            total, count, whole = vector.over(slots)
            if count:
                found[period] = (total, whole, count)
        return found

    def _all(self, indicator: int, period: int) -> list[ToDate]:
        """Return every slot's year up to a month; columns are months, so that each is one pass in C."""
        size = self._size
        months = periods.between(periods.first_of_year(period), period)
        shown = [self._sheets.get(indicator, one, self._level) for one in months]
        sums = list(zip(*[_padded(v.sums, size) if v else (0,) * size for v in shown], strict=True))
        counts = list(zip(*[_padded(v.counts, size) if v else (0,) * size for v in shown], strict=True))
        wholes = list(zip(*[_padded(v.wholes, size) if v else (0,) * size for v in shown], strict=True))
        firm = self._below(indicator, months, shown, size)
        early = self._more(indicator, months[-1], shown[-1], size)
        found = []
        for slot in range(size):
            counted = counts[slot]
            reported = len(counted) - counted.count(0)
            if not reported and not early[slot]:
                found.append(NOTHING)
                continue
            newest = sums[slot][-1] if counted[-1] else None
            found.append(ToDate(sum(sums[slot]), sum(wholes[slot]), newest, reported, not firm[slot], early[slot]))
        return found

    def _below(self, indicator: int, months: Sequence[int], shown: Sequence[Vector | None], size: int) -> list[bool]:
        """Tell by slot whether a figure counts that the province has not accepted."""
        below = [False] * size
        for month, vector in zip(months, shown, strict=True):
            top = self._sheets.get(indicator, month, Figure.Level.PROVINCE)
            if vector is None or vector is top:
                continue
            for slot, count in enumerate(vector.counts):
                below[slot] = below[slot] or count != (top.at(slot)[1] if top else 0)
        return below

    def _more(self, indicator: int, month: int, shown: Vector | None, size: int) -> list[bool]:
        """Tell by slot whether the month has figures below the level that counts."""
        more = [False] * size
        every = self._sheets.get(indicator, month, Figure.Level.SUBMITTED)
        if every is None or every is shown:
            return more
        for slot, count in enumerate(every.counts):
            more[slot] = count != (shown.at(slot)[1] if shown else 0)
        return more


def _padded(numbers: Sequence[int], size: int) -> Sequence[int]:
    """Return as many numbers as there are slots: areas that came later have none before."""
    return numbers if len(numbers) == size else [*numbers, *([0] * (size - len(numbers)))]
