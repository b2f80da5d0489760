"""Subjects of the verbs of intake: a source, a delivery of DOE-92, an item that was published."""

from __future__ import annotations

from django.utils import timezone

from prasan.situation.models import Fetch, Item, Source
from tests.house.rights import Sample
from tests.house.world import World


def source(world: World) -> Source:
    return Source.objects.get_or_create(
        code="rss-one", defaults={"kind": "feed", "name_th": "ข่าวสมมติ", "office": world.offices["OPS"]}
    )[0]


def delivery(world: World) -> Fetch:
    return Fetch(source=source(world), office=world.offices["DOE-92"])


def fetched(world: World) -> Fetch:
    return Fetch.objects.get_or_create(
        source=source(world), outcome="done", defaults={"started_at": timezone.now(), "finished_at": timezone.now()}
    )[0]


def item(world: World) -> Item:
    return Item.objects.get_or_create(
        source=source(world), identity="a" * 64, defaults={"title": "ข่าวสมมติ", "received_at": timezone.now()}
    )[0]


INTAKE: dict[str, Sample] = {
    "situation.add_source": lambda world: Source(code="new"),
    "situation.change_source": source,
    "situation.fetch_now": source,
    "situation.field_report": delivery,
    "situation.hand_in": delivery,
    "situation.receive": delivery,
    "situation.record_call": delivery,
    "situation.reveal_item": item,
    "situation.start_source": source,
    "situation.stop_source": source,
}
