"""From stored to judged: the reader, the classifier and the linker look at new items; pages and listeners are told.

Each stage is found by the name that the settings give; a stage that is not there, or breaks on an item,
leaves the item in the queue for people: nothing is lost and nothing waits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from prasan.directory.models import Area
from prasan.platform.rows import update_rows
from prasan.situation.models import Item, ItemPlace, Source

log = logging.getLogger("prasan.situation")
CHUNK = 100
"""Items that are judged and told together."""
SAMPLE = 100
"""One in so many of what the machine bins is shown to people all the same."""
BY_PEOPLE = frozenset({Source.Kind.CALL, Source.Kind.FIELD})
"""What people wrote down for the centre is for the centre, whatever the model thinks of it."""
UNREAD = "-"
"""Version of an item that the reader broke on: it is not tried again by itself."""


@dataclass(frozen=True)
class Judgement:
    """What the classifier says: is it about labour, how sure, which types of event."""

    relevant: bool
    score: float
    types: tuple[str, ...] = ()
    version: str = ""
    words: dict[str, list[str]] = field(default_factory=dict)


class Reads(Protocol):
    """The reader: (version, fields as JSON, each with spans) of one item."""

    def __call__(self, item: Item) -> tuple[str, dict[str, Any]]:
        """Read one item."""


class Judges(Protocol):
    """The classifier."""

    def __call__(self, item: Item) -> Judgement:
        """Judge one item."""


Links = Callable[[Sequence[Item]], None]
"""The linker sets `root` and `series` of new items, in the transaction that it is called in."""


def _stage(name: str) -> Any | None:
    dotted = getattr(settings, name, "")
    return import_string(dotted) if dotted else None


def settle(ids: Sequence[int]) -> None:
    """Read, judge and link new items, and tell that they wait."""
    for start in range(0, len(ids), CHUNK):
        part = list(ids[start : start + CHUNK])
        try:
            with transaction.atomic():
                items = list(Item.objects.filter(pk__in=part).select_related("source").order_by("pk"))
                looked_at(items)
                _save(items)
                _linked(items)
                announce(part)
        except Exception:  # the items stand in the ledger and in the queue; the next sweep tries again
            log.exception("items were not judged", extra={"items": part[:5]})


def looked_at(items: Sequence[Item]) -> None:
    """Fill what the reader and the classifier say into items, unsaved."""
    reads, judges = _stage("LISTEN_READER"), _stage("LISTEN_CLASSIFIER")
    for item in items:
        try:
            if reads is not None:
                item.reader_version, item.reading = reads(item)
            if judges is not None:
                judge(item, judges(item))
        except Exception:  # one text that breaks a stage must not hold up the others, nor vanish
            log.exception("item was not read", extra={"item": item.pk})
            item.reader_version, item.is_relevant = UNREAD, True


def judge(item: Item, found: Judgement) -> None:
    """Fill in a judgement; of what is binned a keyed hash picks the sample that people see."""
    item.is_relevant = found.relevant or item.source.kind in BY_PEOPLE
    item.score, item.types, item.model_version = found.score, list(found.types), found.version
    item.is_sampled = not item.is_relevant and sampled(item.identity)
    if found.words:
        item.reading = {**item.reading, "words": found.words}


def sampled(identity: str) -> bool:
    """Tell whether an item belongs to the sample: nobody outside can know, and it never changes."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"sample:{identity}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) % SAMPLE == 0


def _save(items: Sequence[Item]) -> None:
    names = ["reading", "reader_version", "is_relevant", "score", "types", "model_version", "is_sampled"]
    update_rows(items, names)
    wanted: dict[tuple[int, str], float] = {}
    for item in items:
        for name in ("provinces", "districts", "countries"):
            for one in item.reading.get(name) or ():
                key = (item.pk, str(one["value"]))
                wanted[key] = max(wanted.get(key, 0), float(one.get("confidence", 1)))
    told = {(item.pk, str(code)): 1.0 for item in items for code in item.details.get("areas") or ()}
    known = dict(Area.objects.filter(code__in={code for _pk, code in {**wanted, **told}}).values_list("code", "pk"))
    ItemPlace.objects.bulk_create(
        [
            ItemPlace(item_id=pk, area_id=known[code], confidence=confidence)
            for (pk, code), confidence in {**wanted, **told}.items()
            if code in known
        ],
        ignore_conflicts=True,
    )


def _linked(items: Sequence[Item]) -> None:
    links: Links | None = _stage("LISTEN_LINKER")
    if links is None:
        return
    try:
        with transaction.atomic():
            links(items)
    except Exception:  # an item that is not linked is seen twice; one that is lost is not seen at all
        log.exception("items were not linked", extra={"items": [one.pk for one in items[:5]]})


def announce(ids: Sequence[int]) -> None:
    """Tell the pages with the queue, and the listeners, that items wait: one outbox row."""
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_outbox (name, payload, topics, created)"
            " VALUES ('situation.arrived', %s::jsonb, ARRAY['triage'], now())",
            [json.dumps({"ids": list(ids)})],
        )


def waiting(most: int = 2_000) -> list[int]:
    """Return items that no reader has looked at though one is there: their process died between two steps."""
    if _stage("LISTEN_READER") is None:
        return []
    rows = Item.objects.filter(reader_version="", state=Item.State.NEW).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])
