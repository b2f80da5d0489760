"""The agenda of a meeting of every province at national size: facts gathered, ranked, kept, beside raw SQL.

Run: PRASAN_DATABASE_URL=… PYTHONPATH=src:. python -m bench bench_agenda [--indicators 200] [--months 120] [--keep] [21]
Needs requirements/bench.txt. The numbers at the end are how many policies the set in force has, by default 21 as the
ministry's and 200. It makes a database of its own beside the given one and drops it (--keep: uses the given
one and keeps it).
Floors, timed in turns in the same run: the very statements that gathering sends, sent bare and read to the last row;
and the year's figures of those policies added up by province by raw SQL, which is what an agenda without packed
roll-ups has to begin with. Every red of the product is compared with the raw sums before it is timed.
Goal: 76 provinces and Bangkok in 1 s with the first number of policies. Exit code 1 where it is missed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import figures, national
from bench.measure import backend_pid
from django.db import connection
from django.utils import timezone

from prasan.desk.agenda.gather import Gathered, gather
from prasan.directory.cli_who import reader
from prasan.kernel.fiscal import fiscal_year
from prasan.kernel.status import compute_status
from prasan.meetings.agenda import Rules, again, pack, propose
from prasan.meetings.agenda.basis import made
from prasan.registers import settings
from prasan.registers.models import Indicator, Policy, PolicySet

GOAL_SECONDS, GOAL_QUERIES = 1.0, 12
CODE = "bench-agenda"
RULES = Rules(240, host="92")
RAW = """
SELECT f.indicator_id, a.id, sum(f.value), count(DISTINCT f.period) FROM progress_figure AS f
JOIN directory_area AS a ON a.kind = 'province' AND f.area_id BETWEEN a.id AND a.last
WHERE f.indicator_id = ANY(%(indicators)s) AND f.period BETWEEN %(october)s AND %(period)s AND f.member = ''
  AND f.level >= 2
GROUP BY 1, 2
"""
TARGETS = """
INSERT INTO registers_target (indicator_id, area_id, fiscal_year, value, path, applies, reason)
SELECT indicator_id, area_id, %(year)s, path[12], path, true, '' FROM (
  SELECT f.indicator_id, a.id AS area_id,
         (SELECT array_agg((sum(f.value) * m / %(month)s
                            * (0.75 + (f.indicator_id * 31 + a.id * 17) %% 60 / 100.0))::bigint ORDER BY m)
          FROM generate_series(1, 12) AS m) AS path
  FROM progress_figure AS f JOIN directory_area AS a ON a.kind = 'province' AND f.area_id BETWEEN a.id AND a.last
  WHERE f.indicator_id = ANY(%(indicators)s) AND f.period BETWEEN %(october)s AND %(period)s
  GROUP BY 1, 2) AS t
ON CONFLICT DO NOTHING
"""
# three in four targets lie where the year's figures are near them, so that statuses of every kind come about


def policies(country: national.Country, count: int) -> dict[str, Any]:
    """Put the first indicators into a set in force, each the main one of its policy, with a path for every province."""
    period = country.months[-1]
    year = fiscal_year(timezone.localdate())
    found, _new = PolicySet.objects.get_or_create(code=CODE, defaults={
        "name_th": "ชุดนโยบายวัดผล", "giver_th": "วัดผล", "fiscal_year": year, "version": 99,
    })  # fmt: skip
    Indicator.objects.filter(policy__policy_set=found).update(policy=None, is_main=False)
    Policy.objects.filter(policy_set=found).delete()
    chosen = country.indicators[:count]
    made_ones = Policy.objects.bulk_create(
        [Policy(policy_set=found, axis="agenda", number=n, name_th=f"นโยบาย {n}") for n in range(1, count + 1)]
    )
    for indicator, policy in zip(chosen, made_ones, strict=True):
        Indicator.objects.filter(pk=indicator).update(policy=policy, is_main=True)
    told = {
        "indicators": chosen, "period": period, "october": period // 100 * 100 + 1, "month": period % 100,
        "year": period // 100,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(TARGETS, told)
        cursor.execute("ANALYZE registers_target, registers_policy, registers_indicator")
    return told


def raw(told: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Add the year's figures up by province without packed roll-ups."""
    with connection.cursor() as cursor:
        cursor.execute(RAW, told)
        return list(cursor.fetchall())


