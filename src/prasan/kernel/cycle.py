"""Life cycles as plain data: states, moves, and nothing else."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass


class NoSuchMove(Exception):
    """The state does not know this move."""


@dataclass(frozen=True, slots=True)
class Move:
    """A named step from any of some states to one state."""

    name: str
    sources: AbstractSet[str]
    target: str


class LifeCycle:
    """A starting state and the moves.

    Parameters: `start`, the first state; `moves`, in the order a reader tells the story. Raises
    ValueError when one state knows the same move twice: a step has one outcome.
    """

    def __init__(self, start: str, *moves: Move) -> None:
        self.start = start
        self.moves = moves
        self._after: dict[tuple[str, str], str] = {}
        for move in moves:
            for source in move.sources:
                if (source, move.name) in self._after:
                    raise ValueError(f"{source} knows {move.name} twice")
                self._after[source, move.name] = move.target

    @property
    def states(self) -> frozenset[str]:
        """Return every state that can be reached or left."""
        return frozenset({self.start, *(m.target for m in self.moves), *(s for m in self.moves for s in m.sources)})

    @property
    def ends(self) -> frozenset[str]:
        """Return the states that no move leaves."""
        return self.states - {source for source, _ in self._after}

    def can(self, state: str, move: str) -> bool:
        """Tell whether a state knows a move."""
        return (state, move) in self._after

    def after(self, state: str, move: str) -> str:
        """Return the state that a move leads to; raises NoSuchMove."""
        try:
            return self._after[state, move]
        except KeyError:
            raise NoSuchMove(f"{state} does not know {move}") from None

    def sources(self, move: str) -> frozenset[str]:
        """Return the states that know a move (for set-based checks)."""
        return frozenset(state for state, name in self._after if name == move)

    def mermaid(self) -> str:
        """Return the cycle as a Mermaid state diagram for the docs."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {s} --> {m.target}: {m.name}" for m in self.moves for s in sorted(m.sources)]
        lines += [f"    {end} --> [*]" for end in sorted(self.ends)]
        return "\n".join(lines)
