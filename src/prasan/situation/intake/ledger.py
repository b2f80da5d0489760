"""The ledger's own door: what a delivery holds is written row by row, each with its fate, one transaction a batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from prasan.kernel.feeds import Entry
from prasan.situation.models import Arrival, Fetch, Item, LedgerFault, Raw, Source

BATCH = 500
"""Entries of one transaction."""


@dataclass(frozen=True)
class Extra:
    """What an item carries beside its content: who handed it in, answers of a form, a picture."""

    office_id: int | None = None
    person_id: int | None = None
    is_public: bool | None = None
    details: dict[str, Any] = field(default_factory=dict)
    caller: str = ""
    photo_id: int | None = None
    received_at: dt.datetime | None = None


NOTHING = Extra()


def opened(source: Source, *, entries: int = 0, raw: Raw | None = None, extra: Extra = NOTHING) -> Fetch:
    """Begin a delivery, running until it is closed."""
    now = extra.received_at or timezone.now()
    return Fetch.objects.create(
        source=source, entries=entries, raw=raw, by_id=extra.person_id, office_id=extra.office_id, started_at=now,
    )  # fmt: skip


def write(fetch: Fetch, entries: Sequence[Entry], extra: Extra = NOTHING) -> list[int]:
    """Write the next entries of a delivery and return the numbers of the new items: one transaction.

    The source's row is locked, so that two deliveries of one source never store the same thing twice, and
    the counters move with the rows: whatever happens, the ledger balances.
    """
    now = extra.received_at or timezone.now()
    with transaction.atomic():
        source = Source.objects.select_for_update(no_key=True).get(pk=fetch.source_id)
        start = Fetch.objects.values_list("received", flat=True).get(pk=fetch.pk)
        good = [(place, one, one.identity()) for place, one in enumerate(entries, start) if not one.fault]
        known = _known(source.pk, {identity for _place, _one, identity in good})
        fresh = {identity: one for _place, one, identity in reversed(good) if identity not in known}
        new = [_item(source, fetch, identity, one, extra, now) for identity, one in reversed(fresh.items())]
        Item.objects.bulk_create(new)
        made = {one.identity: one.pk for one in new}
        rows = [_row(fetch, place, one, now, known, made) for place, one in enumerate(entries, start)]
        Arrival.objects.bulk_create(rows)
        count = {fate: sum(1 for row in rows if row.fate == fate) for fate in Arrival.Fate.values}
        Fetch.objects.filter(pk=fetch.pk).update(
            received=F("received") + len(rows), **{fate: F(fate) + number for fate, number in count.items()}
        )
    return [one.pk for one in new]


def _known(source_id: int, identities: set[str]) -> dict[str, int]:
    rows = Item.objects.filter(source_id=source_id, identity__in=identities)
    return dict(rows.values_list("identity", "pk"))


def _item(source: Source, fetch: Fetch, identity: str, one: Entry, extra: Extra, now: dt.datetime) -> Item:
    return Item(
        source=source, identity=identity, raw_id=fetch.raw_id, title=one.title, text=one.text, url=one.url,
        published_at=one.published, received_at=now, office_id=extra.office_id, handed_in_by_id=extra.person_id,
        is_public=source.is_public if extra.is_public is None else extra.is_public, details=extra.details,
        caller=extra.caller, photo_id=extra.photo_id,
    )  # fmt: skip


def _row(
    fetch: Fetch, place: int, one: Entry, now: dt.datetime, known: dict[str, int], made: dict[str, int]
) -> Arrival:
    """Return the row of one entry; the first of several alike in a delivery is stored, the others repeat it."""
    identity = one.identity()
    row = Arrival(fetch=fetch, source_id=fetch.source_id, place=place, at=now, identity=identity, title=one.title[:200])
    if one.fault:
        row.fate, row.reason = Arrival.Fate.REFUSED, one.fault
    elif identity in known:
        row.fate, row.reason, row.item_id = Arrival.Fate.DUPLICATE, "known", known[identity]
    elif identity in made:
        row.fate, row.item_id = Arrival.Fate.STORED, made[identity]
        known[identity] = made[identity]
    if row.fate == Arrival.Fate.DUPLICATE and identity in made:
        row.reason = "twice"
    return row


def close(
    fetch: Fetch, outcome: str, reason: str = "", status: int | None = None, at: dt.datetime | None = None
) -> Fetch:
    """Close a delivery; the database refuses to close one as complete that is not."""
    fetch.outcome, fetch.reason, fetch.status, fetch.finished_at = outcome, reason, status, at or timezone.now()
    fetch.save(update_fields=["outcome", "reason", "status", "finished_at"])
    return fetch


def take(source: Source, raw: Raw, entries: Sequence[Entry], fault: str, extra: Extra) -> tuple[Fetch, list[int]]:
    """Take a delivery that is there whole (handed in, dropped, received by API) in one transaction.

    Returns the closed delivery and the new items. The bytes of `raw` lie on the disk already.
    """
    with transaction.atomic():
        fetch = opened(source, entries=len(entries), raw=raw, extra=extra)
        new: list[int] = []
        for start in range(0, len(entries), BATCH):
            new += write(fetch, entries[start : start + BATCH], extra)
        fetch.refresh_from_db()
        outcome = Fetch.Outcome.FAILED if fault else Fetch.Outcome.DONE
        close(fetch, outcome, fault, at=extra.received_at)
        Source.objects.filter(pk=source.pk).update(last_ok_at=fetch.finished_at)
    return fetch, new


def faults(limit: int = 100) -> list[LedgerFault]:
    """Return places where the ledger does not balance: there must be none."""
    return list(LedgerFault.objects.select_related("source")[:limit])
