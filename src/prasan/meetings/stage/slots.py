"""Which picture sits in which slot of whom: pure Python; the browser follows the same rule with the same order.

The order of a meeting is: who is on stage, the chair, raised hands (first up first), who is of the stage's place, then
the roster. A receiver leaves out its own line and takes as many as it has pictures; who is on stage or in the chair
is sent large (`main`) into the first slot, all others small (`thumb`). A shared screen comes before everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

VIDEOS, AUDIOS = 9, 3
"""Slots of a receiving connection."""
NOTHING: Mapping[str, str | None] = {
    **{f"v{place}": None for place in range(VIDEOS)}, **{f"a{place}": None for place in range(AUDIOS)}
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A line of the roster as the stage sees it.

    Parameters: `line`, its number; `peer`, its name at the engine; `area`; `hand`, the moment it was raised as a
    sortable number, 0 for none; `pictures`, how many it receives; `here`, whether it is connected; `shut`, it gets
    nothing at all (a listener while a secret item is taken up); `small`, its link carries no large picture.
    """

    line: int
    peer: str
    area: int
    hand: float = 0.0
    pictures: int = VIDEOS
    here: bool = True
    shut: bool = False
    small: bool = False


def order(places: Sequence[Place], stage: int | None, chair: int | None) -> list[int]:
    """Return the lines that are connected in the order in which they fill slots; `places` in roster order."""
    there = {one.line: one for one in places if one.here}
    front = [line for line in (stage, chair) if line in there]
    front = list(dict.fromkeys(line for line in front if line is not None))
    hands = sorted((one.hand, one.line) for one in there.values() if one.hand and one.line not in front)
    front += [line for _when, line in hands]
    place = there[stage].area if stage is not None and stage in there else None
    near = [one.line for one in there.values() if one.area == place and one.line not in front]
    front += near
    return front + [line for line in there if line not in front]


def slots_of(
    me: Place, ordered: Sequence[int], peers: Mapping[int, str], large: Iterable[int], sharing: int | None
) -> dict[str, str | None]:
    """Return slot → source for one receiver.

    Parameters: `ordered` of `order`; `peers`, line → its name at the engine; `large`, lines that send a large picture;
    `sharing`, who shows a screen. The sound beside the first picture is that of its line; the others are the loudest.
    """
    big = set() if me.small else set(large)
    wanted = [line for line in ordered if line != me.line]
    found: dict[str, str | None] = {}
    sources: list[str] = []
    if sharing is not None and sharing != me.line and sharing in peers:
        sources.append(f"{peers[sharing]}/screen")
    for line in wanted:
        label = "main" if line in big and not any(one.endswith("/main") for one in sources) else "thumb"
        sources.append(f"{peers[line]}/{label}")
    for place in range(VIDEOS):
        found[f"v{place}"] = sources[place] if place < min(len(sources), me.pictures) else None
    front = found["v0"]
    found["a0"] = f"{front.rpartition('/')[0]}/mic" if front is not None else "auto"
    for place in range(1, AUDIOS):
        found[f"a{place}"] = "auto"
    return found


def cast_slots(
    places: Sequence[Place], stage: int | None, chair: int | None, sharing: int | None
) -> dict[str, str | None]:
    """Return what the listeners' stream shows: one picture and the sounds beside it, as a receiver that is nobody's."""
    peers = {one.line: one.peer for one in places}
    large = [line for line in (stage, chair) if line is not None]
    found = slots_of(Place(0, "", 0, pictures=1), order(places, stage, chair), peers, large, sharing)
    return {slot: source for slot, source in found.items() if slot == "v0" or slot[0] == "a"}


def arrangement(
    places: Sequence[Place], stage: int | None, chair: int | None, sharing: int | None
) -> dict[str, dict[str, str | None]]:
    """Return peer → slot → source for everybody who is connected."""
    ordered = order(places, stage, chair)
    peers = {one.line: one.peer for one in places}
    large = [line for line in (stage, chair) if line is not None]
    return {
        one.peer: dict(NOTHING) if one.shut else slots_of(one, ordered, peers, large, sharing)
        for one in places
        if one.here
    }
