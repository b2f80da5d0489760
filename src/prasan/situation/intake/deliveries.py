"""Fetching sources: claim, fetch, keep the bytes, read, write batch by batch, close; and closing what died."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from prasan.kernel.feeds import Parsed
from prasan.situation.intake import ledger, network, pipeline, raws, readers
from prasan.situation.models import Fetch, Source

log = logging.getLogger("prasan.situation")
LOCK = 0x4C53
"""Class of the advisory locks that live deliveries hold: a process that dies lets go of its own."""
LONGEST_PAUSE = dt.timedelta(hours=24)
AT_ONCE = 8
"""Addresses fetched at the same time."""
FETCHED = (Source.Kind.FEED, Source.Kind.JSON, Source.Kind.PAGE, Source.Kind.ALERT)
"""Kinds of sources that have an address."""


def limits() -> network.Limits:
    """Return what a fetch may cost on this site."""
    return network.Limits(settings.LISTEN_SECONDS, settings.LISTEN_LIMIT, settings.LISTEN_NETWORKS)


def due(now: dt.datetime, most: int) -> list[Source]:
    """Return the sources whose time has come, the longest waiting first."""
    rows = Source.objects.filter(is_active=True, every_minutes__gt=0, kind__in=FETCHED).exclude(url="")
    return list(rows.filter(Q(next_at=None) | Q(next_at__lte=now)).order_by(F("next_at").asc(nulls_first=True))[:most])


def claim(source: Source, *, forced: bool = False) -> Fetch | None:
    """Begin a delivery of a source; None where another process has begun one or it is not due."""
    now = timezone.now()
    with transaction.atomic():
        rows = Source.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=source.pk)
        held = rows.first()
        waits = held is not None and held.next_at is not None and held.next_at > now
        if held is None or (waits and not forced):
            return None
        held.next_at = now + _pause(held)
        held.save(update_fields=["next_at"])
        fetch = ledger.opened(held)
        fetch.source = held
        _lock("pg_advisory_lock", fetch)
    return fetch


def _pause(source: Source) -> dt.timedelta:
    """Return how long to wait: the source's own pace, doubled for every failure in a row up to a day."""
    pace = dt.timedelta(minutes=max(source.every_minutes, 1))
    return min(pace * 2 ** min(source.failures, 10), max(LONGEST_PAUSE, pace))


def _lock(function: str, fetch: Fetch) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [LOCK, fetch.pk & 0x7FFFFFFF])
        return bool(cursor.fetchone()[0])


def ask(source: Source) -> network.Answer:
    """Fetch a source's address; no database, so that many run at once in threads."""
    robots = source.settings.get("robots", True)
    return network.get(source.url, limits(), etag=source.etag, modified=source.last_modified, robots=robots)


def fetch_all(sources: Iterable[Source], *, forced: bool = False) -> list[Fetch]:
    """Fetch sources, several at a time, and return their closed deliveries."""
    claimed = [one for one in (claim(source, forced=forced) for source in sources) if one is not None]
    done: list[Fetch] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = {pool.submit(ask, one.source): one for one in claimed}
        for ready in as_completed(waiting):
            done.append(_finished(waiting[ready], ready.result()))
    return done


def _finished(fetch: Fetch, answer: network.Answer) -> Fetch:
    """Write what a source answered; a fault of ours closes the delivery too, so that none stays open."""
    try:
        return settled(fetch, answer)
    finally:
        _lock("pg_advisory_unlock", fetch)


