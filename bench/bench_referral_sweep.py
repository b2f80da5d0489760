"""Silence passed upwards in one sweep: many open referrals, of which some are due; beside one plain UPDATE of them.

Run: python -m bench bench_referral_sweep [--open 100000] [--due 2000]

Everything happens in one transaction that is taken back. Goal of issue 6: a million open, 20,000 due, at most 60 s.
The floor is one UPDATE that writes the same two columns of the same number of rows in the same run.
"""

from __future__ import annotations

import argparse
import time

from django.db import connection, transaction
from django.utils import timezone
from tests.referrals import ground

from prasan.referrals import jobs
from prasan.referrals.models import Event, Referral

COPY = """
INSERT INTO referrals_referral (
    case_id, service_id, sender_id, sender_seat_id, office_id, area_id, taker_id, state, owner_id, contact_id, due_at,
    level, rises_at, tries, appointment_at, decline, next_step, outcome, offered_at, moved_at, ended_at
) SELECT case_id, service_id, sender_id, sender_seat_id, office_id, area_id, taker_id, state, owner_id, contact_id,
    at, level, at, tries, appointment_at, decline, next_step, outcome, offered_at, moved_at, ended_at
FROM referrals_referral, LATERAL (
    SELECT n, CASE WHEN n <= %(due)s THEN %(now)s - interval '1 second' ELSE %(now)s + interval '9 days' END AS at
    FROM generate_series(1, %(open)s) AS n
) AS made
"""
FLOOR = "UPDATE referrals_referral SET level = 'head', rises_at = now() WHERE id IN (SELECT id FROM floor_rows)"


def measure(many: int, due: int) -> None:
    """Fill, sweep, print."""
    small = ground.build()
    one = ground.referral(small)
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(COPY, {"open": many, "due": due, "now": now})
        cursor.execute("ANALYZE referrals_referral")
        # the same number of rows that the sweep does not touch
        cursor.execute(
            "CREATE TEMP TABLE floor_rows AS SELECT id FROM referrals_referral ORDER BY id DESC LIMIT %s", [due]
        )
        start = time.perf_counter()
        with transaction.atomic():
            cursor.execute(FLOOR)
            plain = time.perf_counter() - start
            transaction.set_rollback(True)
    start = time.perf_counter()
    done = jobs.sweep()["escalated"]
    took = time.perf_counter() - start
    risen = Event.objects.filter(move="rise").count()
    assert risen >= due, (risen, due)
    assert Referral.objects.filter(pk=one.pk, level="contact").exists() or done > due
    print(f"{many:,} open, {done:,} due: {took:.1f} s, {took / done * 1000:.2f} ms each; plain UPDATE {plain:.2f} s, "
          f"ratio {took / plain:.0f}")  # fmt: skip


def main() -> None:
    """Measure in a transaction that is taken back."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--open", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=2_000)
    asked = parser.parse_args()
    with transaction.atomic():
        measure(asked.open, asked.due)
        transaction.set_rollback(True)
