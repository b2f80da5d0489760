"""A year's target over the provinces: split it, read a pasted column, keep a drawn path when the target moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from prasan.kernel.places import Gazetteer, Place
from prasan.kernel.trajectory import by_shares, split_exact
from prasan.registers.models import Indicator, Target
from prasan.registers.paths import default_path, path_fault

MOST_LINES = 500
"""Lines of a pasted column that are read; a sheet of 77 provinces with headings is far shorter."""


def equally(total: int, codes: Sequence[str]) -> dict[str, int]:
    """Split a total into equal whole parts that sum to it exactly; what is over goes to the first ones."""
    return dict(zip(codes, split_exact(total, [1] * len(codes)), strict=True)) if codes else {}


def by_weights(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Split a total by weights (last year's targets, or shares that were typed), summing to it exactly.

    Raises ValueError where a weight is negative or all are zero.
    """
    return dict(zip(weights, split_exact(total, list(weights.values())), strict=True))


def moved_path(target: Target, indicator: Indicator, value: int) -> list[int]:
    """Return the path to a new value: a path that was drawn keeps its shape, another is even.

    A sum keeps the shares of its months; a level keeps its steps from the baseline where they all go one way.
    """
    even = default_path(indicator, value, target.baseline)
    if target.pk is None or len(target.path) != len(even) or not target.applies:
        return even
    start = 0 if indicator.summing == Indicator.Sum.SUM else (target.baseline or target.path[0])
    steps = [after - before for before, after in pairwise([start, *target.path])]
    if sum(steps) < 0:
        steps = [-one for one in steps]
    if any(one < 0 for one in steps) or not any(steps):
        return even
    found = list(by_shares(value, steps, start).values)
    return even if path_fault(indicator, value, found) else found


@dataclass
class Pasted:
    """What a pasted column says: texts by province code, and the lines that name no province (with why)."""

    texts: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def read_pasted(rows: Iterable[Sequence[str]], places: Sequence[tuple[str, str, str]]) -> Pasted:
    """Read rows of a spreadsheet: a province (name, English name or code) and a value in the next filled cell.

    Parameters: `rows`, cells by row; `places`, (code, Thai name, English name) in the order of the form. Rows of
    one cell are taken in that order where there is one for each province. A heading or a total row names no
    province and is listed as unknown, unless its value is empty.
    """
    lines = [[cell.strip() for cell in row if cell.strip()] for row in rows][:MOST_LINES]
    lines = [line for line in lines if line]
    found = Pasted()
    if len(lines) == len(places) and all(len(line) == 1 for line in lines):
        found.texts = {place[0]: line[0] for place, line in zip(places, lines, strict=True)}
        return found
    gazetteer = Gazetteer(Place(code, "province", th, en) for code, th, en in places)
    for line in lines:
        spot = _spot(line, gazetteer)
        if spot is None:
            found.unknown.append(" ".join(line)[:60])
            continue
        at, code = spot
        if code in found.texts:
            found.twice.append(" ".join(line)[:60])
        elif at + 1 < len(line):
            found.texts[code] = line[at + 1]
    return found


def _spot(line: Sequence[str], gazetteer: Gazetteer) -> tuple[int, str] | None:
    """Return (index of the cell, code) of the province that a row names; a running number before it is passed over."""
    for at, cell in enumerate(line[:3]):
        if cell.isdigit() and at == 0 and len(line) > 2 and not line[1].replace(",", "").isdigit():
            continue  # the running number of a list
        match = gazetteer.find(cell, "province")
        if match.place is not None:
            return at, match.place.code
    return None


def cells_of(text: str) -> list[list[str]]:
    """Return pasted text as rows of cells: tabs as spreadsheets give them, else the last blank before the number."""
    rows = []
    for line in text.splitlines():
        cells = line.split("\t") if "\t" in line else line.strip().rsplit(None, 1)
        rows.append(cells)
    return rows
