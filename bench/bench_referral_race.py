"""Many processes that decide the same referral at once: one wins, the others are told, nothing is written twice.

Run: python -m bench bench_referral_race [--processes 64] [--rounds 20]

PRASAN_DATABASE_URL names an empty, migrated database that may be filled; its server needs so many connections free.
Every process has a connection of its own and waits at a barrier; half of them accept, half decline. After each round
the referral, its events and the journal are counted. The floor is the same race for one plain UPDATE … WHERE
state = 'offered' by the same processes in the same run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections import Counter
from typing import Any

from django.db import connection
from tests.referrals import ground

from prasan.platform.commands import perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals.models import Event, Referral

FORK = multiprocessing.get_context("fork")
FLOOR = "UPDATE referrals_referral SET moved_at = now(), tries = 1 WHERE id = %s AND tries = 0"


def decide(number: int, actor: Any, pk: int) -> str:
    """Accept or decline, by the number of the process; returns what came of it."""
    command: Any = c.Accept(target_id=pk)
    if number % 2:
        command = c.TurnDown(target_id=pk, decline="no_capacity", next_step="other_office", text="เต็ม")
    try:
        perform(actor, command)
    except PeopleError as refused:
        return type(refused).__name__
    return "won"


def plainly(number: int, actor: Any, pk: int) -> str:
    """Do the same by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [pk])
        return "won" if cursor.rowcount else "none"


def work(number: int, actor: Any, tasks: Any, ready: Any, answers: Any) -> None:
    """Take part in every race until there are no more."""
    connection.close()
    connection.connect()
    while (task := tasks.get()) is not None:
        kind, pk = task
        ready.wait(120)
        answers.put((plainly if kind == "floor" else decide)(number, actor, pk))
    connection.close()


def race(kind: str, pk: int, tasks: list[Any], ready: Any, answers: Any) -> tuple[Counter[str], float]:
    """Let all decide at once; returns what each was told, and the seconds until the last was."""
    for one in tasks:
        one.put((kind, pk))
    ready.wait(120)
    start = time.perf_counter()
    told = Counter(answers.get(timeout=120) for _one in tasks)
    return told, time.perf_counter() - start


def judge(pk: int, told: Counter[str], processes: int) -> None:
    """Count what was written: one winner, one event, one line of the journal, the others refused."""
    assert told == {"won": 1, "RuleBroken": processes - 1}, told
    one = Referral.objects.get(pk=pk)
    assert one.state in {"accepted", "declined"}, one.state
    moves = list(Event.objects.filter(referral=pk).order_by("id").values_list("move", flat=True))
    assert len(moves) == 2, moves
    verbs = ["referrals.accept", "referrals.decline"]
    lines = Entry.objects.filter(model="referrals.referral", object_id=pk, verb__in=verbs).count()
    assert lines == 1, lines


def main() -> None:
    """Race, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    if Referral.objects.exists():
        raise SystemExit("the database is not empty: this bench writes into it and takes nothing back")
    small = ground.build()
    rounds = [ground.referral(small).pk for _n in range(2 * asked.rounds)]
    actor = small.actors["doe"]
    connection.close()
    ready, answers = FORK.Barrier(asked.processes + 1), FORK.Queue()
    tasks = [FORK.Queue() for _n in range(asked.processes)]
    crew = [FORK.Process(target=work, args=(n, actor, tasks[n], ready, answers)) for n in range(asked.processes)]
    for one in crew:
        one.start()
    took: dict[str, list[float]] = {"perform": [], "floor": []}
    for pk in rounds[: asked.rounds]:
        told, seconds = race("perform", pk, tasks, ready, answers)
        judge(pk, told, asked.processes)
        took["perform"].append(seconds)
    for pk in rounds[asked.rounds :]:
        told, seconds = race("floor", pk, tasks, ready, answers)
        assert told["won"] == 1, told
        took["floor"].append(seconds)
    for one in tasks:
        one.put(None)
    for process in crew:
        process.join(30)
    ours, plain = (statistics.median(took[kind]) for kind in ("perform", "floor"))
    print(f"{asked.rounds} races of {asked.processes} processes, one winner in each; until the last is told"
          f" {ours * 1000:.0f} ms, plain UPDATE {plain * 1000:.0f} ms, ratio {ours / plain:.1f}")  # fmt: skip
