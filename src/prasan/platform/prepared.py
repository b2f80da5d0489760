"""Prepared statements: what is asked again on a connection is planned once (docs/decisions/0012)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from django.db import connection as site
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus

MOST = 200
"""Statements prepared at once on a connection; the one that was not asked for longest goes first. 0.2 MB each."""


class Cursor(ServerBindingCursor, psycopg.Cursor[Any]):
    """Django's cursor, which asks again where a migration of another process put a prepared plan out of date."""

    def execute(self, *args: Any, **options: Any) -> Self:
        """Ask; raises what psycopg raises, and inside a transaction FeatureNotSupported once: its end forgets plans."""
        try:
            super().execute(*args, **options)
        except FeatureNotSupported:  # cached plan must not change result type
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            self.connection.execute("DEALLOCATE ALL")
            super().execute(*args, **options)
        return self


def opened(sender: object, connection: Any, **_more: Any) -> None:
    """Have a new connection of Django keep `MOST` statements, and outlive a migration."""
    connection.connection.prepared_max = MOST
    if connection.connection.cursor_factory is ServerBindingCursor:
        connection.connection.cursor_factory = Cursor


for _limit, _more in (("MAX_CACHED_STATEMENT_LENGTH", 16_384), ("MAX_CACHED_STATEMENT_PARAMS", 200)):
    if hasattr(psycopg._queries, _limit):  # psycopg reads longer texts anew at each call: half a millisecond for ours
        setattr(psycopg._queries, _limit, _more)


@contextmanager
def planned_anew() -> Iterator[Any]:
    """A cursor whose statements are planned for their own values, as reports and loads need.

    A plan for all values guesses that a range of areas holds one row in two hundred, and a list ten; for the whole
    country, or a list of thousands, that plan takes many times as long, and PostgreSQL does not find out.
    """
    with site.cursor() as cursor:
        line = site.connection
        before, line.prepare_threshold = line.prepare_threshold, None
        try:
            yield cursor
        finally:
            line.prepare_threshold = before
