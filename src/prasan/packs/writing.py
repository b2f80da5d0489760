"""What every pack needs to write its rows: upserts by key, dates, and respect for changes by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model

from prasan.platform.journal.models import Entry


def upsert(model: type[Model], found: list[Any], key: list[str], fields: list[str]) -> int:
    """Insert rows, or change the given fields of those that have the same key; returns how many."""
    manager: Any = model._default_manager
    manager.bulk_create(found, batch_size=1500, update_conflicts=True, unique_fields=key, update_fields=fields)
    return len(found)


def day(text: str) -> date | None:
    """Return a table's date, None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def hand_changed(model: type[Model]) -> set[int]:
    """Return the ids of the rows of a model that people changed through a command."""
    entries = Entry.objects.filter(model=model._meta.label_lower, object_id__isnull=False)
    return {pk for pk in entries.values_list("object_id", flat=True).distinct() if pk is not None}
