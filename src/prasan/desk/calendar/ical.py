"""Writes entries as an iCalendar file (RFC 5545): whole-day events, lines folded at 75 octets, ends of line CRLF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from prasan.desk.calendar.sources import Event

WIDTH = 75


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


def write(events: Iterable[Event], *, name: str, host: str, now: dt.datetime) -> bytes:
    """Return the calendar. Parameters: `host` makes the entries' keys unique in the world; `now`, aware."""
    stamp = now.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Prasan//Calendar//TH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for one in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{one.key}@{host}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + dt.timedelta(days=1):%Y%m%d}", f"SUMMARY:{escape(one.plain)}",
            "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in fold(line)).encode()
