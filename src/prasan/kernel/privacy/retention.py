"""When data of a person are due to be emptied (ครบกำหนดเก็บรักษา), and what keeps them all the same.

The term runs from the last of three days: the entry, the end of the last tie, the end of the last case; each has its
own years, and the latest of the days reached is the one that counts. Personal Data Protection Act B.E. 2562, section 37
(3): what is past its term, or is needed no longer, is erased.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["entry", "tie", "case"]
Keeper = Literal["hold", "open", "request", "duty"]
Standing = Literal["used", "later", "held", "due"]

ANCHORS: tuple[Anchor, ...] = ("entry", "tie", "case")
KEEPERS: tuple[Keeper, ...] = ("hold", "open", "request", "duty")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person's entries together.

    `used`, an office has a living tie that no law demands; `duty`, one that the law demands; `hold`, an order; `open`,
    a referral in which somebody owes the next step; `request`, one about data, other than to erase, without an answer.
    """

    entered: dt.date
    tie_ended: dt.date | None = None
    case_ended: dt.date | None = None
    used: bool = False
    hold: bool = False
    open: bool = False
    request: bool = False
    duty: bool = False


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years on; of 29 February the first of March, never a day too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def due(known: Known, years: Mapping[Anchor, int]) -> tuple[dt.date, Anchor] | None:
    """Return the day on which the term is over and the day of which kind it ran from; None while it does not run.

    It does not run while an office uses the data, nor where a kind of day that was reached has no years: what nobody
    decided is kept. Parameters: `years`, of each kind of day.
    """
    if known.used:
        return None
    reached: dict[Anchor, dt.date | None] = {
        "entry": known.entered, "tie": known.tie_ended, "case": known.case_ended,
    }  # fmt: skip
    found: list[tuple[dt.date, Anchor]] = []
    for anchor in ANCHORS:
        day = reached[anchor]
        if day is None:
            continue
        if anchor not in years:
            return None
        found.append((years_after(day, years[anchor]), anchor))
    # of two that end on one day the further one tells more: a case says more than the entry
    return max(found, key=lambda one: (one[0], ANCHORS.index(one[1])))


def keepers(known: Known) -> tuple[Keeper, ...]:
    """Return what keeps the data whatever the term says, in the order in which it is told."""
    return tuple(name for name in KEEPERS if getattr(known, name))


def standing(known: Known, years: Mapping[Anchor, int], today: dt.date) -> Standing:
    """Return whether data are used, due later, due and held, or due to be emptied today."""
    found = due(known, years)
    if found is None:
        return "used"
    if found[0] > today:
        return "later"
    return "held" if keepers(known) else "due"
