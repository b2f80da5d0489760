"""Work with a clock from several rooms, read together: the most urgent rows first, one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Concat

SHOWN = 80
Row = tuple[str, int, str, dt.datetime, int]
"""(kind, row, text, until when, the thing it is about); a kind may carry a state behind a colon."""


def columns(rows: QuerySet[Any], kind: str, said: Any, until: Any, about: Any, state: str = "") -> Any:
    """Return rows in the shape that all kinds of work share.

    Parameters: `said`, `until`, `about`, expressions; `state`, a column that goes along behind the kind.
    """
    what = Concat(Value(f"{kind}:"), F(state), output_field=CharField()) if state else Value(kind, CharField())
    return rows.order_by().annotate(
        what=what, key=F("pk"), said=Cast(said, CharField()), falls=Cast(until, DateTimeField()),
        about=Cast(about, IntegerField()),
    ).values_list("what", "key", "said", "falls", "about")  # fmt: skip


def read(parts: Iterable[Any]) -> list[Row]:
    """Return the rows of all parts, the most urgent first: one query, none without parts."""
    first, *others = [*parts] or [None]
    if first is None:
        return []
    rows = first.union(*others, all=True) if others else first
    return list(rows.order_by("falls", "key")[:SHOWN])
