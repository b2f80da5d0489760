"""Writes entries as an iCalendar file (RFC 5545): days or hours, lines folded at 75 octets, ends of line CRLF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from prasan.desk.calendar.sources import Event

WIDTH = 75
THAILAND = dt.timezone(dt.timedelta(hours=7))
"""Hours in Thailand; they have been UTC+7 without change since 1920, so that UTC needs no VTIMEZONE."""


def escape(text: str) -> str:
    """Return a text as a property holds it (RFC 5545, 3.3.11); control characters are left out."""
    clean = "".join(one for one in text if one == "\n" or ord(one) >= 32)
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """Yield a content line in pieces of at most 75 octets, no letter cut in two; further ones begin with a space."""
    piece, size = "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > WIDTH:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += length
    yield piece


def _hour(day: dt.date, hour: dt.time) -> str:
    return dt.datetime.combine(day, hour, THAILAND).astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _when(one: Event) -> Iterator[str]:
    """Yield when an entry begins and ends; the end of whole days is the day after, as the standard has it."""
    last = one.last or one.day
    if one.start is None:
        yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART:{_hour(one.day, one.start)}"
    if one.end is not None:
        yield f"DTEND:{_hour(last, one.end)}"
    elif last > one.day:
        yield f"DTEND:{_hour(last + dt.timedelta(days=1), dt.time.min)}"


def _entry(one: Event, host: str, stamp: str, site: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{one.key}@{host}", f"DTSTAMP:{stamp}", *_when(one))
    yield f"SUMMARY:{escape(one.plain)}"
    if one.sequence:
        yield f"SEQUENCE:{one.sequence - 1}"
        yield f"STATUS:{'CANCELLED' if one.cancelled else 'CONFIRMED'}"
    if site and one.href:
        yield f"URL:{site}{one.href}"
    yield "TRANSP:TRANSPARENT" if one.start is None or one.cancelled else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def write(events: Iterable[Event], *, name: str, host: str, now: dt.datetime, site: str = "") -> bytes:
    """Return the calendar.

    Parameters: `host` makes the entries' keys unique in the world; `now`, aware; `site`, the address ("https://…"
    without a path) under which entries open, by default they open nothing.
    """
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prasan//Calendar//TH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for one in events:
        lines += _entry(one, host, stamp, site)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in fold(line)).encode()
