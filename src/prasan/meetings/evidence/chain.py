"""Check an exported log with nothing but this file's own arithmetic: pure Python, no database.

A line's `hash` is SHA-256 over the hash before it and its own words (`said`), as lower hex; the first stands behind 64
zeros. Whoever alters, takes out, adds or reorders a line breaks every hash after it; taking lines off the end shows
against the last hash, which stands in the journal and in the minutes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64
REPEATED = {"seq": "seq", "what": "what", "line": "line", "person": "person"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a log. Parameters: `seq`, the line (0 for the whole); `code`, short; `text`, in English."""

    seq: int
    code: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """What a check found: how many `lines`, the `last` hash, and the faults; `whole` when there is none."""

    lines: int
    last: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Tell whether the log is as it was written."""
        return not self.faults


def hash_of(before: str, said: str) -> str:
    """Return the hash of a line as lower hex."""
    return hashlib.sha256((before + said).encode()).hexdigest()


def verify(lines: Iterable[Mapping[str, Any]], last: str = "") -> Verdict:
    """Check a log line by line.

    Parameters: `lines` in order, each with seq, said, before, hash; `last`, the hash that the log has to end with
    (from the journal or the minutes), empty where it is not known.
    """
    faults: list[Fault] = []
    before, count = FIRST, 0
    meeting: Any = None
    for count, line in enumerate(lines, start=1):
        faults += _of(line, count, before)
        words = _words(line)
        if meeting is None:
            meeting = words.get("meeting")
        elif words.get("meeting") != meeting:
            faults.append(Fault(count, "other_meeting", "the line belongs to another meeting"))
        before = str(line.get("hash", ""))
    if last and before != last:
        faults.append(Fault(0, "end", "the log does not end with the hash that was kept elsewhere"))
    return Verdict(count, before, tuple(faults))


def _words(line: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        found = json.loads(str(line.get("said", "")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _of(line: Mapping[str, Any], count: int, before: str) -> list[Fault]:
    """Return what is wrong with one line where it stands."""
    found = []
    words = _words(line)
    if line.get("seq") != count or words.get("seq") != count:
        found.append(Fault(count, "order", f"line {count} carries the number {line.get('seq')}"))
    if line.get("before") != before:
        found.append(Fault(count, "link", "the line does not follow the one before it"))
    if line.get("hash") != hash_of(str(line.get("before", "")), str(line.get("said", ""))):
        found.append(Fault(count, "altered", "the words of the line are not those that were written"))
    if any(name in line and line[name] != words.get(said) for name, said in REPEATED.items()):
        found.append(Fault(count, "columns", "a column of the line differs from its words"))
    return found
