"""Checks of a report against the last one of the same place and against those of other places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prasan.progress.checks.flags import Flag
from prasan.progress.checks.relations import Relations

COPIED_FROM = 1000
"""Smaller numbers stay the same from month to month, and are equal in two provinces, by chance."""
SURELY_COPIED = 10_000
"""From here on, one equal number in two provinces is worth a question; below, two of them."""
TENFOLD = (8.0, 12.5)


@dataclass(frozen=True, slots=True)
class Past:
    """A report that was given before: its place, when, and its figures."""

    place: str
    when: str
    values: Mapping[str, int]


@dataclass(slots=True)
class Memory:
    """What was reported so far: the last report of each place."""

    last: dict[str, Past] = field(default_factory=dict)

    def keep(self, past: Past) -> None:
        """Remember a report as the last one of its place."""
        self.last[past.place] = past

    def compare(self, place: str, values: Mapping[str, int], known: Relations) -> list[Flag]:
        """Return what a new report of a place says against its own last one and against the others' last ones."""
        flags: list[Flag] = []
        own = self.last.get(place)
        if own is not None:
            flags += _own(own, values, known)
        flagged = {name for flag in flags for name in flag.fields}
        for other in self.last.values():
            if other.place != place and not _overlap(place, other.place):
                flags += _neighbour(other, values, known, flagged)
        return flags


def _overlap(one: str, other: str) -> bool:
    """Tell whether one of two sets of places ("75+74") holds the other: their figures may rightly be equal."""
    a, b = set(one.split("+")), set(other.split("+"))
    return a <= b or b <= a


def _own(own: Past, values: Mapping[str, int], known: Relations) -> Iterator[Flag]:
    for name, value in values.items():
        before = own.values.get(name)
        if before is None:
            continue
        words = {"field": known.labels[name], "value": f"{value:,}", "before": f"{before:,}", "when": own.when}
        if value == before:
            if value >= COPIED_FROM and name not in known.steady:
                yield Flag("same-as-last", (name,), words)
            continue
        times = max(value, before) / max(min(value, before), 1)
        if max(value, before) < 100:
            continue
        if TENFOLD[0] <= times <= TENFOLD[1]:
            yield Flag("tenfold", (name,), words)
        elif times > known.swings.get(name, known.usual_swing):
            yield Flag("jump", (name,), words)


def _neighbour(other: Past, values: Mapping[str, int], known: Relations, flagged: set[str]) -> Iterator[Flag]:
    same = [
        name for name, value in values.items()
        if value >= COPIED_FROM and other.values.get(name) == value and name not in flagged
    ]  # fmt: skip
    if len(same) < 2:
        same = [name for name in same if values[name] >= SURELY_COPIED]
    for name in same:
        words = {"field": known.labels[name], "place": other.place, "when": other.when, "value": f"{values[name]:,}"}
        yield Flag("same-as-neighbour", (name,), words)
