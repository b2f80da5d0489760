"""One thing a source sent, judged: what can be taken and what is refused with its reason."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_TEXT = 400_000
"""Characters of one entry; a longer one is refused."""
MOST_ENTRIES = 20_000
"""Entries of one delivery; one with more is refused as a whole: no source of news sends that."""
MOST_TITLE = 500
FEW_SIGNS, LONG_ENOUGH = 6, 200
"""A text of so many characters with fewer different signs says nothing."""
_SPACES = re.compile(r"\s+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: title, text, address, when the source says it was published; `fault`, why it cannot be taken."""

    title: str = ""
    text: str = ""
    url: str = ""
    published: dt.datetime | None = None
    fault: str = ""
    salt: str = ""
    """What makes two equal texts two things: the moment of a call, the office of a report."""

    def identity(self) -> str:
        """Return the hash of the content: never of a date or an order, so that feeds may lie about both.

        The address counts only where there is no text to tell two entries apart.
        """
        content = [_plain(self.title), _plain(self.text), self.salt]
        if not content[1]:
            content.append(self.url)
        return hashlib.sha256("\0".join(content).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a delivery held; `fault`, why it as a whole cannot be read (then there are no entries)."""

    entries: tuple[Entry, ...] = ()
    fault: str = ""


def _plain(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN)).strip()


def clean(text: str) -> str:
    """Return text without control signs, which no database takes, lines kept and their ends trimmed."""
    lines = (line.rstrip() for line in _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def judged(entries: Iterable[Entry]) -> Parsed:
    """Return the entries cleaned, each that cannot be taken with its reason: empty, too-long, no-words.

    `fault` too-many where there are more than MOST_ENTRIES.
    """
    found: list[Entry] = []
    for one in entries:
        if len(found) == MOST_ENTRIES:
            return Parsed(fault="too-many")
        found.append(_judge(one))
    return Parsed(tuple(found))


def _judge(one: Entry) -> Entry:
    title = " ".join(clean(one.title[: MOST_TITLE * 8]).split())[:MOST_TITLE]
    if one.fault:
        return Entry(title, url=one.url[:1000], published=one.published, fault=one.fault)
    if len(one.text) > MOST_TEXT:
        return Entry(title, url=one.url[:1000], published=one.published, fault="too-long")
    text = clean(one.text)
    fault = "" if title or text else "empty"
    if not fault and not _says_something(title, text):
        fault = "no-words"
    url = one.url.strip() if one.url.strip().lower().startswith(("http://", "https://")) else ""
    return replace(one, title=title, text=text, url=_CONTROL.sub("", url)[:1000], fault=fault)


def _says_something(title: str, text: str) -> bool:
    """Tell whether there are letters, and in a long text more than a few different ones."""
    if len(text) > LONG_ENOUGH and len(set(text)) < FEW_SIGNS:
        return False
    return any(sign.isalpha() for sign in title) or any(sign.isalpha() for sign in text)
