"""Prove that a command's set form does what its single form does, on given rows; for tests."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction

from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.command import Command
from prasan.platform.commands.errors import PeopleError
from prasan.platform.commands.perform import perform
from prasan.platform.journal.changes import snapshot
from prasan.platform.journal.models import Entry, Outbox

_KEPT = ("verb", "model", "object_label", "area_id", "office_id", "classification", "changes", "reason")


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")


class _Back(Exception):
    """Takes a trial back."""


def _clockless(model: type[models.Model], values: dict[str, Any], drop: Sequence[str]) -> dict[str, Any]:
    clocks = {c.name for c in model._meta.concrete_fields if getattr(c, "auto_now", False) or c.name in drop}
    return {name: value for name, value in values.items() if name not in clocks}


def _told(model: type[models.Model], since: int, events_since: int, drop: Sequence[str]) -> tuple[Any, Any]:
    entry = Entry.objects.filter(pk__gt=since).order_by("-pk").first()
    events = Outbox.objects.filter(pk__gt=events_since)
    made = f":{entry.object_id}" if entry and "id" in drop else "\0"  # a made row has a new number each run
    topics = {topic.removesuffix(made) for event in events for topic in event.topics}
    if entry is None:
        return None, topics
    kept = {name: getattr(entry, name) for name in _KEPT}
    kept["changes"] = _read_times(_clockless(model, entry.changes, drop))
    return kept, topics


def _read_times(told: Any) -> Any:
    """Return journalled values with moments as moments: Python and the database write the same one differently."""
    if isinstance(told, dict):
        return {name: _read_times(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_read_times(value) for value in told]
    if isinstance(told, str) and _MOMENT.fullmatch(told):
        return dt.datetime.fromisoformat(told)
    return told


def _last(model: type[models.Model]) -> int:
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _trial(act: Any, command: type[Command[Any]], drop: Sequence[str]) -> dict[str, Any]:
    """Run one form on one row and take it back; return what it came to."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            entries, events = _last(Entry), _last(Outbox)
            row = act()
            if row is not None:
                fresh = command.model._base_manager.get(pk=row)
                found["row"] = _clockless(command.model, snapshot(fresh), drop)
                found["journal"], found["topics"] = _told(command.model, entries, events, drop)
            raise _Back
    except PeopleError as error:
        found["refused"] = str(error.text)
    except _Back:
        pass
    return found


def differences(
    actor: Any, command: type[Command[Any]], rows: Sequence[dict[str, Any]], *, ignore: Sequence[str] = ()
) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Return (row, single form, set form) wherever the two forms come to different ends.

    Compared: the refusal's words, the row as stored, the journal entry, the topics told. `ignore`
    names fields that differ by nature (an id or a time made anew each run).
    """
    found = []
    for row in rows:

        def single(row: dict[str, Any] = row) -> Any:
            return perform(actor, command(**row)).pk

        def many(row: dict[str, Any] = row) -> Any:
            outcome = perform_many(actor, command, [row], want_ids=True)
            if outcome.refused:
                raise PeopleError(outcome.refused[0].text)
            return outcome.ids[0]

        one, other = _trial(single, command, ignore), _trial(many, command, ignore)
        if one != other:
            found.append((row, one, other))
    return found
