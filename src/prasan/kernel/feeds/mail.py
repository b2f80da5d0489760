"""E-mail as .eml: subject, the readable part, text files beside it."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from prasan.kernel.feeds.charset import decode
from prasan.kernel.feeds.entry import MOST_TEXT, Entry, Parsed, judged
from prasan.kernel.feeds.moments import moment
from prasan.kernel.feeds.words import plain

MOST_PARTS = 50


def parse(raw: bytes, now: dt.datetime) -> Parsed:
    """Return an e-mail as one entry; `fault` not-mail where there is neither subject nor sender nor words."""
    try:
        message: Any = message_from_bytes(raw, policy=policy.default)
        subject, sender = str(message.get("Subject", "")), str(message.get("From", ""))
        text = _words(message)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError, RecursionError):
        return Parsed(fault="broken")
    if not subject and not sender:
        return Parsed(fault="not-mail")
    return judged([Entry(subject, text, published=moment(_date(message), now))])


def _date(message: EmailMessage) -> str:
    try:
        return str(message.get("Date", ""))
    except (ValueError, IndexError, TypeError):
        return ""


def _words(message: EmailMessage) -> str:
    """Return the plain part, else the words of the HTML part; forwarded mail and text files follow."""
    plains: list[str] = []
    pages: list[str] = []
    beside: list[str] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS or part.is_multipart():
            continue
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"}:
            continue
        payload: Any = part.get_payload(decode=True)
        text, _codec = decode(bytes(payload or b""), str(part.get("Content-Type", "")))
        words = plain(text[:MOST_TEXT]) if kind == "text/html" else text.strip()
        if part.get_content_disposition() == "attachment":
            beside.append(words)
        else:
            (plains if kind == "text/plain" else pages).append(words)
    body = plains if any(plains) else pages
    return "\n\n".join(one for one in [*body, *beside] if one)
