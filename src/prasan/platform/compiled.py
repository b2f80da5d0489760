"""Querysets compiled once: the SQL of a question that is asked at every request, with other values.

    _seat = Compiled(lambda seat, day: Seat.objects.held_on(day).filter(pk=seat).select_related("office"))
    found = _seat(7, today)        # a list

Django writes the SQL of a queryset anew at each call; for a wide one that costs five times what reading the answer
does (docs/benchmarks.md). Here the text is kept for each set of arguments that may change it: whoever asks, with all
that is true of them, is part of the key, so that nobody is ever answered with the limits of another. Only numbers,
moments and `Given` texts that are arguments of their own are put in anew.

What could go stale is not kept: where the queryset asks the database while it is built, or holds a moment that is no
argument, it is built at each call like any other. That is found out at the first call, when the text is also compared
with what Django writes for the real values. Tests compare it at every call (`CHECK`).
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators
from django.utils import timezone, translation
from psycopg.sql import Literal
from psycopg.types.numeric import Int2, Int4

M = TypeVar("M", bound=Model)
Places = tuple[tuple[int, int], ...]
"""Pairs of (place among the parameters, place among the values)."""
log = logging.getLogger("prasan.compiled")

CHECK = False
"""Compare with what Django writes at every call; set by the tests."""
MOST = 1000
"""Sets of arguments that are kept of one question: officers at work in one process, and more."""
LONGEST = 100
"""Numbers of one argument; more are no page's."""
_INT, _DAY, _MOMENT = 1_987_654_321, dt.date(1987, 6, 5), dt.datetime(1987, 6, 5, 4, 3, 2, tzinfo=dt.UTC)
"""Marks that stand for values while a text is written: nothing else is like them."""
_TEXT = "\ufdd0prasan {}\ufdd1"
_BIGGEST, _BOUNDS = 2**63, {Int2: 2**15, Int4: 2**31}


class Given(str):
    """A text that is nothing but a value: put in anew at each call, like a number."""

    __slots__ = ()


class _Asks(Exception):
    """A queryset asked the database while it was built."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """A text with its parameters; `places`, which of them are which value; `django`, the same as Django writes it."""

    reader: _Reader
    django: tuple[str, tuple[Any, ...], Places]
    sql: str
    params: tuple[Any, ...]
    places: Places

    def fits(self, values: Sequence[Any]) -> bool:
        """Tell whether the columns can hold the values; Django asks nothing where they cannot."""
        bounds = ((values[place], _BOUNDS.get(type(self.params[at]), _BIGGEST)) for at, place in self.places)
        return all(-most <= value < most for value, most in bounds if isinstance(value, int))

    def filled(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Return the parameters for some values."""
        return _filled(self.params, self.places, values)

    def differs(self, sql: str, params: tuple[Any, ...], values: Sequence[Any]) -> bool:
        """Tell whether Django would ask something else for these values."""
        return (sql, params) != (self.django[0], _filled(*self.django[1:], values))


class Compiled(Generic[M]):
    """A question to the database whose text is kept. Called with the arguments of `make`, it returns a list.

    Parameters: `make`, returns the queryset for arguments: who asks, numbers, lists of numbers, moments, days, and
    whatever else can be a key. It prefetches nothing.
    """

    def __init__(self, make: Callable[..., QuerySet[M]]) -> None:
        self._make = make
        self._plans: dict[Any, _Plan | None] = {}
        self._texts: dict[tuple[str, type], _Reader] = {}

    def __call__(self, *args: Any) -> list[M]:
        """Return the rows."""
        told = _apart(args)
        if not all(-_BIGGEST <= one < _BIGGEST for one in told.values if isinstance(one, int)):
            return list(self._make(*args))  # Django has its own answer to what no column holds
        if told.key not in self._plans:
            self._keep(told.key, self._plan(args, told))
        plan = self._plans.get(told.key)
        if plan is None or not plan.fits(told.values):
            return list(self._make(*args))
        if CHECK:
            written = _written(self._make(*args))[1:]
            assert not plan.differs(*written, told.values), "a kept text differs from Django's"
        return _answered(plan, plan.filled(told.values))

    def _keep(self, key: Any, plan: _Plan | None) -> None:
        if len(self._plans) >= MOST:
            self._plans.clear()
            self._texts.clear()
        self._plans[key] = plan

    def _plan(self, args: Sequence[Any], told: _Apart) -> _Plan | None:
        """Return the text for these arguments; None where it cannot be kept."""
        try:
            with connection.execute_wrapper(_refuse):
                rows = self._make(*told.marked)
                if rows._prefetch_related_lookups or rows._iterable_class not in _Reader.SHAPES:  # type: ignore[attr-defined]
                    return None
                compiler, sql, params = _written(rows)
                real = _written(self._make(*args))[1:]
        except (EmptyResultSet, _Asks):
            return None
        except Exception:  # whatever it is, the question itself is asked as ever
            if CHECK:
                raise
            log.warning("the text of a question is not kept: %s", self._make.__qualname__)
            return None
        places = tuple(_places(params, told.marks))
        known = {at for at, _place in places}
        baked = any(isinstance(one, dt.date | dt.time) for at, one in enumerate(params) if at not in known)
        if baked or (sql, _filled(params, places, told.values)) != real:
            return None
        asked, left, where = _fixed(sql, params, places)
        shape = (asked, rows._iterable_class)
        reader = self._texts.get(shape) or self._texts.setdefault(shape, _Reader(rows, compiler))
        return _Plan(reader, (sql, params, places), asked, left, where)


_VALUES = frozenset({int, dt.date, dt.datetime, Given})


def _refuse(*_args: Any) -> Any:
    raise _Asks


