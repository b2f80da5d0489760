"""Items under injected faults: a site that misbehaves at every request, and a process killed at any statement.

`run` publishes items in steps and lets a forked process fetch them, which kills itself with SIGKILL before
or after the n-th statement that it sends to the database. After every death the next sweep must leave the
ledger balanced; at the end every item must be there, once.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from prasan.situation.intake import deliveries, ledger, pipeline
from prasan.situation.models import Fetch, Item, Source
from tests.dying import dies
from tests.situation.intake.server import Site, serving

STEP = 25
"""Items between two fetches; the site shows more than that, so that a fetch that fails loses nothing."""


@dataclass
class Outcome:
    """What happened: rounds, deaths, rows of the ledger by fate, and what was wrong (nothing)."""

    rounds: int = 0
    deaths: int = 0
    items: int = 0
    fates: dict[str, int] = field(default_factory=dict)
    interrupted: int = 0
    wrong: list[str] = field(default_factory=list)


def fetch_and_die(source: Source, at: int, *, after: bool) -> bool:
    """Fetch in a forked process that kills itself at its n-th statement; return whether it died of that."""
    return dies(lambda: deliveries.fetch_all([source], forced=True), at, after=after)


def tidy(seconds: float = 20) -> list[Fetch]:
    """Sweep until nothing runs any more: the server must first notice that its client is gone."""
    ends, closed = time.monotonic() + seconds, []
    while Fetch.objects.running().exists():
        closed += deliveries.sweep()
        if time.monotonic() > ends:
            raise AssertionError("a dead delivery was not closed")
        time.sleep(0.01)
    pipeline.settle(pipeline.waiting())
    return closed


def run(source: Source, items: int, seed: int, at: str = "") -> Outcome:
    """Let `items` items come through a source under faults; `at` is set to the site's address."""
    site, found, chance = Site(seed, window=8 * STEP), Outcome(), random.Random(seed)
    with serving(site) as base:
        Source.objects.filter(pk=source.pk).update(url=f"{base}/0")
        source.refresh_from_db()
        published = 0
        while published < items:
            site.publish(min(STEP, items - published))
            published += min(STEP, items - published)
            found.deaths += fetch_and_die(source, chance.randrange(1, 45), after=chance.random() < 0.5)
            found.rounds += 1
            found.interrupted += len(tidy())
            found.wrong += [f"round {found.rounds}: {one.id}" for one in ledger.faults()]
            if found.rounds % 4 == 0:
                site.fault = "none"  # a good day now and then, or the window moves on
                deliveries.fetch_all([source], forced=True)
                site.fault = ""
        site.fault = "none"
        deliveries.fetch_all([source], forced=True)
    found.items = Item.objects.filter(source=source).count()
    titles = set(Item.objects.filter(source=source).values_list("title", flat=True))
    found.wrong += [f"lost: {n}" for n in range(items) if f"ข่าวสมมติ {n}" not in titles][:20]
    if found.items != items:
        found.wrong.append(f"{found.items} items of {items}")
    rows = Fetch.objects.filter(source=source)
    for name in ("received", "stored", "duplicate", "refused"):
        found.fates[name] = sum(rows.values_list(name, flat=True))
    found.wrong += [one.id for one in ledger.faults()]
    return found


def feed(office: Any, code: str) -> Source:
    """Return a feed for a run."""
    return Source.objects.create(
        code=code, kind="feed", name_th="แหล่งทดสอบ", office=office, url="http://127.0.0.1:9/", every_minutes=10,
        settings={"robots": False}, next_at=timezone.now(),
    )  # fmt: skip
