"""What the door costs: perform against one SQL statement and against hand-written ORM calls; the set form.

Run against a local server: PRASAN_DATABASE_URL=… python bench/bench_perform.py [times]
It makes a database of its own beside the given one and drops it. Goals: database CPU ≤ 3×, application
CPU ≤ 1.5×, ≤ 6 round trips, perform_many on 100,000 rows ≥ 20× the single form per row.
"""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
sys.path[:0] = [os.path.join(os.path.dirname(__file__), "..", "src"), os.path.join(os.path.dirname(__file__), "..")]
django.setup()

from bench.measure import backend_pid, cost, median, pairs, ratio  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from tests.platform.commands.verbs import Return  # noqa: E402
from tests.platform.ground import Someone, country  # noqa: E402

from prasan.platform.commands import perform  # noqa: E402
from prasan.platform.commands.bulk import perform_many  # noqa: E402
from prasan.platform.journal.models import Entry, Outbox  # noqa: E402
from prasan.progress.models import Report  # noqa: E402

ACTOR = Someone()
ROWS = 100_000

ONE_STATEMENT = """
WITH old AS (
    SELECT r.id, r.area_id, r.office_id, r.state, r.returned_reason, o.name_th || ' ' || r.period AS label
    FROM progress_report r JOIN directory_office o ON o.id = r.office_id WHERE r.id = %(id)s AND r.state = 'submitted'
    FOR UPDATE OF r
), new AS (
    UPDATE progress_report r SET state = 'returned', returned_reason = %(reason)s FROM old WHERE r.id = old.id
    RETURNING r.id, r.state, r.returned_reason
), entry AS (
    INSERT INTO platform_journal (person_id, seat_id, actor_label, verb, model, object_id, object_label, area_id,
        office_id, classification, changes, reason, request_id, at)
    SELECT %(person)s, %(seat)s, %(label)s, 'test.return', 'progress.report', old.id, old.label, old.area_id,
        old.office_id, 0, jsonb_build_object('state', jsonb_build_array(old.state, new.state), 'returned_reason',
        jsonb_build_array(old.returned_reason, new.returned_reason)), '', '', now()
    FROM old JOIN new USING (id) RETURNING id, object_id, area_id, office_id
)
INSERT INTO platform_outbox (name, payload, topics, journal_id, created)
SELECT 'test.return', jsonb_build_object('id', object_id), ARRAY['report:' || object_id, 'office:' || office_id,
    'desk:' || area_id], id, now() FROM entry
"""


def by_statement(pk: int) -> None:
    """Make the same change by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            ONE_STATEMENT,
            {"id": pk, "reason": f"ข {pk}", "person": 7, "seat": 70, "label": ACTOR.label},
        )


def by_hand(pk: int) -> None:
    """Make the same change by ORM calls, as a programmer without the door writes them."""
    with transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).select_related("office").get(pk=pk)
        if report.state != "submitted" or report.version > 5 or report.submitted_by_id == ACTOR.person_id:
            raise ValueError
        before = {"state": report.state, "returned_reason": report.returned_reason}
        report.state, report.returned_reason = "returned", f"ข {pk}"
        report.save()
        entry = Entry.objects.create(
            person_id=7,
            seat_id=70,
            actor_label=ACTOR.label,
            verb="test.return",
            model="progress.report",
            object_id=report.pk,
            object_label=str(report),
            area_id=report.area_id,
            office_id=report.office_id,
            classification=0,
            changes={name: [old, getattr(report, name)] for name, old in before.items()},
            reason="",
            request_id="",
        )
        Outbox.objects.create(
            name="test.return", payload={"id": report.pk}, topics=report.topics(), journal_id=entry.pk
        )


def by_perform(pk: int) -> None:
    """Make the change through the door."""
    perform(ACTOR, Return(target_id=pk, returned_reason=f"ข {pk}"))


def fill(rows: int) -> list[int]:
    """Make reports that wait for a decision; return their ids."""
    offices = country(50)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO progress_report (office_id, area_id, period, state, due, version, returned_reason)"
            " SELECT o.id, o.area_id, n, 'submitted', '2026-07-05', 0, ''"
            " FROM directory_office o, generate_series(1, %s) AS n RETURNING id",
            [rows // len(offices)],
        )
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SET synchronous_commit = off")
    return ids


def single(times: int, ids: list[int]) -> None:
    """Compare one change made in three ways."""
    waiting = iter(ids)
    ways = {
        "perform": lambda _n: by_perform(next(waiting)),
        "one statement": lambda _n: by_statement(next(waiting)),
        "ORM by hand": lambda _n: by_hand(next(waiting)),
    }
    costs = pairs(ways, times)
    for name, found in costs.items():
        print(f"{name:14} app {median(found, 'app'):7.0f} µs  database {median(found, 'database'):7.0f} µs")
    for part, other, goal in (("database", "one statement", 3), ("app", "ORM by hand", 1.5)):
        middle, worst = ratio(costs, "perform", other, part)
        print(f"{part} CPU, perform / {other}: median {middle:.2f}, worst {worst:.2f} (goal {goal})")


def many(times: int, ids: list[int]) -> None:
    """Compare the set form with the single form, per row."""
    pid = backend_pid()
    one = cost(lambda n: by_perform(ids[n]), times, pid)
    rest = ids[times:]
    started = time.perf_counter()
    whole = cost(lambda _n: _many(rest), 1, pid)
    per_row = (time.perf_counter() - started) / len(rest)
    cpu_one = one.app + one.database
    cpu_row = (whole.app + whole.database) / len(rest)
    print(f"perform_many, {len(rest):,} rows: {per_row * 1e6:.1f} µs wall, {cpu_row * 1e6:.1f} µs CPU a row")
    print(f"single form: {one.wall * 1e6:.0f} µs wall, {cpu_one * 1e6:.0f} µs CPU a row")
    print(f"ratio: wall {one.wall / per_row:.0f}, CPU {cpu_one / cpu_row:.0f} (goal 20)")


def _many(ids: list[int]) -> None:
    outcome = perform_many(ACTOR, Return, ({"target_id": pk, "returned_reason": f"ค {pk}"} for pk in ids))
    assert outcome.done == len(ids), outcome.refused[:3]


if __name__ == "__main__":
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_bench"
    made = setup_databases(0, False)
    try:
        ids = fill(ROWS + 40 * times)
        single(times, ids[: 30 * times])
        many(5 * times, ids[30 * times :])
    finally:
        connection.close()
        teardown_databases(made, 0)
