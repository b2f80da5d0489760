"""Which month the screens speak of, and until when silence is no fault."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prasan.kernel.status import Thresholds
from prasan.progress import periods
from prasan.registers.settings import Rules


@dataclass(frozen=True, slots=True)
class Frame:
    """The reporting month of a screen.

    It is the last month that has ended. `due` is the day its reports are due; until then (`grace`) a
    province that has not reported it yet is judged by the month before, while a new report is shown at once.
    """

    period: int
    due: dt.date
    grace: bool
    today: dt.date
    thresholds: Thresholds

    @property
    def fiscal_year(self) -> int:
        """Return the fiscal year (BE)."""
        return self.period // 100

    @property
    def month(self) -> int:
        """Return the fiscal month, October 1."""
        return self.period % 100

    @property
    def label(self) -> str:
        """Name the month in the reader's language."""
        return periods.label(self.period)

    @property
    def before(self) -> int:
        """Return the period before."""
        return periods.add(self.period, -1)


def frame_on(day: dt.date, rules: Rules, period: int | None = None) -> Frame:
    """Return the frame of a day, by default its open month. Raises ValueError for a number that is no period."""
    shown = periods.open_period(day) if period is None else period
    due = periods.bounds(shown)[1] + dt.timedelta(days=rules["report-due-day"])
    grace = periods.fallback(shown, day, rules["report-due-day"]) is not None
    return Frame(shown, due, grace, day, rules.thresholds)