@dataclass(frozen=True, slots=True)
class _Apart:
    """Arguments taken apart: what the text depends on, the values put in, the marks, the arguments with the marks."""

    key: tuple[Any, ...]
    values: list[Any]
    marks: list[Any]
    marked: list[Any]


def _apart(args: Sequence[Any]) -> _Apart:
    key: list[Any] = [translation.get_language(), timezone.get_current_timezone_name()]
    values: list[Any] = []
    marks: list[Any] = []
    marked: list[Any] = []

    def put(value: Any) -> Any:
        values.append(value)
        marks.append(_mark(value, len(values)))
        return marks[-1]

    for one in args:
        if isinstance(one, list | tuple) and 0 < len(one) <= LONGEST and all(type(each) is int for each in one):
            key.append(("list", len(one)))
            marked.append([put(each) for each in one])
        elif type(one) in _VALUES:
            key.append(type(one))
            marked.append(put(one))
        else:
            key.append(tuple(one) if isinstance(one, list) else one)
            marked.append(one)
    return _Apart(tuple(key), values, marks, marked)


def _mark(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return Given(_TEXT.format(number))
    if isinstance(value, dt.datetime):
        return _MOMENT + dt.timedelta(seconds=number)
    if isinstance(value, dt.date):
        return _DAY + dt.timedelta(days=number)
    return _INT + number


def _places(params: Sequence[Any], marks: Sequence[Any]) -> list[tuple[int, int]]:
    """Return (place among the parameters, place among the values) of each mark."""
    by_mark = {(isinstance(one, int), str(one)): place for place, one in enumerate(marks)}
    found = []
    for at, param in enumerate(params):
        if isinstance(param, int | str | dt.date) and not isinstance(param, bool):
            place = by_mark.get((isinstance(param, int), str(param)))
            if place is not None:
                found.append((at, place))
    return found


def _filled(params: Sequence[Any], places: Places, values: Sequence[Any]) -> tuple[Any, ...]:
    """Return the parameters with the values in their places, each as the type that Django gave it."""
    told = list(params)
    for at, place in places:
        value = values[place]
        told[at] = type(told[at])(value) if isinstance(value, int) else value
    return tuple(told)


_HOLE = re.compile(r"%%|%s")


def _fixed(sql: str, params: tuple[Any, ...], places: Places) -> tuple[str, tuple[Any, ...], Places]:
    """Return the text with its words written into it, the parameters that are left, and the places of the values.

    A state or a role is the same at every call: where the server reads it in the text, a plan for all values can use
    the index of what is open, and is not dearer than one for these values. Numbers stay parameters: they are the
    reader's, and one text is to serve all readers.
    """
    known = {at for at, _place in places}
    words = {at: one for at, one in enumerate(params) if type(one) is str and at not in known}
    number = -1

    def put(hole: re.Match[str]) -> str:
        nonlocal number
        if hole[0] == "%%":
            return "%%"
        number += 1
        if number not in words:
            return "%s"
        connection.ensure_connection()
        return Literal(words[number]).as_string(connection.connection).replace("%", "%%")

    text = _HOLE.sub(put, sql)
    left = [at for at in range(len(params)) if at not in words]
    anew = {at: place for place, at in enumerate(left)}
    return text, tuple(params[at] for at in left), tuple((anew[at], place) for at, place in places)


def _written(rows: QuerySet[Any]) -> tuple[Any, str, tuple[Any, ...]]:
    """Return (compiler, SQL, parameters) as Django writes them."""
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    return compiler, sql, tuple(params)


def _answered(plan: _Plan, params: tuple[Any, ...]) -> list[Any]:
    """Ask, and make of the answer what the queryset would."""
    with connection.cursor() as cursor:
        cursor.execute(plan.sql, params)
        return plan.reader(cursor.fetchall())


class _Reader:
    """Makes of raw rows what a queryset's own iterator would, with everything that is the same each time found once.

    Follows ModelIterable, ValuesListIterable and FlatValuesListIterable of django.db.models.query (Django 5.2), which
    find converters and the places of joined models anew at each question; other shapes are not kept.
    """

    SHAPES: tuple[type, ...] = (ModelIterable, ValuesListIterable, FlatValuesListIterable)

    def __init__(self, rows: QuerySet[Any], compiler: Any) -> None:
        self._shape = rows._iterable_class
        self._cut = compiler.col_count if compiler.has_extra_select else None
        fields = [one[0] for one in compiler.select[: compiler.col_count]]
        self._converters = [(at, *both) for at, both in compiler.get_converters(fields).items()]
        if self._shape is ModelIterable:
            info = compiler.klass_info
            first, last = info["select_fields"][0], info["select_fields"][-1] + 1
            self._model, self._part = info["model"], slice(first, last)
            self._names = [one[0].target.attname for one in compiler.select[first:last]]
            # the stubs are of a later Django
            self._joined = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]
            self._beside = list((compiler.annotation_col_map or {}).items())

    def __call__(self, rows: Sequence[Sequence[Any]]) -> list[Any]:
        """Return models, tuples or single values."""
        if self._cut is not None:
            rows = [row[: self._cut] for row in rows]
        if self._converters:
            rows = [self._converted(list(row)) for row in rows]
        if self._shape is ModelIterable:
            return [self._made(row) for row in rows]
        if self._shape is FlatValuesListIterable:
            return [row[0] for row in rows]
        return [tuple(row) for row in rows]

    def _converted(self, row: list[Any]) -> list[Any]:
        for at, converters, expression in self._converters:
            for convert in converters:
                row[at] = convert(row[at], expression, connection)
        return row

    def _made(self, row: Sequence[Any]) -> Any:
        one = self._model.from_db(connection.alias, self._names, row[self._part])
        for joined in self._joined:
            joined.populate(row, one)
        for name, at in self._beside:
            setattr(one, name, row[at])
        return one
