"""Which parser reads the bytes of which kind of source; other subjects add theirs by `reads`."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from prasan.kernel.feeds import Entry, Parsed, document, jsonfeed, mail, pasted, webpage, xmlfeed
from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import judged
from prasan.situation.models import Source

log = logging.getLogger("prasan.situation")


@dataclass(frozen=True)
class Delivery:
    """Bytes with what is known about them: type and address as the sender told, the settings of the source."""

    content: bytes
    now: dt.datetime
    media_type: str = ""
    url: str = ""
    name: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


Reader = Callable[[Delivery], Parsed]
READERS: dict[str, Reader] = {}
"""The parser of every kind of source."""


def reads(kind: str) -> Callable[[Reader], Reader]:
    """Register the parser of a kind of source."""

    def register(reader: Reader) -> Reader:
        READERS[kind] = reader
        return reader

    return register


def read(kind: str, delivery: Delivery) -> Parsed:
    """Return what a delivery holds; a parser that breaks is a fault of the delivery, never of the ledger."""
    reader = READERS.get(kind)
    if reader is None:
        return Parsed(fault="no-reader")
    try:
        return reader(delivery)
    except Exception:  # anybody's bytes: whatever goes wrong is written down and the next source goes on
        log.exception("reader failed", extra={"kind": kind, "url": delivery.url})
        return Parsed(fault="reader-fault")


@reads(Source.Kind.FEED)
def _feed(one: Delivery) -> Parsed:
    return xmlfeed.parse(one.content, one.media_type, one.now)


@reads(Source.Kind.JSON)
def _json(one: Delivery) -> Parsed:
    return jsonfeed.parse(one.content, one.media_type, one.now)


@reads(Source.Kind.PAGE)
def _page(one: Delivery) -> Parsed:
    selectors = one.settings.get("selectors") or {}
    return webpage.parse(one.content, one.media_type, one.now, selectors, one.url)


@reads(Source.Kind.FILE)
def _file(one: Delivery) -> Parsed:
    return document.parse(one.content, one.name, one.now)


@reads(Source.Kind.MAIL)
def _mail(one: Delivery) -> Parsed:
    return mail.parse(one.content, one.now)


@reads(Source.Kind.PASTE)
def _paste(one: Delivery) -> Parsed:
    return judged([pasted.parse(decode(one.content)[0], one.name, one.url)])


@reads(Source.Kind.CALL)
@reads(Source.Kind.FIELD)
def _form(one: Delivery) -> Parsed:
    """Read a form as it was kept: JSON with title, text, salt."""
    parsed = jsonfeed.parse(b"[" + one.content + b"]", "", one.now)
    return Parsed(tuple(Entry(e.title, e.text, e.url, e.published, e.fault) for e in parsed.entries), parsed.fault)


@reads(Source.Kind.API)
def _api(one: Delivery) -> Parsed:
    return jsonfeed.parse(one.content, "application/json", one.now)
