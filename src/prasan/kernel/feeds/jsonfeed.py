"""JSON Feed 1.1, and plain lists of {title, text, url, published}."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import Entry, Parsed, judged
from prasan.kernel.feeds.moments import moment
from prasan.kernel.feeds.words import plain


def parse(raw: bytes, content_type: str, now: dt.datetime) -> Parsed:
    """Return the entries of a JSON feed; `fault` not-feed, or broken where the JSON breaks off."""
    text, _codec = decode(raw, content_type)
    try:
        whole = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return Parsed(fault="broken")
    rows = whole.get("items") if isinstance(whole, dict) else whole
    if not isinstance(rows, list):
        return Parsed(fault="not-feed")
    return judged(entry_of(row, now) for row in rows)


def entry_of(row: Any, now: dt.datetime) -> Entry:
    """Return one row as an entry; a row that is no object is refused as bad-entry."""
    if not isinstance(row, dict):
        return Entry(fault="bad-entry")
    text = _said(row, "content_text", "text", "body") or plain(_said(row, "content_html"))
    when = _said(row, "date_published", "published", "date_modified")
    return Entry(
        plain(_said(row, "title")), text or plain(_said(row, "summary")), _said(row, "url", "external_url"),
        moment(when, now),
    )  # fmt: skip


def _said(row: dict[str, Any], *names: str) -> str:
    for name in names:
        if isinstance(row.get(name), str) and row[name].strip():
            return str(row[name])
    return ""
