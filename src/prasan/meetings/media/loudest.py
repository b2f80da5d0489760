"""Who is heard: the loudest microphones by the level each packet carries (RFC 6464), nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from prasan.meetings.media.engine import AUTO, Kind

LOUDER = 6.0
"""By so many dB a microphone has to be louder than one of those heard, to take its place."""
SPEAKS = 70.0
"""dB over silence from which a microphone counts as spoken into: a quiet voice is about 85, a room about 50."""
BREATH = 6
"""Looks, five a second, for which somebody still speaks after the last loud one."""


class Heard(Protocol):
    """A source as far as it matters here; `loud` is in dB over silence."""

    name: str
    kind: Kind
    muted: bool
    stalled: bool
    loud: float


class Speaking:
    """Who speaks at present: what is loud enough, and what was so a moment ago, so that a breath is no end."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self._left: dict[str, int] = {}

    def look(self, sources: Iterable[Heard]) -> bool:
        """Look once more; return whether somebody began or ended. Names are sorted: the order says nothing."""
        loud = {
            one.name for one in sources
            if one.kind == "audio" and one.loud >= SPEAKS and not one.muted and not one.stalled
        }  # fmt: skip
        self._left = {name: left - 1 for name, left in self._left.items() if left > 1} | dict.fromkeys(loud, BREATH)
        before, self.names = self.names, tuple(sorted(self._left))
        return before != self.names


class Loudest:
    """The microphones heard at present, loudest first, as long as nobody is much louder than the one before."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()

    def choose(self, sources: Iterable[Heard], most: int) -> bool:
        """Choose up to `most` microphones; return whether the choice or its order has changed.

        A microphone passes another only when it is LOUDER: so two who speak alike do not take turns. Muted and
        stalled ones are never heard.
        """
        level = {one.name: one.loud for one in sources if one.kind == "audio" and not one.muted and not one.stalled}
        order = [name for name in self.names if name in level]
        order += sorted(level.keys() - set(order), key=lambda one: (-level[one], one))
        for start in range(1, len(order)):
            place = start
            while place and level[order[place]] > level[order[place - 1]] + LOUDER:
                order[place - 1], order[place] = order[place], order[place - 1]
                place -= 1
        before, self.names = self.names, tuple(order[:most])
        return before != self.names


def fill(
    peer: str, wanted: Mapping[str, str | None], now: Mapping[str, str | None], heard: Sequence[str]
) -> dict[str, str | None]:
    """Return what goes into the AUTO slots of one receiver.

    Parameters: `peer`, who never hears its own microphone; `wanted`, slot → source or AUTO; `now`, what the slots
    show; `heard`, the loudest microphones. A microphone keeps its slot; a new one takes the slot beside its own
    picture when that is free (a2 for v2), because these two are kept in step.
    """
    places = [slot for slot, source in wanted.items() if source == AUTO]
    fixed = set(wanted.values())
    names = [one for one in heard if not one.startswith(f"{peer}/") and one not in fixed][: len(places)]
    result: dict[str, str | None] = {slot: now.get(slot) if now.get(slot) in names else None for slot in places}
    for name in names:
        if name in result.values():
            continue
        speaker = name.rpartition("/")[0]
        beside = [
            f"a{slot[1:]}" for slot, one in wanted.items() if slot[0] == "v" and (one or "").startswith(f"{speaker}/")
        ]
        free = [slot for slot in (*beside, *places) if slot in result and result[slot] is None]
        result[free[0]] = name
    return result
