"""The country drawn as map or tiles, as several screens show it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from prasan.desk import words
from prasan.desk.board import Country, Line, Point, Province, short
from prasan.desk.queries import History
from prasan.directory.actor import SeatActor
from prasan.kernel.status import severity
from prasan.platform.ui import charts
from prasan.platform.ui.country import shapes

METROPOLIS = ("10", "11", "12", "13", "73", "74")
"""Bangkok and its neighbours: too small on the map, drawn again in the inset."""

Shown = Mapping[int, tuple[Line, Point] | None]
"""Province → the policy and point that give it its colour."""
Address = Callable[[Province], str]


@lru_cache(maxsize=1)
def grid() -> dict[str, tuple[int, int]]:
    """Return where each province stands in the tile grid of the reference pack that brings one."""
    path = next((Path(settings.PACKAGE) / "packs").glob("*/tile_grid.csv"), None)
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["province"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def sentence(province: Province, found: tuple[Line, Point] | None) -> str:
    """Say a province's state for those who do not see the picture."""
    if found is None:
        return f"{province.name}: {_('ไม่เกี่ยวข้อง')}"
    line, point = found
    return f"{province.name}: {short(line)} {words.gap(point)}"


def country_map(country: Country, shown: Shown, href: Address, label: str, *, limit: int = 24) -> object:
    """Draw the map with leader labels, worst first; tiles where the outlines are not made yet."""
    drawn = shapes()
    if drawn is None:
        return tiles(country, shown, href, label, {})

    def place(province: Province) -> tuple[int, int]:
        found = shown.get(province.pk)
        return (severity(found[1].status), found[1].gap or 0) if found else (99, 0)

    marks = {}
    for province in sorted(country.provinces.values(), key=place):
        found = shown.get(province.pk)
        marks[province.code] = charts.Mark(
            found[1].status if found else "not_applicable", province.name, sentence(province, found),
            province.short, words.much(found[1]) if found else "", href(province),
        )  # fmt: skip
    inset = charts.Inset(METROPOLIS, _("กรุงเทพมหานครและปริมณฑล"))
    return charts.province_map(drawn, marks, label=label, inset=inset, limit=limit)


def tiles(
    country: Country, shown: Shown, href: Address, label: str, histories: Mapping[tuple[int, int], History]
) -> object:
    """Draw one equal square for each province, with its small line where its history is known."""
    where, squares = grid(), []
    known = [where[p.code] for p in country.provinces.values() if p.code in where] or [(0, 0)]
    left, top = min(c for c, _r in known), min(r for _c, r in known)
    for pk, province in country.provinces.items():
        if province.code not in where:
            continue
        found = shown.get(pk)
        point = found[1] if found else None
        history = histories.get((point.measure.pk, pk)) if point and point.measure else None
        lined = history is not None and sum(v is not None for v in history.values) > 1
        actual = history.shares(point.target, country.frame.month) if history and point and lined else ()
        plan = history.plan(point.target) if history and point and lined else ()
        column, row = where[province.code]
        squares.append(
            charts.Tile(
                column - left, row - top, province.short, point.status if point else "not_applicable",
                sentence(province, found), href(province), actual, plan,
            )
        )  # fmt: skip
    return charts.tile_grid(squares, label=label)


def here(code: str, label: str) -> object:
    """Draw the bare country with one province marked; nothing before the outlines are made."""
    drawn = shapes(small=True)
    if drawn is None:
        return ""
    return charts.province_map(drawn, {code: charts.Mark("here", label, label)}, label=label, labels=False)


def credit() -> str:
    """Return whose work the outlines are, as their licence asks to show; nothing where none are drawn."""
    drawn = shapes()
    return drawn.notice if drawn is not None else ""


def opener(actor: SeatActor) -> Address:
    """Return a function that gives a province's address where the seat opens it, else nothing."""
    from django.urls import reverse

    from prasan.desk import sight

    return lambda p: reverse("province", args=[p.code]) if sight.opens(actor, p.pk, p.last) else ""
