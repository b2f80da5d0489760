"""A number as documents show it: with its unit, and with what must be said beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from prasan.desk.board import Measure, unit
from prasan.desk.words import PER_CENT
from prasan.platform.ui.filters import number

REPORTED, NOT_REPORTED, NOT_APPLICABLE, NOT_SET = "reported", "not-reported", "not-applicable", "not-set"


@dataclass(frozen=True, slots=True)
class Number:
    """A scaled integer with its unit; nothing is never zero.

    `state` is reported, not-reported, not-applicable, or not-set (a plan that has no value here); `accepted` is false
    where a figure that the province has not accepted counts; `twice`, a person may stand in it twice.
    """

    raw: int | None
    decimals: int = 0
    unit: str = ""
    state: str = REPORTED
    accepted: bool = True
    twice: bool = False

    @property
    def bare(self) -> str:
        """Return the number alone, or the word that stands in its place."""
        if self.state == NOT_APPLICABLE:
            return _("ไม่เกี่ยวข้อง")
        if self.raw is None:
            return "–" if self.state == NOT_SET else _("ยังไม่รายงาน")
        return number(self.raw / 10**self.decimals, self.decimals)

    @property
    def text(self) -> str:
        """Return the number with its unit; Thai puts the word for per cent first."""
        if self.raw is None or self.state != REPORTED or not self.unit:
            return self.bare
        return f"{self.unit} {self.bare}" if self.unit == PER_CENT else f"{self.bare} {self.unit}"

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what must be said beside it."""
        if self.raw is None:
            return ()
        found = () if self.accepted else (_("ยังไม่รับรอง"),)
        return (*found, _("อาจนับซ้ำ")) if self.twice else found

    @property
    def full(self) -> str:
        """Return number, unit and marks in one text."""
        return " ".join([self.text, *(f"({mark})" for mark in self.marks)])

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "value": self.raw, "decimals": self.decimals, "unit": self.unit, "state": self.state,
            "accepted": self.accepted, "may_count_twice": self.twice, "text": self.full,
        }  # fmt: skip


def of(
    measure: Measure, raw: int | None, *, applies: bool = True, accepted: bool = True, twice: bool = False
) -> Number:
    """Return a measure's value as a number of a document."""
    state = NOT_APPLICABLE if not applies else NOT_REPORTED if raw is None else REPORTED
    return Number(raw if applies else None, measure.decimals, unit(measure), state, accepted, twice)


def plan(measure: Measure, raw: int | None, *, applies: bool = True) -> Number:
    """Return what was planned for a measure; nobody reports a plan, so without one there is a dash."""
    state = NOT_APPLICABLE if not applies else NOT_SET if raw is None else REPORTED
    return Number(raw if applies else None, measure.decimals, unit(measure), state)
