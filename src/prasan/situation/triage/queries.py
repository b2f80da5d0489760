"""Questions to the queue: what waits, one item with everything that helps to decide, the bin's sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from prasan.situation.models import Item, ItemPlace, Operation
from prasan.situation.triage.proposals import Proposal, proposal

SHOWN = 60
"""Items of the queue on a page."""


@dataclass(slots=True)
class Detail:
    """One item with what helps to decide."""

    item: Item
    places: list[ItemPlace]
    proposal: Proposal
    reprints: list[Item]


def queue(actor: Any) -> list[Item]:
    """Return the items that wait, first come first served, one more than are shown: one query."""
    rows = Item.objects.visible_to(actor).waiting().select_related("source").order_by("pk")
    return list(rows.defer("text", "reading")[: SHOWN + 1])


def sample(actor: Any) -> list[Item]:
    """Return the items that the machine binned and that people look at all the same: one query."""
    rows = Item.objects.visible_to(actor).filter(state=Item.State.NEW, is_relevant=False, is_sampled=True, root=None)
    return list(rows.select_related("source").order_by("pk").defer("text", "reading")[: SHOWN + 1])


def found(actor: Any, pk: int) -> Item | None:
    """Return an item that the actor reads, with its source, its first witness and its event."""
    rows = Item.objects.visible_to(actor).select_related("source", "root", "event", "office", "decided_by")
    return rows.filter(pk=pk).first()


def detail(actor: Any, item: Item) -> Detail:
    """Return an item with places, proposal and the other witnesses: three queries."""
    places = list(item.places.select_related("area").defer("area__grams", "area__boundary"))
    root = item.root_id or item.pk
    same = Item.objects.visible_to(actor).filter(Q(root_id=root) | Q(pk=root)).exclude(pk=item.pk)
    reprints = list(same.select_related("source").defer("text", "reading").order_by("pk")[:20])
    return Detail(item, places, proposal(item, places, actor), reprints)


def last_act(actor: Any) -> Operation | None:
    """Return the actor's newest linking act that stands and is no undo: what `u` takes back. At most two queries."""
    rows = list(Operation.objects.filter(by_id=actor.person_id).order_by("-pk")[:40])
    undone = set(Operation.objects.filter(undoes_id__in=[one.pk for one in rows]).values_list("undoes_id", flat=True))
    return next((one for one in rows if one.pk not in undone and one.kind != Operation.Kind.UNDO), None)


def counts(actor: Any) -> dict[str, int]:
    """Return how many wait and how many of the sample: one query."""
    rows = Item.objects.visible_to(actor).filter(state=Item.State.NEW, root=None).order_by()
    return rows.aggregate(
        waiting=Count("pk", Q(is_relevant=True)), sample=Count("pk", Q(is_relevant=False, is_sampled=True))
    )
