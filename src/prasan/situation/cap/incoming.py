"""CAP messages from other centres: items of the queue, their chains followed so that an update joins its series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from prasan.kernel import cap
from prasan.kernel.feeds import Entry, Parsed, xmlfeed
from prasan.kernel.feeds.entry import judged
from prasan.platform.jobs.listeners import Told, listens
from prasan.situation.intake import raws
from prasan.situation.intake.readers import Delivery, reads
from prasan.situation.models import Item, ReceivedAlert, Source

KINDS = {cap.Kind.ALERT: "alert", cap.Kind.UPDATE: "update", cap.Kind.CANCEL: "cancel"}
DAYS = 400
"""How far back the chain of a sender is followed."""
HEARD = frozenset({cap.Status.ACTUAL, cap.Status.TEST, cap.Status.EXERCISE})


@reads(Source.Kind.ALERT)
def read(one: Delivery) -> Parsed:
    """Return the messages of a delivery as entries; an index that only links to messages is read as a feed.

    An acknowledgement or error between machines is no news, nor is a draft: refused as cap-not-news.
    """
    try:
        found = cap.messages(one.content)
    except cap.CapError as refused:
        if refused.code != "not-cap":
            return Parsed(fault=f"cap-{refused.code}"[:20])
        return xmlfeed.parse(one.content, one.media_type, one.now)
    return judged(entry(message) for message in found)


def entry(message: cap.Alert | cap.CapError) -> Entry:
    """Return a message as an entry; its name in the world makes it itself, so that a repeated text is no duplicate."""
    if isinstance(message, cap.CapError):
        return Entry(fault=f"cap-{message.code}"[:20])
    title, text = words(message)
    if message.kind not in KINDS or message.status not in HEARD:
        return Entry(title, fault="cap-not-news")
    info = message.info("th")
    return Entry(title, text, info.web if info else "", message.sent, salt=salt(message))


def salt(message: cap.Alert) -> str:
    """Return a message's name in the world."""
    return f"{message.sender},{message.identifier},{message.sent.isoformat()}"


def words(message: cap.Alert) -> tuple[str, str]:
    """Return headline and text, Thai where there is any; a cancellation or exercise says so first."""
    info = message.info("th")
    if info is None:
        return f"{message.kind} {message.identifier}", message.note
    marks = [{cap.Kind.UPDATE: "ปรับปรุง", cap.Kind.CANCEL: "ยกเลิก"}.get(message.kind, "")]
    marks.append("" if message.status is cap.Status.ACTUAL else "ฝึกซ้อม")
    mark = "".join(f"[{one}] " for one in marks if one)
    areas = ", ".join(one.description for one in info.areas)
    parts = [info.description, info.instruction, areas, message.note if message.kind is cap.Kind.CANCEL else ""]
    text = "\n".join(part for part in parts if part.strip())
    return mark + (info.headline.strip() or info.event), text or info.event


@listens("situation.arrived", name="situation.cap_chains")
def arrived(event: Told) -> None:
    """Name the messages that came and join their chains; a message that came before is passed over."""
    keep(list(Item.objects.filter(pk__in=event.ids, source__kind=Source.Kind.ALERT, cap=None).exclude(raw=None)))


def keep(items: Sequence[Item]) -> int:
    """Write the row of each item's message and mend the chains; returns how many rows are new."""
    rows = [row for item in items if (row := _row(item)) is not None]
    with transaction.atomic():
        ReceivedAlert.objects.bulk_create(rows, ignore_conflicts=True)
        mend({row.sender for row in rows})
    return len(rows)


def _row(item: Item) -> ReceivedAlert | None:
    """Return what an item's message says of itself: found again in the bytes as they came, by the item's identity."""
    try:
        found = cap.messages(raws.read(str(item.raw_id)))
    except (cap.CapError, OSError, ValueError):
        return None
    for message in found:
        if isinstance(message, cap.Alert) and _identity(message) == item.identity:
            return _made(item, message)
    return None


def _identity(message: cap.Alert) -> str:
    parsed = judged([entry(message)])
    return parsed.entries[0].identity() if parsed.entries else ""


def _made(item: Item, message: cap.Alert) -> ReceivedAlert:
    info = message.info("th")
    return ReceivedAlert(
        item=item, sender=message.sender[:300], identifier=message.identifier[:300], sent=message.sent,
        kind=KINDS[message.kind], expires=message.expires,
        references=[[one.sender, one.identifier, one.sent.isoformat()] for one in message.references],
        severity=info.severity.lower() if info else "unknown", urgency=info.urgency.lower() if info else "unknown",
        certainty=info.certainty.lower() if info else "unknown",
    )  # fmt: skip


def mend(senders: Iterable[str]) -> None:
    """Compute series and what was replaced anew from the senders' rows: one query, and what differs is written."""
    since = timezone.now() - dt.timedelta(days=DAYS)
    rows = list(
        ReceivedAlert.objects.filter(sender__in=list(senders), sent__gte=since)
        .select_related("item").only("item__series", *(f.name for f in ReceivedAlert._meta.fields))
        .order_by("sent", "pk")
    )  # fmt: skip
    told = [_alert(row) for row in rows]
    found = cap.chains(told)
    heads: dict[cap.Reference, int] = {}
    for row, alert in zip(rows, told, strict=True):
        heads.setdefault(found.root[alert.key], row.item_id)
    for row, alert in zip(rows, told, strict=True):
        replaced, cancelled = alert.key in found.replaced, alert.key in found.cancelled
        if (row.replaced, row.cancelled) != (replaced, cancelled):
            ReceivedAlert.objects.filter(pk=row.pk).update(replaced=replaced, cancelled=cancelled)
        head = heads[found.root[alert.key]]
        series = head if head != row.item_id else None
        if row.item.series_id != series:
            Item.objects.filter(pk=row.item_id).update(series_id=series)


def _alert(row: ReceivedAlert) -> cap.Alert:
    references = tuple(cap.Reference(a, b, dt.datetime.fromisoformat(c)) for a, b, c in row.references)
    kind = next(kind for kind, word in KINDS.items() if word == row.kind)
    return cap.Alert(
        identifier=row.identifier, sender=row.sender, sent=row.sent, status=cap.Status.ACTUAL, kind=kind,
        scope=cap.Scope.PUBLIC, references=references,
    )  # fmt: skip
