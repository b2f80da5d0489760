"""Prepared statements: what is asked again on a connection is planned once (docs/decisions/0012)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import psycopg
from django.db import connection as site
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import adapters
from psycopg.adapt import Dumper, PyFormat
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int2, Int4, Int8, Int8Dumper

MOST = 200
"""Statements prepared at once on a connection; the one that was not asked for longest goes first. 0.2 MB each."""
# psycopg reads a text that is longer than its limits anew at each call: half a millisecond for ours
for _limit, _more in (("MAX_CACHED_STATEMENT_LENGTH", 16_384), ("MAX_CACHED_STATEMENT_PARAMS", 200)):
    if hasattr(psycopg._queries, _limit):
        setattr(psycopg._queries, _limit, _more)


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


class WholeNumber(Dumper):
    """Django takes any number that stands in a list or alone for a 32-bit one; a longer one goes as what it is.

    psycopg would cut it to 32 bits without a word, and the question would find nothing.
    """

    oid = adapters.types["int4"].oid
    end = 2**31

    def get_key(self, obj: Any, format: PyFormat) -> Any:
        """Return the type of a number as a key; numbers of different lengths are sent differently."""
        return self.cls if -self.end <= obj < self.end else Int8

    def upgrade(self, obj: Any, format: PyFormat) -> Dumper:
        """Return what sends this number."""
        return self if -self.end <= obj < self.end else Int8Dumper(Int8)

    def dump(self, obj: Any) -> bytes:
        """Return the number's digits."""
        return str(int(obj)).encode()

    def quote(self, obj: Any) -> bytes:
        """Return the number as it stands in a text (a CHECK of a table), without a type; the blank keeps "--" away."""
        digits = self.dump(obj)
        return digits if obj >= 0 else b" " + digits


class ShortNumber(WholeNumber):
    """The same for what Django takes for a 16-bit number: the column refuses a longer one, it is not cut."""

    oid = adapters.types["int2"].oid
    end = 2**15


def opened(sender: object, connection: Any, **_more: Any) -> None:
    """Have a new connection of Django keep `MOST` statements, and outlive a migration."""
    connection.connection.prepared_max = MOST
    if connection.connection.cursor_factory is ServerBindingCursor:
        connection.connection.cursor_factory = Cursor
        connection.connection.adapters.register_dumper(Int4, WholeNumber)
        connection.connection.adapters.register_dumper(Int2, ShortNumber)


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
