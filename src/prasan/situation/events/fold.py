"""The log of linking acts folded into what stands: which item belongs to which event, what was merged or edited.

A pure function of the operations that are not undone, so that undoing any of them in any order gives the state
that the others alone would have given. docs/algorithms/events.md states the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

BINNED = 0
"""Stands for the bin where an event's number would stand."""


class Act(Protocol):
    """One row of the log, as the table gives it."""

    id: int
    kind: str
    event_id: int | None
    other_id: int | None
    items: Sequence[int]
    values: Mapping[str, Any]
    undoes_id: int | None


@dataclass
class Folded:
    """What stands.

    Parameters: `items`, item → event as it was linked (before merging), `BINNED`, or None for the queue;
    `into`, merged event → where it went at the end; `void`, events whose opening is undone; `fields`,
    event → column → value; `active`, the numbers of the acts that count; `was`, item → state before the first
    act that names it; `returned`, items that an act which counts put back into the queue; `named`, every event of
    the log.
    """

    items: dict[int, int | None] = field(default_factory=dict)
    into: dict[int, int] = field(default_factory=dict)
    void: set[int] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)
    fields: dict[int, dict[str, Any]] = field(default_factory=dict)
    active: set[int] = field(default_factory=set)
    was: dict[int, str] = field(default_factory=dict)
    returned: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def root(self, event: int) -> int:
        """Return the event that an event's items belong to in the end."""
        return self.into.get(event, event)

    def is_binned(self, item: int) -> bool:
        """Tell whether an item lies in the bin: put there, or left where it lay before anybody touched it."""
        linked = self.items.get(item)
        return linked == BINNED or (linked is None and self.was.get(item) == "binned" and item not in self.returned)

    def event_of(self, item: int) -> int | None:
        """Return the event of an item, None for one in the queue or in the bin."""
        linked = self.items.get(item)
        return self.root(linked) if linked else None


def active_of(acts: Sequence[Act]) -> set[int]:
    """Return the acts that are not undone. An undo that is itself undone undoes nothing.

    Parameters: `acts`, in the order of their numbers; an undo names an earlier act.
    """
    undone: set[int] = set()
    found: set[int] = set()
    for act in reversed(acts):
        if act.id in undone:
            continue
        found.add(act.id)
        if act.kind == "undo" and act.undoes_id is not None:
            undone.add(act.undoes_id)
    return found


def fold(acts: Iterable[Act]) -> Folded:
    """Fold a log, or one connected part of it."""
    ordered = sorted(acts, key=lambda one: one.id)
    state = Folded(active=active_of(ordered))
    for act in ordered:
        _note(state, act)
    parents: dict[int, int] = {}
    for act in ordered:
        if act.id in state.active:
            _apply(state, parents, act)
    state.into = {one: _way(parents, one)[-1] for one in parents}
    return state


def _note(state: Folded, act: Act) -> None:
    """Keep what stood before anything, which an undone act tells as well, and what an undone opening leaves void."""
    for item, before in act.values.get("was", {}).items():
        state.was.setdefault(int(item), before)
    for item in act.items:
        state.items.setdefault(item, None)
    state.named |= {one for one in (act.event_id, act.other_id) if one is not None}
    if act.event_id is None:
        return
    if act.kind == "edit":
        kept = state.fields.setdefault(act.event_id, {})
        for name, (before, _after) in act.values["fields"].items():
            kept.setdefault(name, before)
    if act.values.get("opens") and act.kind != "undo":
        state.opened.add(act.event_id)
        if act.id not in state.active:
            state.void.add(act.event_id)


def _apply(state: Folded, parents: dict[int, int], act: Act) -> None:
    """Apply an act that counts. One that leads to an event whose opening is undone says nothing."""
    if act.kind == "unlink":
        state.items.update(dict.fromkeys(act.items, None))
        state.returned |= set(act.items)
    elif act.kind == "bin":
        state.items.update(dict.fromkeys(act.items, BINNED))
    elif act.event_id is None or act.event_id in state.void:
        return
    elif act.kind in {"link", "split"}:
        state.items.update(dict.fromkeys(act.items, act.event_id))
    elif act.kind == "merge" and act.other_id is not None and act.other_id not in state.void:
        # a later merge of the same event wins; one that would close a ring says nothing
        if act.event_id not in _way(parents, act.other_id):
            parents[act.event_id] = act.other_id
    elif act.kind == "edit":
        state.fields[act.event_id].update({name: after for name, (_b, after) in act.values["fields"].items()})


def _way(parents: Mapping[int, int], event: int) -> list[int]:
    """Return an event and those it was merged into, one after another."""
    found = [event]
    while found[-1] in parents:
        found.append(parents[found[-1]])
    return found
