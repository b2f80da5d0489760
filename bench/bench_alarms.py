"""How soon an alarm comes and how often it is false: made series with known shifts, season and holidays.

Run: python -m bench.bench_alarms [draws]. Needs no database. Every draw is three years by day; the first year is
history. False alarms are stretches of alarm on series without a shift, per year. Then seven events a series
(fourteen days each, 1.5, 2 or 3 times the usual): share found within a week, and the median delay in days of those
found. One row per kind of series and score; "plain C1" is EARS as published: seven days before, whatever days
they were, three deviations.
"""

from __future__ import annotations

import statistics
import sys
import time

from tests.kernel.alarms.series import make, shift

from prasan.kernel.alarms import Day, Reading, episodes, watch

KINDS = {
    "2 a day": {"mean": 2.0},
    "8 a day": {"mean": 8.0},
    "40 a day": {"mean": 40.0},
    "8 a day, strong season": {"mean": 8.0, "season": 0.6},
    "8 a day of 60, volume swings": {"mean": 8.0, "season": 0.0, "volume": 60.0},
    "8 a day, wild scatter": {"mean": 8.0, "scatter": 3.0},
}
HEAD = (
    "| series | score | false alarms a year | ×1.5 found, delay | ×2 found, delay | ×3 found, delay |\n"
    "|---|---|---|---|---|---|"
)
FACTORS = (1.5, 2.0, 3.0)
STARTS = range(400, 1090, 97)


def plain(days: list[Day]) -> list[Reading]:
    """EARS C1 as published, blind for days off, volume and season."""
    found = []
    for n, one in enumerate(days):
        base = [day.count for day in days[max(0, n - 7) : n]]
        up = len(base) == 7 and one.count >= statistics.mean(base) + 3 * max(0.5, statistics.stdev(base))
        found.append(Reading(one.day, one.count, None, None, None, None, None, ("c1",) if up and one.count > 2 else ()))
    return found


def delay(readings: list[Reading], name: str, start: int) -> int | None:
    """Return after how many days of an event the alarm came, None where not within a week."""
    return next((n for n in range(7) if name in readings[start + n].alarms), None)


def main() -> None:
    """Print the table."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    print(HEAD)
    spent, read = 0.0, 0
    for label, kind in KINDS.items():
        series = [make(f"{label} {draw}", **kind) for draw in range(draws)]
        ways = {"c1": watch, "c2": watch, "c3": watch, "plain C1": plain}
        for way, method in ways.items():
            name = "c1" if way == "plain C1" else way
            false, cells = 0, []
            for days in series:
                began = time.process_time()
                readings = method(days)
                spent, read = spent + time.process_time() - began, read + len(days)
                false += len(episodes(readings[365:], name))
            for factor in FACTORS:
                late = []
                for draw, days in enumerate(series):
                    changed = days
                    for start in STARTS:
                        changed = shift(changed, f"{label} {draw} {start}", start, 14, factor)
                    readings = method(changed)
                    late.extend(delay(readings, name, start) for start in STARTS)
                hits = [one for one in late if one is not None]
                when = f"{statistics.median(hits):g}" if hits else "–"
                cells.append(f"{100 * len(hits) / len(late):.0f} %, {when}")
            print(f"| {label} | {way} | {false / draws / 2:.1f} | {' | '.join(cells)} |", flush=True)
    print(f"\n{1e6 * spent / read:.0f} µs of processor time a day and series")


if __name__ == "__main__":
    main()
