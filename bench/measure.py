"""Measure CPU of this process and of its database backend, in interleaved pairs."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

TICK = os.sysconf("SC_CLK_TCK")


def backend_cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has used.

    Parameters: `pid`, of the PostgreSQL backend. schedstat counts nanoseconds; stat counts ticks of 10 ms.
    """
    try:
        with open(f"/proc/{pid}/schedstat") as file:
            return int(file.read().split()[0]) / 1e9
    except OSError:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK


def backend_pid() -> int:
    """Return the process id of this connection's backend (the server runs on this machine)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@dataclass
class Cost:
    """Seconds of CPU and of wall time for one operation."""

    app: float
    database: float
    wall: float


def cost(act: Callable[[int], None], times: int, pid: int) -> Cost:
    """Return the cost of one call of `act(number)`, averaged over `times` calls."""
    app, database, wall = time.process_time(), backend_cpu(pid), time.perf_counter()
    for number in range(times):
        act(number)
    return Cost(
        (time.process_time() - app) / times,
        (backend_cpu(pid) - database) / times,
        (time.perf_counter() - wall) / times,
    )


def pairs(acts: dict[str, Callable[[int], None]], times: int, rounds: int = 7) -> dict[str, list[Cost]]:
    """Return the costs of several ways of doing a thing, measured in turn (A, B, A, B …) after one warm-up round."""
    pid = backend_pid()
    found: dict[str, list[Cost]] = {name: [] for name in acts}
    for act in acts.values():
        cost(act, max(times // 4, 1), pid)
    for _round in range(rounds):
        for name, act in acts.items():
            found[name].append(cost(act, times, pid))
    return found


def ratio(costs: dict[str, list[Cost]], one: str, other: str, part: str) -> tuple[float, float]:
    """Return (median, worst) of the ratio one/other over the pairs, for app, database or wall."""
    each = [getattr(a, part) / getattr(b, part) for a, b in zip(costs[one], costs[other], strict=True)]
    return statistics.median(each), max(each)


def median(costs: list[Cost], part: str) -> float:
    """Return the median cost in microseconds."""
    return statistics.median(getattr(cost, part) for cost in costs) * 1e6
