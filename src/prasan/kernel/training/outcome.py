"""What became of those who completed a course: rates that say how many answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prasan.kernel.fiscal import add_months

MONTHS = (3, 6, 12)
"""Months after the last day at which every completer is asked."""


def asked_on(completed: dt.date, months: int) -> dt.date:
    """Return the day on which a completer is asked; the last of the month where the month is shorter."""
    return add_months(completed, months)


@dataclass(frozen=True)
class Outcome:
    """The outcome of some completers at one of the moments.

    Parameters: `completers`, all whose day has come; `answered`, those of whom something is known; `working`, those of
    them in work. Who did not answer counts as not known, never as out of work.
    """

    completers: int
    answered: int
    working: int

    @property
    def rate(self) -> float | None:
        """Return those known to be in work over all completers, in per cent: a floor; None for no completers."""
        return 100 * self.working / self.completers if self.completers else None

    @property
    def rate_of_answers(self) -> float | None:
        """Return those in work over those who answered, in per cent; None where nobody did."""
        return 100 * self.working / self.answered if self.answered else None

    @property
    def response(self) -> float | None:
        """Return the share that answered, in per cent; None for no completers."""
        return 100 * self.answered / self.completers if self.completers else None
