"""Personal values in the set form: sealed in the application, since the database knows no keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from prasan.platform.commands import setsql
from prasan.platform.journal.changes import plain
from prasan.platform.vault.fields import EncryptedField
from prasan.platform.vault.keys import keys_of, personal_fields

SEALED = "prasan_sealed"


def personal_among(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """Return the personal fields among those a set changes.

    Raises TypeError where the rows are about somebody else than themselves: such verbs run one by one.
    """
    found = sorted(personal_fields(model) & set(names))
    if found and hasattr(model, "personal_subject"):
        raise TypeError(f"{model.__name__} is about another person; its personal fields cannot be changed in sets")
    return found


def seal(cursor: Any, model: type[models.Model], names: list[str], *, made: bool) -> None:
    """Make the table of sealed changes of the admitted rows, which `setsql.journal` joins.

    Parameters: `names`, the personal fields; `made`, the rows are new and have no former values.
    """
    columns: list[Any] = [model._meta.get_field(name) for name in names]
    old = [] if made else [setsql.quote(f"o_{name}") for name in names]
    wanted = ", ".join([*old, *(setsql.quote(f"v_{name}") for name in names)])
    cursor.execute(f"SELECT p_id, {wanted} FROM {setsql.JUDGED} WHERE p_refused IS NULL")  # noqa: S608
    rows = cursor.fetchall()
    label = model._meta.label_lower
    keys = keys_of([(label, row[0]) for row in rows])
    cursor.execute(f"CREATE TEMP TABLE {SEALED} (p_id bigint PRIMARY KEY, sealed jsonb NOT NULL) ON COMMIT DROP")
    with cursor.copy(f"COPY {SEALED} (p_id, sealed) FROM STDIN") as copy:
        for number, *values in rows:
            before = [None] * len(names) if made else values[: len(names)]
            after = values[-len(names) :]
            key = keys[label, number]
            found = {}
            for column, one, other in zip(columns, before, after, strict=True):
                pair = [_read(column, one), _read(column, other)]
                if pair[0] != pair[1]:
                    found[column.name] = [key.seal(plain(value)) for value in pair]
            copy.write_row([number, Jsonb(found)])


def _read(column: Any, value: Any) -> Any:
    return column.from_db_value(value, None, None) if isinstance(column, EncryptedField) else value
