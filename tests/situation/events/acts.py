"""Random linking acts on real tables, and what the screens read of them: for the suite and for the benchmark."""

from __future__ import annotations

import random
from typing import Any

from prasan.platform.commands import RuleBroken
from prasan.situation.events import ledger
from prasan.situation.events.commands import EditEvent, LinkItems, Merge, OpenEvent, Split, Undo, UnlinkItems
from prasan.situation.models import Event, Item, Operation
from prasan.situation.triage.commands import BinItem


def picture() -> dict[str, Any]:
    """Return what the screens show: where each item is, and every event that stands with its columns."""
    items = {one.pk: (one.state, one.event_id) for one in Item.objects.order_by("pk")}
    events = {
        one.pk: (one.code, one.title, one.place, one.affected, one.state, ledger.places_of(one))
        for one in Event.objects.standing().order_by("pk")
    }
    return {"items": items, "events": events}


def act(g: Any, rng: random.Random, items: list[int]) -> Operation | None:
    """Carry out one random act; None where the rules refused it."""
    last = Operation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    standing = list(Event.objects.standing().values_list("pk", flat=True)) or [0]
    some = rng.sample(items, rng.randint(1, 3))
    one, two = rng.choice(standing), rng.choice(standing)
    title = f"ชื่อ {rng.random():.6f}"
    values = {"title": title, "type": "layoff", "area_id": g.areas["92"].pk}
    edits = {"title": title, "affected": rng.randint(0, 99), "places": [[g.areas["80"].pk, "also", rng.randint(1, 9)]]}
    command = rng.choice([
        lambda: OpenEvent(values=values, items=some), lambda: LinkItems(target_id=one, items=some),
        lambda: LinkItems(target_id=one, items=some), lambda: UnlinkItems(target_id=one, items=some),
        lambda: Merge(target_id=one, into=two), lambda: Split(target_id=one, items=some, title=title),
        lambda: EditEvent(target_id=one, values=edits), lambda: BinItem(target_id=some[0]),
    ])()  # fmt: skip
    try:
        g.do("duty", command)
    except Exception as error:
        if not isinstance(error, RuleBroken) and getattr(error, "status", 0) != 404:
            raise
        return None
    return Operation.objects.filter(pk__gt=last).order_by("pk").first()


def many(g: Any, rng: random.Random, items: list[int], count: int) -> list[Operation]:
    """Carry out so many random acts that were not refused."""
    done: list[Operation] = []
    while len(done) < count:
        made = act(g, rng, items)
        if made is not None:
            done.append(made)
    return done


def undo_all(g: Any, rng: random.Random, acts: list[Operation]) -> list[int]:
    """Undo the acts in a random order; returns the numbers of the undos."""
    undos = []
    for one in rng.sample(acts, len(acts)):
        command = Undo(target_id=one.pk)
        g.do("duty", command)
        undos.append(command.made.pk)
    return undos
