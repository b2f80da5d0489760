"""What the look for a second entry costs: the whole verb, journal included, over a registry of made people.

Run: python -m bench bench_people_check [--people 20000] [--looks 200] [--seed 5]

Every other look is for somebody who is in the registry, written as another office would; the others are for strangers.
Everything happens in one transaction that is taken back. Goal: 95 of 100 looks within 150 ms at 500,000 people.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from typing import Any

from django.db import connection, transaction
from tests.kernel.people import made
from tests.progress import ground

from prasan.platform.commands import perform
from prasan.registers.commands import CheckPerson
from prasan.registers.models import PersonCheck, Worker
from prasan.registers.workers import keys

BATCH = 2_000
GOAL_MS = 150


def fill(chance: random.Random, people: int, office: Any) -> list[made.Made]:
    """Put made people into the registry and return them."""
    numbers, found = _numbers(chance), []
    while len(found) < people:
        batch = [made.person(chance, numbers) for _one in range(min(BATCH, people - len(found)))]
        Worker.objects.bulk_create(_row(one.entry, office) for one in batch)
        found += batch
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registers_worker")
    return found


def _numbers(chance: random.Random) -> Any:
    """Yield valid numbers spread like real ones: the first five digits are one of a thousand offices."""
    offices = [f"{chance.randrange(10**5):05}" for _one in range(1000)]
    while True:
        first = f"{chance.choice(offices)}{chance.randrange(10**7):07}"
        yield first + str(made.check_digit(first))


def _values(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry as settled values; a year from 2300 on is of the Buddhist era."""
    year = int(entry["birth_year"])
    number = entry["id_number"]
    return {name: entry[name] for name in ("title", "given_name", "family_name", "phone")} | {
        "id_number": number, "id_kind": "thai" if number else "none", "birth_year": year - 543 if year > 2300 else year,
    }  # fmt: skip


def _row(entry: dict[str, Any], office: Any) -> Worker:
    values = _values(entry)
    return Worker(office=office, keys=keys.stored(keys.claims(values, entry["area"])), **values)


def measure(people: int, looks: int, seed: int) -> None:
    """Fill, look, print."""
    chance = random.Random(seed)
    small = ground.build()
    start = time.perf_counter()
    known = fill(chance, people, small.offices["DOE-92"])
    print(f"{people:,} people entered in {time.perf_counter() - start:.0f} s")
    actor, times, right = small.actors["officer"], [], 0
    strangers = _numbers(chance)
    for number in range(looks):
        one = chance.choice(known) if number % 2 == 0 else made.person(chance, strangers)
        entry = made.again(chance, one, True) if number % 2 == 0 else one.entry
        PersonCheck.objects.all().delete()
        command = CheckPerson(values=_values(entry), area=entry["area"])
        start = time.perf_counter()
        perform(actor, command)
        times.append((time.perf_counter() - start) * 1000)
        right += number % 2 == 0 and bool(command.answers)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{looks} looks: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms (goal {GOAL_MS} ms at 500,000)")
    print(f"second entries found: {right} of {(looks + 1) // 2}")


def main() -> None:
    """Measure in a transaction that is taken back."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--looks", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5)
    given: Any = parser.parse_args()
    with transaction.atomic():
        measure(given.people, given.looks, given.seed)
        transaction.set_rollback(True)
