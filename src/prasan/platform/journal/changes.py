"""What changed: a row's values before and after, as plain JSON values."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

_fields: dict[type[models.Model], list[tuple[str, str]]] = {}


def _names(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return (attribute, journal name) of the fields the journal keeps of a model."""
    if model not in _fields:
        silent: set[str] = getattr(model, "unjournalled", set())
        _fields[model] = [
            (f.attname, f.name)
            for f in model._meta.concrete_fields
            if f.name not in silent and not getattr(f, "journal_silent", False)
        ]
    return _fields[model]


def journalled(model: type[models.Model]) -> list[str]:
    """Return the names of the fields that the journal keeps of a model."""
    return [name for _attname, name in _names(model)]


def snapshot(row: models.Model) -> dict[str, Any]:
    """Return the row's values by field name; a deferred field is left out rather than fetched."""
    values = row.__dict__
    return {name: _kept(values[attname]) for attname, name in _names(type(row)) if attname in values}


def _kept(value: Any) -> Any:
    """Return a value that stays as it is when the row's own list or dict is changed in place."""
    return deepcopy(value) if isinstance(value, dict | list) else value


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it: dates in ISO form, decimals as text."""
    if value is None or isinstance(value, bool | int | str | float):
        return value
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return str(value)


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """Return {field: [before, after]} of the fields whose value differs."""
    return {name: [plain(before.get(name)), plain(value)] for name, value in after.items() if before.get(name) != value}
