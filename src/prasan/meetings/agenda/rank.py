"""The agenda proposed: facts ranked by weight, given minutes, put into the official items.

Rules: docs/algorithms/agenda.md. Deterministic: the same facts in any order and the same rules give the same agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from prasan.meetings.agenda.facts import Fact
from prasan.meetings.agenda.lines import NOWHERE, fixed_line, lines_of, take_order
from prasan.meetings.agenda.minutes import fixed, shared, taken
from prasan.meetings.agenda.result import Agenda, Line, Section
from prasan.meetings.agenda.rules import Item, Rules


def propose(facts: Iterable[Fact], rules: Rules) -> Agenda:
    """Return the agenda that facts make under the chair's rules.

    Every fact stands beneath one line, spoken about or answered in writing; the minutes of all lines never exceed the
    meeting's length. Raises ValueError where two facts share a key.
    """
    known = sorted(lines_of(facts, rules), key=lambda line: take_order(line, rules))
    items = sorted(rules.items, key=lambda item: item.number)
    set_ones = [item for item in items if item.shape == "fixed"]
    told = _fixed(set_ones, rules)
    candidates, written = _apart(known, rules)
    spoken, late = _timed(candidates, rules.minutes - sum(told.values()), rules)
    sections = [_section(item, spoken, rules, told) for item in items]
    keys = {line.key for line in known} | {item.key for item in set_ones}
    said = (*rules.first, *rules.written, *(key for key, _minutes in rules.own_minutes))
    return Agenda(
        rules.minutes,
        tuple(sections),
        tuple(sorted([*written, *late], key=lambda line: (line.item == NOWHERE, line.item, take_order(line, rules)))),
        tuple(dict.fromkeys(key for key in said if key not in keys)),
    )


def _fixed(items: Sequence[Item], rules: Rules) -> dict[str, int]:
    """Return the minutes of the fixed items by their key: the chair's own, else the item's, while there are any."""
    own = dict(rules.own_minutes)
    wanted = [own.get(item.key, item.minutes) for item in items]
    return dict(zip((item.key for item in items), fixed(wanted, rules.minutes), strict=True))


def _apart(lines: Sequence[Line], rules: Rules) -> tuple[list[Line], list[Line]]:
    """Return (lines that want time, lines that the chair or the agenda's kinds leave to writing)."""
    candidates, written = [], []
    for line in lines:
        if line.item == NOWHERE:
            written.append(replace(line, why="no_item"))
        elif line.key in rules.written:
            written.append(replace(line, why="chair"))
        else:
            candidates.append(line)
    return candidates, written


def _timed(lines: Sequence[Line], left: int, rules: Rules) -> tuple[list[Line], list[Line]]:
    """Return (lines with their minutes, lines without time); both in the order of rank."""
    own = dict(rules.own_minutes)
    items = {item.number: item for item in rules.items}
    least = [own.get(line.key) or _least(line, items[line.item], rules) for line in lines]
    fits = taken(least, left)
    spoken = [(line, need) for line, need, fit in zip(lines, least, fits, strict=True) if fit]
    needs = [need for _line, need in spoken]
    most = [need if line.key in own else max(need, rules.most) for line, need in spoken]
    given = shared(needs, most, [line.weight for line, _need in spoken], left)
    found = [replace(line, minutes=minutes) for (line, _need), minutes in zip(spoken, given, strict=True)]
    return found, [replace(line, why="no_time") for line, fit in zip(lines, fits, strict=True) if not fit]


def _least(line: Line, item: Item, rules: Rules) -> int:
    """Return the minutes that a line has at least: the item's, or what one of its facts asks for."""
    return max([item.least or rules.least, *(fact.minutes or 0 for fact in line.facts)])


def _section(item: Item, spoken: Sequence[Line], rules: Rules, told: dict[str, int]) -> Section:
    if item.shape == "fixed":
        return Section(item, (replace(fixed_line(item, rules, told[item.key]), number=f"{item.number}.1"),))
    mine = [line for line in spoken if line.item == item.number]
    return Section(item, tuple(replace(line, number=f"{item.number}.{n}") for n, line in enumerate(mine, 1)))
