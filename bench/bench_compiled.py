"""The widest question of a referral's page, written anew by Django at each call and with its text kept.

Run: python -m bench bench_compiled [--requests 500]. PRASAN_DATABASE_URL names an empty, migrated database; everything
happens in one transaction that is taken back. CPU is that of this process plus that of the database's process behind
the connection (in steps of 10 ms over all calls), the cheapest of three rounds. The floor is the same text with its
values, asked of psycopg's cursor and made into nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from bench.bench_referrals import ROUNDS, spent
from django.db import connection, transaction
from tests.referrals import ground

from prasan.referrals import queries


def cost(ask: Callable[[], Any], requests: int, pid: int) -> float:
    """Return the CPU ms of a call, the cheapest of the rounds."""
    for _n in range(10):
        ask()
    found = []
    for _round in range(ROUNDS):
        before = spent(pid)
        for _n in range(requests):
            ask()
        found.append((spent(pid) - before) / requests * 1000)
    return min(found)


def main() -> None:
    """Ask both ways, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=500)
    asked = parser.parse_args()
    with transaction.atomic():
        small = ground.build()
        one, actor = ground.referral(small), small.actors["counter"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
        rows = queries._one(actor, one.pk)
        sql, params = rows.query.sql_with_params()

        def bare() -> Any:
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                return cursor.fetchall()

        floor = cost(bare, asked.requests, pid)
        for name, ask in (
            ("floor", bare),
            ("by Django", lambda: list(queries._one(actor, one.pk))),
            ("kept", lambda: queries._referral(actor, one.pk)),
        ):
            ms = cost(ask, asked.requests, pid)
            print(f"{name:<10} CPU {ms:6.2f} ms a call, {ms / floor:.1f} of the floor; {len(sql):,} characters of SQL")
        transaction.set_rollback(True)
