"""Who is heard: the loudest microphones by the level each packet carries (RFC 6464), nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from prasan.meetings.media.engine import AUTO, Kind

LOUDER = 6.0
"""By so many dB a microphone has to be louder than one of those heard, to take its place."""


class Heard(Protocol):
    """A source as far as it matters here; `loud` is in dB over silence."""

    name: str
    kind: Kind
    muted: bool
    stalled: bool
    loud: float


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
