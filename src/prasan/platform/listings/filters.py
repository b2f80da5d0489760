"""Filters of a listing: what the address may ask for; anything it does not know is passed over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.kernel.thaidate import show_date
from prasan.platform.search import matching

Choices = Sequence[tuple[Any, Any]] | Callable[[Any], Sequence[tuple[Any, Any]]]


class Filter(Protocol):
    """What every filter gives.

    `keys`, the names in the address that it reads; `clean`, its value or None when nothing (or nonsense) was
    asked; `apply`, the rows that fit; `shown`, the words of the chip that takes it off.
    """

    @property
    def keys(self) -> tuple[str, ...]:
        """The names in the address."""

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return the value asked for, None for none."""

    def apply(self, rows: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        """Return the rows that fit."""

    def shown(self, value: Any, actor: Any) -> str:
        """Return the words of the chip."""


@runtime_checkable
class Timed(Filter, Protocol):
    """A filter that hangs on the time of asking."""

    def at(self, now: dt.datetime) -> Filter:
        """Return the filter as of a moment."""


@dataclass(frozen=True)
class Choice:
    """One of some values; `choices` pairs or a function of the actor that gives them; `path` the column."""

    key: str
    label: Any
    path: str
    choices: Choices

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def pairs(self, actor: Any) -> list[tuple[str, Any]]:
        """Return the values as the address writes them, with their words."""
        choices = self.choices(actor) if callable(self.choices) else self.choices
        return [(str(value), words) for value, words in choices]

    def clean(self, asked: Mapping[str, str], actor: Any) -> str | None:
        """Return the value when it is one of the choices."""
        value = asked.get(self.key, "")
        return value if value and value in dict(self.pairs(actor)) else None

    def apply(self, rows: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        """Return the rows with the value."""
        return rows.filter(**{self.path: value})

    def shown(self, value: Any, actor: Any) -> str:
        """Return "label: words"."""
        return f"{self.label}: {dict(self.pairs(actor))[value]}"


@dataclass(frozen=True)
class Flag:
    """A condition that is on or not."""

    key: str
    label: Any
    condition: Q | Callable[[], Q]

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> bool | None:
        """Tell whether it is on."""
        return True if asked.get(self.key) in {"1", "on"} else None

    def apply(self, rows: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        """Return the rows that meet the condition."""
        return rows.filter(self.condition() if callable(self.condition) else self.condition)

    def shown(self, value: Any, actor: Any) -> str:
        """Return the label."""
        return str(self.label)


@dataclass(frozen=True)
class Search:
    """Typed text over grams; `grams` the path of the column."""

    key: str = "q"
    label: Any = ""
    grams: str = "grams"

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> str | None:
        """Return the text, cut to a sensible length."""
        return asked.get(self.key, "").strip()[:100] or None

    def apply(self, rows: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        """Return the rows that hold its grams."""
        return matching(rows, value, grams=self.grams)

    def shown(self, value: Any, actor: Any) -> str:
        """Return the text in quotation marks."""
        return f"“{value}”"


@dataclass(frozen=True)
class Days:
    """From a day to a day, both inclusive, typed in any way the date reader knows.

    Parameters: `path`, a date or date-and-time column (`clock` true for the latter); the address has
    `<key>_from` and `<key>_to`. A month or a quarter typed in one field stands for its first or last day.
    """

    key: str
    label: Any
    path: str
    clock: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The two names in the address."""
        return f"{self.key}_from", f"{self.key}_to"

    def clean(self, asked: Mapping[str, str], actor: Any) -> tuple[dt.date | None, dt.date | None] | None:
        """Return the two days; one may be missing."""
        first, last = (self._day(asked.get(name, ""), end) for end, name in enumerate(self.keys))
        return (first, last) if first or last else None

    def _day(self, typed: str, end: int) -> dt.date | None:
        if not typed.strip():
            return None
        reading = parse_date(typed[:60], timezone.localdate())
        if reading.refused is not None:
            return None
        return reading.end if end else reading.start

    def apply(self, rows: models.QuerySet[Any], value: Any) -> models.QuerySet[Any]:
        """Return the rows of those days."""
        first, last = value
        if first:
            rows = rows.filter(**{f"{self.path}__gte": self._moment(first)})
        if last:
            day_after = last + dt.timedelta(days=1)
            rows = rows.filter(**({f"{self.path}__lt": self._moment(day_after)}))
        return rows

    def _moment(self, day: dt.date) -> dt.date:
        if not self.clock:
            return day
        return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())

    def shown(self, value: Any, actor: Any) -> str:
        """Return "label: from – to"."""
        lang: Any = "en" if get_language() == "en" else "th"
        first, last = (show_date(day, "short", lang) if day else "" for day in value)
        if not first:
            return _("%(label)s: ถึง %(day)s") % {"label": self.label, "day": last}
        return f"{self.label}: {first} – {last}".rstrip()
