"""The nation's board as tiles: worst severity as shape and word, silence as hatch and word."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from prasan.desk.boards.nation import Cell
from prasan.desk.pages.pictures import grid
from prasan.platform.ui import charts


def tiles(cells: Iterable[Cell], label: str) -> object:
    """Draw one equal square for each province at its place, with its short name and its word."""
    where = grid()
    known = [(one, *where[one.code]) for one in cells if one.code in where]
    if not known:
        return ""
    left, top = min(column for _one, column, _row in known), min(row for _one, _column, row in known)
    return charts.tile_grid([_tile(one, column - left, row - top) for one, column, row in known], label=label)


def _tile(one: Cell, column: int, row: int) -> charts.Tile:
    """Return a province's square; a second event is told by its number."""
    note = f"{one.said} · {len(one.events)}" if len(one.events) > 1 else one.said
    href = reverse("province_board", args=[one.code]) if one.opens else ""
    return charts.Tile(column, row, one.short, one.status, f"{one.name}: {note}", href, note=note)
