"""Write a journal entry together with the events it tells, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from prasan.platform.web.request_id import current_request_id

if TYPE_CHECKING:
    from prasan.platform.commands.command import Command, Event

_ENTRY = (
    "INSERT INTO platform_journal (person_id, seat_id, actor_label, verb, model, object_id, object_label,"
    " area_id, office_id, classification, changes, reason, request_id, at)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now()) RETURNING id"
)
_WITH_EVENTS = (
    f"WITH entry AS ({_ENTRY})"  # noqa: S608 - constants only
    " INSERT INTO platform_outbox (name, payload, topics, journal_id, created)"
    " SELECT e.name, e.payload, string_to_array(e.topics, ' '), entry.id, now()"
    " FROM entry, unnest(%s::text[], %s::jsonb[], %s::text[]) AS e(name, payload, topics)"
)
# Rows get their numbers here, so that each body finds its own.
_WITH_BODIES = (
    f"WITH entry AS ({_ENTRY}), told AS MATERIALIZED ("  # noqa: S608 - constants only
    " SELECT nextval(pg_get_serial_sequence('platform_outbox', 'id')) AS id, e.*"
    " FROM unnest(%s::text[], %s::jsonb[], %s::text[], %s::text[]) AS e(name, payload, topics, body)"
    "), put AS (INSERT INTO platform_outbox (id, name, payload, topics, journal_id, created)"
    " SELECT told.id, told.name, told.payload, string_to_array(told.topics, ' '), entry.id, now() FROM told, entry)"
    " INSERT INTO platform_body (outbox_id, body) SELECT id, body FROM told WHERE body IS NOT NULL"
)


def write(
    actor: Any,
    command: Command[Any],
    row: models.Model,
    changes: dict[str, list[Any]],
    events: Sequence[Event],
) -> None:
    """Append one entry, and an outbox row for each event.

    Parameters: `row`, the changed thing; where it has `journal_place()` that gives (area_id,
    office_id, classification), the entry carries them, so that readers can be scoped without a join.
    """
    area, office, classification = getattr(row, "journal_place", lambda: (None, None, 0))()
    entry = [
        actor.person_id,
        actor.seat_id,
        actor.label,
        command.name,
        row._meta.label_lower,
        row.pk if isinstance(row.pk, int) else None,
        str(row)[:300],
        area,
        office,
        classification,
        Jsonb(changes),
        command.reason,
        current_request_id(),
    ]
    with connection.cursor() as cursor:
        if events:
            names, payloads = [event.name for event in events], [Jsonb(event.payload) for event in events]
            topics = [" ".join(event.topics) for event in events]
            if any(event.body for event in events):
                bodies = [event.body for event in events]
                cursor.execute(_WITH_BODIES, [*entry, names, payloads, topics, bodies])
            else:
                cursor.execute(_WITH_EVENTS, [*entry, names, payloads, topics])
        else:
            cursor.execute(_ENTRY, entry)
