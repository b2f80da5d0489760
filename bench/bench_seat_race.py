"""Many processes that apply for the last seats of a session at once: as many get one as there are, the others wait.

Run: python -m bench bench_seat_race [--processes 64] [--seats 20] [--rounds 5]

PRASAN_DATABASE_URL names an empty, migrated database that may be filled; its server needs so many connections free.
Every process has a connection of its own and waits at a barrier. After each round the seats, the line and the journal
are counted, half of the holders withdraw all at once, and the line must have moved up by as many. The floor is the same
race for one plain INSERT of a row each by the same processes in the same run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import time
from collections import Counter
from typing import Any

from django.db import connection
from tests.training import ground

from prasan.platform.commands import perform
from prasan.platform.journal.models import Entry
from prasan.training import commands as c
from prasan.training.models import Application, Session

FORK = multiprocessing.get_context("fork")
FLOOR = "INSERT INTO platform_receipt (person_id, key, command, created) VALUES (%s, %s, 'bench', now())"


def act(kind: str, actor: Any, told: Any) -> str:
    """Apply, withdraw, or write the plain row of the floor; returns what came of it."""
    if kind == "floor":
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [actor.person_id, f"{told}"])
        return "written"
    if kind == "withdraw":
        return str(perform(actor, c.Withdraw(target_id=told)).state) if told else "idle"
    session, worker = told
    return str(perform(actor, c.Apply(session_id=session, worker_id=worker, agreed=True)).state)


def work(actor: Any, tasks: Any, ready: Any, answers: Any) -> None:
    """Take part in every race until there are no more."""
    connection.close()
    connection.connect()
    while (task := tasks.get()) is not None:
        ready.wait(120)
        answers.put(act(task[0], actor, task[1]))
    connection.close()


def race(told: list[tuple[str, Any]], tasks: list[Any], ready: Any, answers: Any) -> tuple[Counter[str], float]:
    """Let all act at once; returns what each was told, and the seconds until the last was."""
    for one, task in zip(tasks, told, strict=True):
        one.put(task)
    ready.wait(120)
    start = time.perf_counter()
    found = Counter(answers.get(timeout=120) for _one in tasks)
    return found, time.perf_counter() - start


def judge(session: int, seats: int, people: int) -> None:
    """Count what was written: every seat once, nobody lost, a line of the journal for each application."""
    rows = Application.objects.filter(session=session)
    held = sorted(rows.exclude(seat_no=None).values_list("seat_no", flat=True))
    assert held == list(range(1, seats + 1)), held
    assert rows.count() == people, rows.count()
    lines = Entry.objects.filter(model="training.application", verb="training.apply", object_id__in=rows.values("pk"))
    assert lines.count() == people


def main() -> None:
    """Race, count, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, default=64)
    parser.add_argument("--seats", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    if Session.objects.exists():
        raise SystemExit("the database is not empty: this bench writes into it and takes nothing back")
    with ground.at(ground.MONDAY):
        small = ground.build()
        rounds = [ground.session(small, seats=asked.seats).pk for _one in range(asked.rounds)]
        people = [[ground.person(small).pk for _one in range(asked.processes)] for _round in rounds]
        actor = small.actors["counter"]
        took = _rounds(asked, rounds, people, actor)
    apply, withdraw, plain = (statistics.median(took[kind]) for kind in ("apply", "withdraw", "floor"))
    print(f"{asked.rounds} races of {asked.processes} processes for {asked.seats} seats, exactly {asked.seats} given;"
          f" until the last is told {apply * 1000:.0f} ms, {asked.seats // 2} withdrawals at once"
          f" {withdraw * 1000:.0f} ms, plain INSERT {plain * 1000:.0f} ms, ratio {apply / plain:.1f}")  # fmt: skip


def _rounds(asked: Any, rounds: list[int], people: list[list[int]], actor: Any) -> dict[str, list[float]]:
    connection.close()
    ready, answers = FORK.Barrier(asked.processes + 1), FORK.Queue()
    tasks = [FORK.Queue() for _n in range(asked.processes)]
    crew = [FORK.Process(target=work, args=(actor, one, ready, answers)) for one in tasks]
    for process in crew:
        process.start()
    took: dict[str, list[float]] = {"apply": [], "withdraw": [], "floor": []}
    for number, session in enumerate(rounds):
        told, seconds = race([("apply", (session, one)) for one in people[number]], tasks, ready, answers)
        assert told == {"enrolled": asked.seats, "waiting": asked.processes - asked.seats}, told
        judge(session, asked.seats, asked.processes)
        took["apply"].append(seconds)
        rows = Application.objects.filter(session=session, state="enrolled").order_by("pk")
        leaving = list(rows.values_list("pk", flat=True)[: asked.seats // 2])
        idle: list[Any] = [None] * (asked.processes - len(leaving))
        told, seconds = race([("withdraw", one) for one in [*leaving, *idle]], tasks, ready, answers)
        judge(session, asked.seats, asked.processes)
        offered = Application.objects.filter(session=session, state="offered").order_by("since", "pk")
        first = Application.objects.filter(session=session).exclude(state__in=["enrolled", "withdrawn"])
        first = first.order_by("since", "pk").values_list("pk", flat=True)[: len(leaving)]
        assert list(offered.values_list("pk", flat=True)) == list(first)
        took["withdraw"].append(seconds)
        told, seconds = race([("floor", f"{number}-{n}") for n in range(asked.processes)], tasks, ready, answers)
        took["floor"].append(seconds)
    for one in tasks:
        one.put(None)
    for process in crew:
        process.join(30)
    return took
