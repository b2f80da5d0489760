"""Keyset paging: the next page begins behind the last row shown, however many rows lie before it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan


@dataclass(frozen=True)
class Place:
    """Where a page ends: the sort value and the primary key of its last row, and how many were shown."""

    value: Any
    pk: Any
    shown: int


def column_at(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    """Return the column at the end of a path such as office__sort_th; raises FieldDoesNotExist."""
    column: Any = None
    for name in path.split("__"):
        if name == "pk":
            column = model._meta.pk
            continue
        try:
            column = model._meta.get_field(name)
        except FieldDoesNotExist:
            column = next((c for c in model._meta.concrete_fields if c.attname == name), None)
            if column is None:
                raise
        if column.is_relation:
            model = column.related_model
    found: models.Field[Any, Any] = column
    return found


def may_be_null(model: type[models.Model], path: str) -> bool:
    """Tell whether a path can lead to nothing."""
    for name in path.split("__"):
        if name == "pk":
            continue
        column: Any = column_at(model, name)
        if column.null:
            return True
        if column.is_relation and name == column.name:
            model = column.related_model
    return False


def write(place: Place) -> str:
    """Return a place as the address carries it."""
    value = place.value
    if isinstance(value, dt.date | dt.datetime):
        value = value.isoformat()
    elif isinstance(value, Decimal):
        value = str(value)
    text = json.dumps([value, place.pk, place.shown], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(token: str, column: models.Field[Any, Any], key: models.Field[Any, Any]) -> Place | None:
    """Return the place that an address carries, None when it is none (then the first page is shown)."""
    try:
        value, pk, shown = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        target: Any = getattr(column, "target_field", column)
        value = None if value is None else target.to_python(value)
        return Place(value, key.to_python(pk), max(0, min(int(shown), 10_000_000)))
    except (ValueError, TypeError, binascii.Error, UnicodeDecodeError, ValidationError, RecursionError):
        return None


def ordered(rows: models.QuerySet[Any], path: str, *, down: bool) -> models.QuerySet[Any]:
    """Return the rows sorted by a column and then by primary key, rows without a value last."""
    last = {"nulls_last": True} if may_be_null(rows.model, path) else {}
    return rows.order_by(F(path).desc(**last) if down else F(path).asc(**last), "-pk" if down else "pk")


def behind(rows: models.QuerySet[Any], path: str, place: Place, *, down: bool) -> models.QuerySet[Any]:
    """Return the rows behind a place.

    The bound on the column alone is stated too: an index can begin there.
    """
    if place.value is not None and not may_be_null(rows.model, path):
        # one comparison of rows: an index over both columns begins exactly there
        compare = TupleLessThan if down else TupleGreaterThan
        return rows.filter(compare(Tuple(F(path), F("pk")), (place.value, place.pk)))
    beyond = "lt" if down else "gt"
    later = Q(**{f"pk__{beyond}": place.pk})
    if place.value is None:
        return rows.filter(Q(**{f"{path}__isnull": True}) & later)
    bound = Q(**{f"{path}__{beyond}e": place.value}) & (Q(**{f"{path}__{beyond}": place.value}) | later)
    if may_be_null(rows.model, path):
        bound |= Q(**{f"{path}__isnull": True})
    return rows.filter(bound)
