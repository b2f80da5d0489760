"""In which fiscal months an indicator is asked for, by its frequency (docs/algorithms/periods.md).

A longer period is asked for in the month that ends it, and its figure carries that month's number. Days and weeks are
counted as they come and make a figure every month. Fiscal and calendar quarters end in the same months; only their
names differ.
"""

from __future__ import annotations

from prasan.kernel.fiscal import Frequency

YEAR = 12
STEPS: dict[str, int] = {
    "day": 1, "week": 1, "month": 1, "fiscal-quarter": 3, "calendar-quarter": 3, "half": 6, "year": 12, "once": 12,
}  # fmt: skip
"""Months between two figures of each frequency."""


def is_monthly(frequency: str) -> bool:
    """Tell whether a figure is asked for every month."""
    return STEPS[frequency] == 1


def asked_months(frequency: str, due_month: int | None = None) -> tuple[int, ...]:
    """Return the fiscal months (1 October … 12 September) whose report asks for it.

    Parameters: `due_month`, of what is reported once: the month its target names; without one the year's last.
    """
    if frequency == "once":
        return (due_month or YEAR,)
    step = STEPS[frequency]
    return tuple(range(step, YEAR + 1, step))


def is_asked(frequency: str, month: int, due_month: int | None = None) -> bool:
    """Tell whether the report of a fiscal month asks for it."""
    return month in asked_months(frequency, due_month)


def last_asked(frequency: str, month: int, due_month: int | None = None) -> int:
    """Return the last fiscal month up to `month` that asks for it; 0 where none of the year's has come yet."""
    return max((one for one in asked_months(frequency, due_month) if one <= month), default=0)


def asked_count(frequency: str, month: int) -> int:
    """Return how many figures of a year are asked for up to a month that asks for one."""
    return 1 if frequency == "once" else month // STEPS[frequency]


def frequencies_of(month: int) -> tuple[Frequency, ...]:
    """Return the frequencies whose period ends with a fiscal month; what is reported once names its own month."""
    return tuple(one for one in STEPS if one != "once" and month % STEPS[one] == 0)  # type: ignore[misc]