def settled(fetch: Fetch, answer: network.Answer) -> Fetch:
    """Keep, read, write and close what came."""
    if answer.status == 304 and not answer.fault:
        return _closed(fetch, answer, Fetch.Outcome.UNCHANGED)
    if answer.fault and not answer.body:
        return _closed(fetch, answer, Fetch.Outcome.FAILED, answer.fault)
    sha256 = raws.keep(answer.body)
    media_type = answer.headers.get("content-type", "")
    last = Fetch.objects.filter(source=fetch.source_id, outcome=Fetch.Outcome.DONE).order_by("-pk").first()
    same = last is not None and last.raw_id == sha256 and fetch.source.last_ok_at is not None and not last.reason
    parsed = Parsed() if same else _read(fetch.source, answer.body, media_type, answer.url)
    with transaction.atomic():
        fetch.raw = raws.row(sha256, len(answer.body), media_type)
        fetch.entries = len(parsed.entries)
        fetch.save(update_fields=["raw", "entries"])
    if same:
        return _closed(fetch, answer, Fetch.Outcome.UNCHANGED)
    _write(fetch, parsed)
    if parsed.fault:
        return _closed(fetch, answer, Fetch.Outcome.FAILED, parsed.fault)
    return _closed(fetch, answer, Fetch.Outcome.DONE, answer.fault)


def _read(source: Source, content: bytes, media_type: str, url: str) -> Parsed:
    return readers.read(
        source.kind,
        readers.Delivery(content, timezone.now(), media_type, url or source.url, settings=source.settings),
    )


def _write(fetch: Fetch, parsed: Parsed, start: int = 0) -> None:
    for place in range(start, len(parsed.entries), ledger.BATCH):
        pipeline.settle(ledger.write(fetch, parsed.entries[place : place + ledger.BATCH]))


def _closed(fetch: Fetch, answer: network.Answer, outcome: str, reason: str = "") -> Fetch:
    """Close a delivery and note at the source how it went: what is whole is not asked for again."""
    now = timezone.now()
    with transaction.atomic():
        source = Source.objects.select_for_update(no_key=True).get(pk=fetch.source_id)
        fetch.refresh_from_db()
        ledger.close(fetch, outcome, reason, answer.status or None)
        whole = outcome == Fetch.Outcome.DONE and not reason and not _cut_off(fetch)
        if whole:
            source.etag = answer.headers.get("etag", "")[:300]
            source.last_modified = answer.headers.get("last-modified", "")[:100]
        if outcome == Fetch.Outcome.FAILED or reason:
            source.failures = min(source.failures + 1, 30_000)
        else:
            source.failures, source.last_ok_at = 0, now
        source.next_at = now + _pause(source)
        source.save(update_fields=["etag", "last_modified", "last_ok_at", "failures", "next_at"])
    return fetch


def _cut_off(fetch: Fetch) -> bool:
    return fetch.refused > 0 and fetch.arrivals.filter(reason="cut-off").exists()


def sweep() -> list[Fetch]:
    """Close deliveries whose process died: what their kept bytes hold is read to the end first. Returns them."""
    found: list[Fetch] = []
    for fetch in Fetch.objects.running().select_related("source", "raw").order_by("pk"):
        if not _lock("pg_try_advisory_lock", fetch):
            continue  # somebody is at it
        try:
            fetch.refresh_from_db()
            if fetch.outcome == Fetch.Outcome.RUNNING:
                found.append(_revived(fetch))
        finally:
            _lock("pg_advisory_unlock", fetch)
    return found


def _revived(fetch: Fetch) -> Fetch:
    reason = "interrupted"
    if fetch.raw is not None:
        try:
            parsed: Any = _read(fetch.source, raws.read(fetch.raw.sha256), fetch.raw.media_type, "")
        except (OSError, ValueError):
            parsed, reason = Parsed(), "gone"
        entries = max(len(parsed.entries), fetch.received)
        Fetch.objects.filter(pk=fetch.pk).update(entries=entries)
        _write(fetch, parsed, fetch.received)
    with transaction.atomic():
        fetch.refresh_from_db()
        ledger.close(fetch, Fetch.Outcome.INTERRUPTED, reason)
        Source.objects.filter(pk=fetch.source_id).update(next_at=fetch.finished_at)
    return fetch
