"""The tables of an empty database, made at once as they stood after the migrations named in `baseline.sql`.

A hundred and more migrations one after the other take minutes of one core, and what they make is known. Those that
are newer than the file run after it, as they do everywhere; a database with anything in it never sees the file.
`python -m tools.baseline` writes it anew, a test compares what both ways make.
"""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_suffix(".sql")
HEADER = """\
-- Made by `python -m tools.baseline` from the migrations, which say what is so: never changed by hand.
"""
_EMPTY = "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace = 'public'::regnamespace)"
_LIMITS = """
SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL client_min_messages = warning;
SET LOCAL check_function_bodies = off; SET LOCAL search_path = '';
"""
"""As pg_dump asks of who reads it: every name is told with its schema, functions may come before their tables."""


def load() -> bool:
    """Make the tables in an empty database, all or nothing; return False and do nothing in any other."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(_LIMITS)
        cursor.execute(FILE.read_text(encoding="utf-8"))
    return True
