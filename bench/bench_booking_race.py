"""Many processes that approve bookings of one vehicle for the same hours at once: one wins, the others are told who.

Run: python -m bench bench_booking_race [--processes 50] [--rounds 20]

PRASAN_DATABASE_URL names an empty, migrated database that may be filled; its server needs so many connections free.
Every process has a connection of its own, a request of its own for the one vehicle, and waits at a barrier. After each
round the bookings and the journal are counted. The floor is the same race for one plain UPDATE to 'approved' against
the same constraint by the same processes in the same run.
"""

from __future__ import annotations

import argparse
import statistics
from collections import Counter
from typing import Any

from bench.bench_referral_race import FORK, race
from django.db import IntegrityError, connection
from tests.resources import ground

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.resources import commands as c
from prasan.resources.models import Booking

FLOOR = "UPDATE resources_booking SET state = 'approved', decided_at = now() WHERE id = %s"


def decide(actor: Any, pk: int) -> str:
    """Approve one's own request; returns what came of it."""
    try:
        perform(actor, c.Approve(target_id=pk))
    except RuleBroken as broken:
        return "told" if "DOE-80" in str(broken.text) or "DSD-92" in str(broken.text) else str(broken.text)
    return "won"


def plainly(pk: int) -> str:
    """Do the same by one statement."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [pk])
    except IntegrityError:
        return "told"
    return "won"


def work(number: int, actor: Any, tasks: Any, ready: Any, answers: Any) -> None:
    """Take part in every race until there are no more; `pk` of a task is the first of its bookings."""
    connection.close()
    connection.connect()
    while (task := tasks.get()) is not None:
        kind, first = task
        ready.wait(120)
        answers.put(plainly(first + number) if kind == "floor" else decide(actor, first + number))
    connection.close()


def judge(first: int, told: Counter[str], processes: int, *, journalled: bool) -> None:
    """Count what was written: one winner, the others told, one line of the journal."""
    assert told == {"won": 1, "told": processes - 1}, told
    mine = Booking.objects.filter(pk__gte=first, pk__lt=first + processes)
    assert mine.filter(state="approved").count() == 1
    lines = Entry.objects.filter(verb="resources.approve", object_id__gte=first, object_id__lt=first + processes)
    assert lines.count() == (1 if journalled else 0)


def rounds_of(small: Any, processes: int, rounds: int) -> list[int]:
    """Make the requests of some rounds, each for a vehicle of its own; returns the first number of each."""
    firsts = []
    for n in range(rounds):
        van = ground.resource(small, name=f"รถตู้คันที่ {n + 1}")
        some = [ground.booking(small, van, small.twin if k % 2 else small.sibling).pk for k in range(processes)]
        assert some == list(range(some[0], some[0] + processes))
        firsts.append(some[0])
    return firsts


def main() -> None:
    """Race, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    if Booking.objects.exists():
        raise SystemExit("the database is not empty: this bench writes into it and takes nothing back")
    small = ground.build()
    firsts = rounds_of(small, asked.processes, 2 * asked.rounds)
    connection.close()
    ready, answers = FORK.Barrier(asked.processes + 1), FORK.Queue()
    tasks = [FORK.Queue() for _n in range(asked.processes)]
    crew = [FORK.Process(target=work, args=(n, small.head, tasks[n], ready, answers)) for n in range(asked.processes)]
    for one in crew:
        one.start()
    took: dict[str, list[float]] = {"perform": [], "floor": []}
    for at, first in enumerate(firsts):
        kind = "perform" if at < asked.rounds else "floor"
        told, seconds = race(kind, first, tasks, ready, answers)
        judge(first, told, asked.processes, journalled=kind == "perform")
        took[kind].append(seconds)
    for queue in tasks:
        queue.put(None)
    for process in crew:
        process.join(30)
    ours, plain = (statistics.median(took[kind]) for kind in ("perform", "floor"))
    print(f"{asked.rounds} races of {asked.processes} processes for one vehicle, one winner in each; until the last is"
          f" told {ours * 1000:.0f} ms, plain UPDATE {plain * 1000:.0f} ms, ratio {ours / plain:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
