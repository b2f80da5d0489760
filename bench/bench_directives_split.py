"""A directive split to 76 provinces: the product's door beside the bare bulk insert of the very same rows.

Run: PRASAN_DATABASE_URL=… PYTHONPATH=src:. python -m bench bench_directives_split [--provinces 76] [--rounds 15]
The database is migrated and empty; everything is taken back. The floor inserts the whole, its parts, their areas, the
journal entries and the outbox rows by bulk_create, with every value computed before. Goal: statements do not grow with
the provinces.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from prasan.directives.models import Directive, DirectiveArea
from prasan.directory.models import Area, Office
from prasan.platform.journal.models import Entry, Outbox


def _provinces(nation: Area, count: int) -> list[int]:
    """Return the numbers of new provinces, each with its labour office."""
    found = []
    for n in range(count):
        first = 10_000 + n * 1_000
        area = Area.objects.create(
            id=first, last=first + 999, code=f"n{n}", kind="province", name_th=f"จังหวัดที่ {n}", name_en=f"P{n}",
            parent=nation, sort_th=f"{n:03}", short_th="จว",
        )  # fmt: skip
        Office.objects.create(
            code=f"OPS-n{n}", kind="provincial", agency_id="OPS", area=area, name_th=f"สรจ. {n}", leads_province=True
        )
        found.append(area.pk)
    return found


def _copies(rows: Any) -> list[Any]:
    """Return rows as new ones, with the same values."""
    found = list(rows)
    for one in found:
        one.pk, one._state.adding = None, True
    return found


def _floor(made: Directive) -> Callable[[], None]:
    """Return what inserts all rows of an issued directive again, under the next year."""
    ids = [made.pk, *made.parts.values_list("pk", flat=True)]
    directives = list(Directive.objects.filter(pk__in=ids).order_by("part"))
    areas = list(DirectiveArea.objects.filter(directive__in=ids))
    entries = list(Entry.objects.filter(model="directives.directive", object_id__in=ids))
    told = list(Outbox.objects.filter(name__startswith="directives."))
    owners = [area.directive_id for area in areas]
    turn = {"year": made.year}

    def run() -> None:
        turn["year"] += 1
        rows = _copies(directives)
        for row in rows:
            row.year = turn["year"]
        whole, *parts = rows
        Directive.objects.bulk_create([whole])
        for row in parts:
            row.whole = whole
        Directive.objects.bulk_create(parts)
        new = dict(zip(ids, [row.pk for row in rows], strict=True))
        again = _copies(areas)
        for area, owner in zip(again, owners, strict=True):
            area.directive_id = new[owner]
        DirectiveArea.objects.bulk_create(again)
        Entry.objects.bulk_create(_copies(entries))
        Outbox.objects.bulk_create(_copies(told))

    return run


def _took(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    with transaction.atomic():
        act()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Run it and print one line an arm."""
    from tests.directives import ground

    parser = argparse.ArgumentParser()
    parser.add_argument("--provinces", type=int, default=76)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with transaction.atomic():
        g = ground.build()
        areas = _provinces(g.areas["TH"], asked.provinces)

        def issue(chosen: list[int]) -> Directive:
            return g.issue(lead="OPS", areas=chosen, split=True)

        counts = []
        for chosen in (areas[:2], areas):
            with CaptureQueriesContext(connection) as queries:
                made = issue(chosen)
            counts.append(len(queries))
        floor = _floor(made)
        arms: dict[str, list[float]] = {"product": [], "floor": []}
        for _ in range(asked.rounds):
            arms["product"].append(_took(lambda: issue(areas)))
            arms["floor"].append(_took(floor))
        transaction.set_rollback(True)
    pairs = [one / other for one, other in zip(arms["product"], arms["floor"], strict=True)]
    middle = {name: statistics.median(times) for name, times in arms.items()}
    print(
        f"{asked.provinces} provinces: product {middle['product']:.0f} ms, {counts[1]} statements ({counts[0]} for 2);"
        f" floor {middle['floor']:.0f} ms; ratio {statistics.median(pairs):.2f} (median of {asked.rounds} pairs)"
    )
    return 0 if counts[0] == counts[1] else 1
