"""Where the calendar's entries come from: each source is one function of an actor and what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WIDTHS = {"mine": _("ของฉัน"), "office": _("หน่วยงานของฉัน"), "province": _("จังหวัดของฉัน"), "all": _("ทั้งหมดที่ฉันเห็น")}
"""How wide the calendar looks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: from the first to the last day, both included, and how wide."""

    first: dt.date
    last: dt.date
    width: str = "mine"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry.

    Parameters: `key`, the same for the same thing at every look; `title` for the page, `plain` for the feed (numbers
    and names of months only, no free text and nobody's name); `status`, how it is drawn; `last`, the last day of what
    takes several; `start` and `end`, hours in Thailand of what has them; `sequence`, how often it was changed.
    """

    day: dt.date
    key: str
    title: str
    plain: str
    kind: str
    href: str = ""
    status: str = "info"
    last: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    cancelled: bool = False
    sequence: int = 0

    def days(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Yield its days among those from first to last, both included."""
        day, stop = max(self.day, first), min(self.last or self.day, last)
        while day <= stop:
            yield day
            day += dt.timedelta(days=1)


Source = Callable[[Any, Asked], Iterable[Event]]
SOURCES: dict[str, tuple[str | Promise, Source]] = {}
"""Every source with its label, in the order in which rooms registered."""


def source(kind: str, label: str | Promise, entries: Source) -> None:
    """Register a source: `entries` answers (actor, asked) with few queries and only with what the actor sees."""
    SOURCES[kind] = (label, entries)


def events(actor: Any, asked: Asked, kinds: Iterable[str] = ()) -> list[Event]:
    """Return the entries of all sources (or of some) that touch the days, by day, hour and title."""
    chosen = set(kinds) or set(SOURCES)
    found = [one for kind, (_label, read) in SOURCES.items() if kind in chosen for one in read(actor, asked)]
    within = (one for one in found if one.day <= asked.last and (one.last or one.day) >= asked.first)
    return sorted(within, key=lambda one: (one.day, one.start or dt.time.min, one.title))
