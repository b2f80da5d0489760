"""Many rows changed in one statement, each to values of its own.

Django's own `bulk_update` writes a CASE of all rows for every column, whose cost grows with rows times columns; here
the values travel once, as one JSON text, and one statement joins them to their rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, models

BATCH = 2_000
"""Rows of one statement: a few megabytes at most for what this product holds in a row."""


def update_rows(rows: Sequence[models.Model], names: Sequence[str], batch: int = BATCH) -> int:
    """Write the named fields of rows, all of one model; returns how many rows were changed.

    A row that is gone is passed over, as with `bulk_update`. Raises TypeError for values that have no form in JSON
    (bytes, so every encrypted column), and the database's errors for values that break a rule.
    """
    if not rows:
        return 0
    model = type(rows[0])
    columns = [model._meta.get_field(name) for name in names]
    statement = _statement(model, columns)
    changed = 0
    with connection.cursor() as cursor:
        for start in range(0, len(rows), batch):
            told = [_told(row, columns) for row in rows[start : start + batch]]
            cursor.execute(statement, [json.dumps(told, default=_plain, ensure_ascii=False)])
            changed += cursor.rowcount
    return changed


def _statement(model: type[models.Model], columns: Sequence[Any]) -> str:
    quote = connection.ops.quote_name
    key: Any = model._meta.pk
    types = [f"key {key.rel_db_type(connection)}"]
    types += [f"v{n} {column.db_type(connection)}" for n, column in enumerate(columns)]
    sets = ", ".join(f"{quote(column.column)} = new.v{n}" for n, column in enumerate(columns))
    return (
        f"UPDATE {quote(model._meta.db_table)} AS old SET {sets}"  # noqa: S608 - names of our own models
        f" FROM jsonb_to_recordset(%s::jsonb) AS new ({', '.join(types)}) WHERE old.{quote(key.column)} = new.key"
    )


def _told(row: models.Model, columns: Sequence[Any]) -> dict[str, Any]:
    return {"key": row.pk} | {f"v{n}": _value(row, column) for n, column in enumerate(columns)}


def _value(row: models.Model, column: Any) -> Any:
    value = column.pre_save(row, add=False)
    if isinstance(column, models.JSONField):
        return json.loads(json.dumps(value, cls=column.encoder)) if column.encoder else value
    return column.get_db_prep_save(value, connection)


def _plain(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