def compare(found: Gathered, told: dict[str, Any]) -> int:
    """Compare the product's reds with those of the raw sums; returns how many, raises where the two differ."""
    limits = settings.current().thresholds
    sums = {(i, a): int(total) for i, a, total, months in raw(told) if months == told["month"]}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.indicator_id, t.area_id, a.code, t.path[%(month)s], t.value FROM registers_target AS t"
            " JOIN directory_area AS a ON a.id = t.area_id"
            " WHERE t.indicator_id = ANY(%(indicators)s) AND t.fiscal_year = %(year)s",
            told,
        )
        targets = cursor.fetchall()
    mine = {one.key: one.figures.status for one in found.facts if one.kind == "red" and one.figures}
    other = {}
    for indicator, area, code, path, target in targets:
        if (indicator, area) in sums:
            status = compute_status(sums[indicator, area], path, target, thresholds=limits).code
            if status in {"late", "very_late"}:
                other[f"figure:{indicator}:{code}"] = status
    if mine != other:
        raise SystemExit(f"reds differ: {len(mine)} and {len(other)}")
    return len(mine)


def statements(act: Callable[[], Any]) -> list[tuple[str, Any]]:
    """Return the statements that a call sends."""
    sent: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        act()
    return sent


def bare(sent: list[tuple[str, Any]]) -> None:
    """Send statements and read all their rows, nothing else."""
    with connection.cursor() as cursor:
        for sql, params in sent:
            cursor.execute(sql, params)
            cursor.fetchall()


def measured(country: national.Country, count: int) -> bool:
    """Measure one size of the policy set and say whether the goal is met."""
    told, actor = policies(country, count), reader(None)
    found = gather(actor, period=told["period"])
    reds = compare(found, told)
    sent = statements(lambda: gather(actor, period=told["period"]))
    agenda = propose(found.facts, RULES)
    kept = pack(found.facts, RULES, as_of=found.as_of.isoformat(), period=found.period)
    same = again(kept) == made(agenda)
    print(
        f"\n{count} policies × 77: {len(found.facts)} facts ({reds} red), {len(agenda.lines)} lines, "
        f"{len(agenda.written)} in writing, basis {len(kept) / 1024:.0f} KB, {len(sent)} queries, same again: {same}"
    )

    def whole() -> None:
        propose(gather(actor, period=told["period"]).facts, RULES)

    pid = backend_pid()
    figures.table(f"agenda of 77 provinces, {count} policies", {
        "gather and propose": whole, "gather": lambda: gather(actor, period=told["period"]),
        "its statements, bare": lambda: bare(sent), "propose": lambda: propose(found.facts, RULES),
        "keep and make again": lambda: again(
            pack(found.facts, RULES, as_of=found.as_of.isoformat(), period=found.period)
        ),
        "raw sums of the year": lambda: raw(told),
    }, pid)  # fmt: skip
    seconds = []
    for _round in range(figures.ROUNDS):
        begun = time.perf_counter()
        whole()
        seconds.append(time.perf_counter() - begun)
    print(
        f"  whole agenda: median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s (goal {GOAL_SECONDS} s)"
    )
    return max(seconds) <= GOAL_SECONDS and len(sent) <= GOAL_QUERIES and same


def main() -> int:
    """Make the country, or find it, and measure each size of the policy set."""
    asked = figures.arguments(["21", "200"])
    with figures.country(asked) as country:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM progress_figure")
            print(f"{cursor.fetchone()[0]} figures")
        met = [measured(country, min(int(count), len(country.indicators))) for count in asked.parts]
    return 0 if met[0] else 1


if __name__ == "__main__":
    sys.exit(main())
