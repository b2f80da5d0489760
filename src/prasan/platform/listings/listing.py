"""A list page by description, and one page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from prasan.platform.compiled import Compiled, Given
from prasan.platform.listings import paging
from prasan.platform.listings.filters import Days, Filter, Search, Timed
from prasan.platform.listings.models import SavedView
from prasan.platform.vault.mask import masked

LISTINGS: dict[str, Listing] = {}
"""Every list page by its name."""
AFTER, SORT = "after", "sort"
TYPED = (Search, Days)
"""Filters that a person writes into: each text would be a question of its own to keep."""


@dataclass(frozen=True)
class Column:
    """A column of a list and of its export.

    Parameters: `key`, its name in rows and in the address; `label`, its heading; `path`, where its value
    lies; `sort`, the path to sort by (True: its own path); `kind`, text, number, scaled, date or moment;
    `choices`, value → words; `personal`, a kind of vault.mask: masked for readers who see masks;
    `shown`/`exported`, whether it stands on the page / in files; `headed`, whether it has a column of its own there
    or only goes along with the row; `width`, in Excel's characters.
    """

    key: str
    label: Any
    path: str
    sort: str | bool = False
    kind: str = "text"
    choices: Mapping[Any, Any] | None = None
    personal: str = ""
    shown: bool = True
    exported: bool = True
    headed: bool = True
    width: int = 20

    @property
    def sort_path(self) -> str:
        """Return what it sorts by, empty when it does not."""
        return self.path if self.sort is True else (self.sort or "")

    def as_header(self) -> dict[str, Any]:
        """Return what the table component takes."""
        return {"key": self.key, "label": self.label, "num": self.kind in {"number", "scaled"}, "sort": bool(self.sort)}

    def value(self, raw: Any, *, mask: bool) -> Any:
        """Return a raw value as it is shown: words of a choice, or masked."""
        if self.personal and mask:
            return masked(None if raw is None else str(raw), self.personal)
        if self.choices is not None:
            return self.choices.get(raw, raw)
        return raw


@dataclass
class Page:
    """One page of a listing, as templates take it (components/lists.html: table, pager, filter_bar)."""

    listing: Listing
    rows: list[dict[str, Any]]
    more: bool
    shown: int
    sort: str
    applied: list[tuple[Filter, Any]]
    base: list[tuple[str, str]]
    next_token: str
    path: str
    actor: Any

    @property
    def headers(self) -> list[dict[str, Any]]:
        """Return the columns of the table."""
        return [column.as_header() for column in self.listing.columns if column.shown and column.headed]

    def url(self, *, without: Iterable[str] = (), **changed: str) -> str:
        """Return this list's address with something left out or changed; always from the first row."""
        dropped = set(without) | changed.keys()
        query = [(key, value) for key, value in self.base if key not in dropped]
        query += [(key, value) for key, value in changed.items() if value]
        return f"{self.path}?{urlencode(query)}" if query else self.path

    def sort_url(self, sort: str) -> str:
        """Return the address sorted in another way."""
        return self.url(**{SORT: sort})

    @property
    def more_url(self) -> str | None:
        """Return the address of the next rows, None at the end."""
        return self.url(**{AFTER: self.next_token}) if self.more else None

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Return (words, address without it) of each filter in force."""
        return [(one.shown(value, self.actor), self.url(without=one.keys)) for one, value in self.applied]

    @property
    def query(self) -> str:
        """Return filters and sort as an address writes them, for saved views and exports."""
        return urlencode(self.base)

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """Return (name, address, whether it is shown now) of the person's saved views; one query."""
        saved = _saved(self.actor, Given(self.listing.name))
        now = self.query
        return [(one.name, f"{self.path}?{one.query}", one.query == now) for one in saved]

    @property
    def asked(self) -> dict[str, str]:
        """Return what was asked for, for the fields of the filter form."""
        return dict(self.base)


_saved: Compiled[SavedView] = Compiled(lambda actor, name: SavedView.objects.visible_to(actor).filter(listing=name))


def codes_by_word(kind: type[models.TextChoices]) -> Mapping[str, str]:
    """Return the code of each choice by its word in the language that is spoken now: rows of a list hold words."""
    return _codes_by_word(kind, get_language())


@cache
def _codes_by_word(kind: type[models.TextChoices], _language: str | None) -> Mapping[str, str]:
    return {str(word): code for code, word in kind.choices}


