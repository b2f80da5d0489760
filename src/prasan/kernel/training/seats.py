"""Who gets a seat: quotas are kept, no seat is given twice, and none stands free while somebody waits for it.

A quota keeps some of the seats for a group until a moment that the session names; from then on they are anybody's. A
holder who belongs to several groups fills a place of one of them, and is counted where it leaves the fewest kept seats
unfilled: the largest matching of holders to kept seats. Who is next is the line alone: the first one for whom there is
room, so that a person of a group is let past only for a seat that is kept for the group.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Groups = frozenset[int]
"""The quotas to whose groups somebody belongs, by number."""
NONE: Groups = frozenset()


def unfilled(kept: Mapping[int, int], holders: Iterable[Groups]) -> int:
    """Return how many kept seats no holder fills, counted so that as many as can be are filled.

    Parameters: `kept`, seats by quota; `holders`, the groups of each who has a seat. Time: holders × kept seats.
    """
    filled: dict[int, list[Groups]] = {quota: [] for quota in kept}

    def place(one: Groups, tried: set[int]) -> bool:
        for quota in sorted(one):
            if quota in tried:
                continue
            tried.add(quota)
            if len(filled[quota]) < kept[quota]:
                filled[quota].append(one)
                return True
            for number, other in enumerate(filled[quota]):
                if place(other, tried):
                    filled[quota][number] = one
                    return True
        return False

    # who belongs to few groups goes first: fewer have to move; the size of the matching is the same in any order
    placed = sum(place(one, set()) for one in sorted((one.intersection(kept) for one in holders), key=len) if one)
    return sum(kept.values()) - placed


@dataclass
class Room:
    """The seats of a session at a moment.

    Parameters: `seats`, how many there are; `kept`, seats by quota while they are kept, empty from then on; `holders`,
    the groups of each who has a seat, be it offered or taken.
    """

    seats: int
    kept: Mapping[int, int] = field(default_factory=dict)
    holders: list[Groups] = field(default_factory=list)

    def free(self) -> int:
        """Return the seats that nobody has, kept ones too; never below zero."""
        return max(self.seats - len(self.holders), 0)

    def fits(self, one: Groups) -> bool:
        """Tell whether somebody can have a seat now without taking one that is kept for others."""
        return len(self.holders) + 1 + unfilled(self.kept, [*self.holders, one]) <= self.seats

    def offers(self, line: Sequence[tuple[K, Groups]]) -> list[K]:
        """Give seats to those who wait, in turn, until nobody fits; return to whom, and count them as holders.

        Parameters: `line`, who waits with their groups, the first in the line first.
        """
        given: list[K] = []
        full: set[Groups] = set()
        for key, groups in line:
            told = groups.intersection(self.kept)
            # who does not fit now fits never in this round: a seat that is given leaves no more room for anybody
            if told in full:
                continue
            if self.fits(told):
                self.holders.append(told)
                given.append(key)
            else:
                full.add(told)
                if not told and not self.kept:
                    break
        return given
