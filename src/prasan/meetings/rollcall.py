"""Fold the log of a meeting into its roll: pure Python, the same for the database and for an exported file.

A line is present while at least one of its connections is open: a browser, the hall's door (or signing in to a meeting
that has no pictures of ours, where no browser needs to stay open), or the secretary's mark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

GRACE = dt.timedelta(minutes=5)
"""Who comes this much after the beginning is late."""
DOOR, MARK = "door", "mark"


@dataclass(frozen=True)
class Said:
    """A line of the log as the roll reads it: `what` of What, `line` the attendee, `more` what else was told."""

    what: str
    at: dt.datetime
    line: int | None
    more: Mapping[str, Any]


@dataclass(frozen=True)
class Presence:
    """How one line of the roster was there.

    Parameters: `spans`, from–to, merged and in order, the last open while somebody is there; `seconds` within the
    meeting; `first`, when they came; `late`; `here`, now; `stalled`, connected but silent.
    """

    spans: tuple[tuple[dt.datetime, dt.datetime | None], ...] = ()
    seconds: int = 0
    first: dt.datetime | None = None
    late: bool = False
    here: bool = False
    stalled: bool = False

    @property
    def came(self) -> bool:
        """Tell whether they were in the meeting at all."""
        return self.seconds > 0 or self.here

    @property
    def minutes(self) -> int:
        """Return whole minutes present, at least 1 for who came at all."""
        return max(1, self.seconds // 60) if self.came else 0


@dataclass
class _Open:
    connections: set[str] = field(default_factory=set)
    spans: list[tuple[dt.datetime, dt.datetime | None]] = field(default_factory=list)
    stalled: set[str] = field(default_factory=set)

    def enter(self, name: str, at: dt.datetime) -> None:
        """Open a connection; a span begins with the first."""
        if not self.connections:
            self.spans.append((at, None))
        self.connections.add(name)

    def leave(self, name: str | None, at: dt.datetime) -> None:
        """Close a connection, or all where none is named; the span ends with the last."""
        was = bool(self.connections)
        self.connections = set() if name is None else self.connections - {name}
        self.stalled &= self.connections
        if was and not self.connections:
            begun = self.spans[-1][0]
            self.spans[-1] = (begun, max(begun, at))


def fold(said: Iterable[Said]) -> dict[int, _Open]:
    """Return what is open and what was, for each line of the roster."""
    lines: dict[int, _Open] = {}
    for one in said:
        if one.what == "closed":
            for kept in lines.values():
                kept.leave(None, one.at)
        elif one.line is not None:
            _one(lines.setdefault(one.line, _Open()), one)
    return lines


def _one(kept: _Open, one: Said) -> None:
    name = str(one.more.get("connection", ""))
    if one.what == "joined":
        kept.enter(name, one.at)
    elif one.what == "left":
        kept.leave(name or None, one.at)
    elif one.what == "checked_in" and (one.more.get("how") == "code" or one.more.get("stays")):
        kept.enter(DOOR, one.at)
    elif one.what == "marked":
        if one.more.get("present"):
            kept.enter(MARK, one.at)
        else:
            kept.leave(None, one.at)
    elif one.what == "removed" and one.more.get("removed"):
        kept.leave(None, one.at)
    elif one.what == "stalled":
        kept.stalled.add(name)
    elif one.what == "flowing":
        kept.stalled.discard(name)


def roll(
    said: Iterable[Said], opened: dt.datetime | None, starts: dt.datetime, closed: dt.datetime | None, now: dt.datetime
) -> dict[int, Presence]:
    """Return the presence of each line that the log speaks of.

    Parameters: `opened`, `closed`, of the meeting (None while it is not); `starts`, as planned; `now`, up to when a
    running meeting counts.
    """
    begun = max(opened, starts) if opened is not None else starts
    return {line: _presence(kept, opened, closed or now, begun + GRACE) for line, kept in fold(said).items()}


def _presence(kept: _Open, opened: dt.datetime | None, end: dt.datetime, late_after: dt.datetime) -> Presence:
    seconds = 0.0
    first = None
    for begun, ended in _merged(kept.spans):
        if opened is None:
            continue
        low, high = max(begun, opened), min(ended or end, end)
        if high > low or (high == low and ended is None):
            seconds += (high - low).total_seconds()
            first = first or begun
    here = bool(kept.connections)
    if here and first is None:
        first = kept.spans[-1][0]
    return Presence(
        tuple(_merged(kept.spans)), int(seconds), first, first is not None and first > late_after, here,
        bool(kept.stalled),
    )  # fmt: skip


def _merged(
    spans: list[tuple[dt.datetime, dt.datetime | None]],
) -> list[tuple[dt.datetime, dt.datetime | None]]:
    """Return spans without overlaps, in order; lines written late may tell of earlier times."""
    found: list[tuple[dt.datetime, dt.datetime | None]] = []
    for begun, ended in sorted(spans, key=lambda one: one[0]):
        if found and (found[-1][1] is None or begun <= found[-1][1]):
            last = found[-1][1]
            found[-1] = (found[-1][0], None if last is None or ended is None else max(last, ended))
        else:
            found.append((begun, ended))
    return found


def parsed(said: Mapping[str, Any]) -> Said:
    """Return a line of an exported log as the roll reads it. Parameters: `said`, the parsed words of the line."""
    at = dt.datetime.fromisoformat(str(said["at"]).replace("Z", "+00:00"))
    return Said(str(said["what"]), at, said.get("line"), said.get("more") or {})
