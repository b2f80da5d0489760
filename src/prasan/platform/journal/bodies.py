"""Bodies of events: small prepared JSON texts that the live process pushes to sockets as they are."""

from __future__ import annotations

from typing import Any

import orjson
from django.db import connection
from psycopg.types.json import Jsonb

BODY_LIMIT = 8192
"""Bytes. What is larger belongs on a page that is fetched."""
_TELL = (
    "WITH told AS (INSERT INTO platform_outbox (name, payload, topics, created) VALUES (%s, %s, %s, now())"
    " RETURNING id) INSERT INTO platform_body (outbox_id, body) SELECT id, %s FROM told"
)


def prepared(body: Any) -> str:
    """Return data as the JSON text that goes into the table and out to the sockets.

    Raises ValueError when it is larger than `BODY_LIMIT`, TypeError when it is not JSON.
    """
    text = orjson.dumps(body)
    if len(text) > BODY_LIMIT:
        raise ValueError(f"a body holds at most {BODY_LIMIT} bytes, not {len(text)}")
    return text.decode()


def push(name: str, *topics: str, body: Any, **payload: Any) -> None:
    """Tell an event with a body outside of a command (a job, a listener): in the caller's transaction.

    Parameters and errors as in `Command.publish`.
    """
    values: list[Any] = [name, Jsonb(payload), list(topics), prepared(body)]
    with connection.cursor() as cursor:
        cursor.execute(_TELL, values)