class Listing:
    """Base of list pages; a subclass is registered by its `name`.

    Class attributes: `columns`, `filters`; `order`, the first sort ("-due": downwards); `size`, rows a
    page; `url_name`, the page that shows it (for saved views); `classification`, the path of the class
    where rows have one: rows above the reader's clearance are left out; `kept`, that `rows` and the filters hang on
    nothing but who asks and what the address says (no day, no setting): then the text of the question is kept
    (platform.compiled).
    """

    name: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    order: ClassVar[str] = "pk"
    size: ClassVar[int] = 25
    url_name: ClassVar[str] = ""
    classification: ClassVar[str] = ""
    may_open: ClassVar[Callable[[Any], Any] | None] = None
    kept: ClassVar[bool] = False

    def __init__(self) -> None:
        self._kept: Compiled[Any] = Compiled(self._first)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Register the listing."""
        super().__init_subclass__(**kwargs)
        if cls.name:
            LISTINGS[cls.name] = cls()

    def rows(self, actor: Any) -> models.QuerySet[Any]:
        """Return the rows the actor may see; always through visible_to."""
        raise NotImplementedError

    def parts(self, actor: Any, asked: Mapping[str, str]) -> list[models.QuerySet[Any]]:
        """Return the rows of `rows` in parts that have no row in common, where each alone is found sooner."""
        return [self.rows(actor)]

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add what the template needs to a row (an address, a status); the row has `pk` and the columns."""
        return row

    def refusal(self, actor: Any) -> Any:
        """Return why an actor may not open the list, None when they may."""
        rule = type(self).may_open
        return rule(actor) if rule is not None else None

    def chosen(self, actor: Any, asked: Mapping[str, str]) -> tuple[models.QuerySet[Any], list[tuple[Filter, Any]]]:
        """Return the rows that the address asks for, in scope and class, and the filters in force."""
        applied = self.in_force(actor, asked)
        return self._narrowed(self.rows(actor), actor, applied), applied

    def _narrowed(
        self, rows: models.QuerySet[Any], actor: Any, applied: list[tuple[Filter, Any]]
    ) -> models.QuerySet[Any]:
        """Return the rows of the reader's class that pass the filters."""
        if self.classification:
            rows = rows.filter(**{f"{self.classification}__lte": actor.scope.clearance})
        for one, value in applied:
            rows = one.apply(rows, value)
        return rows

    def in_force(self, actor: Any, asked: Mapping[str, str]) -> list[tuple[Filter, Any]]:
        """Return the filters that the address asks for, with their values."""
        told = ((one, one.clean(asked, actor)) for one in self.filters)
        return [(one, value) for one, value in told if value is not None]

    def sorting(self, asked: Mapping[str, str]) -> tuple[str, str, bool]:
        """Return (sort as the address writes it, path, downwards); an unknown wish gives the first sort."""
        wish = asked.get(SORT, "")
        paths = {column.key: column.sort_path for column in self.columns if column.sort_path}
        if wish.removeprefix("-") in paths:
            return wish, paths[wish.removeprefix("-")], wish.startswith("-")
        key = self.order.removeprefix("-")
        return self.order, paths.get(key, key), self.order.startswith("-")

    def base(self, asked: Mapping[str, str], applied: list[tuple[Filter, Any]], sort: str) -> list[tuple[str, str]]:
        """Return the names and values that the address keeps: filters in force, and a sort that is not the first."""
        kept = [(key, asked[key]) for one, _value in applied for key in one.keys if asked.get(key)]
        return kept + ([(SORT, sort)] if sort != self.order else [])

    def page(self, actor: Any, asked: Mapping[str, str], path: str) -> Page:
        """Return one page; two queries at most (rows, and saved views when the template asks for them).

        Parameters: `asked`, request.GET; `path`, request.path.
        """
        sort, column, down = self.sorting(asked)
        place = None
        applied = self.in_force(actor, asked) if self.kept and not asked.get(AFTER) else None
        if applied is not None and not any(isinstance(one, TYPED) for one, _value in applied):
            raw = self._kept(actor, tuple(self.base(asked, applied, sort)), timezone.now())
        else:
            rows, applied = self.chosen(actor, asked)
            key: Any = rows.model._meta.pk
            if asked.get(AFTER):
                place = paging.read(asked[AFTER], paging.column_at(rows.model, column), key)
            if place is not None:
                rows = paging.behind(rows, column, place, down=down)
            raw = list(self._cut(rows, column, down=down))
        more, raw = len(raw) > self.size, raw[: self.size]
        shown = (place.shown if place else 0) + len(raw)
        token = paging.write(paging.Place(raw[-1][1], raw[-1][0], shown)) if more else ""
        found, base = self._shown(raw, actor), self.base(asked, applied, sort)
        return Page(self, found, more, shown, sort, applied, base, token, path, actor)

    def _first(self, actor: Any, base: tuple[tuple[str, str], ...], now: dt.datetime) -> models.QuerySet[Any]:
        """Return the question for the first page."""
        asked = dict(base)
        _sort, column, down = self.sorting(asked)
        applied = [
            (one.at(now) if isinstance(one, Timed) else one, value) for one, value in self.in_force(actor, asked)
        ]
        # the page's rows are found first: the tables beside them are joined to fifty rows, not to all of the box
        parts = [self._narrowed(part, actor, applied) for part in self.parts(actor, asked)]
        first, *more = [paging.ordered(part, column, down=down).values("pk")[: self.size + 1] for part in parts]
        page = first.union(*more, all=True) if more else first
        return self._cut(parts[0].model._default_manager.filter(pk__in=page), column, down=down)

    def _cut(self, rows: models.QuerySet[Any], column: str, *, down: bool) -> models.QuerySet[Any]:
        """Return one page of rows: primary key, sort value, columns; one row more tells that there are more."""
        paths = [one.path for one in self.columns if one.shown]
        return paging.ordered(rows, column, down=down).values_list("pk", column, *paths)[: self.size + 1]

    def _shown(self, raw: Sequence[Sequence[Any]], actor: Any) -> list[dict[str, Any]]:
        """Return rows as templates take them; the words of a choice are looked up once for a page."""
        columns = [one for one in self.columns if one.shown]
        mask = bool(getattr(actor.scope, "masked", False))
        said: dict[tuple[str, Any], Any] = {}
        found = []
        for values in raw:
            row = {"pk": values[0]}
            for one, value in zip(columns, values[2:], strict=True):
                if one.choices is None or (one.personal and mask):
                    row[one.key] = one.value(value, mask=mask)
                    continue
                if (one.key, value) not in said:
                    words = one.value(value, mask=mask)
                    said[one.key, value] = str(words) if isinstance(words, Promise) else words
                row[one.key] = said[one.key, value]
            found.append(self.prepare(row, actor))
        return found
