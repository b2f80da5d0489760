"""An indicator by its groups: nation and provinces beside one another, of the fiscal year up to a month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from prasan.desk.board import Province
from prasan.progress import periods
from prasan.progress.reading import shown
from prasan.progress.splits import groups_named
from prasan.progress.sums import from_parts
from prasan.registers.models import Indicator

_MEMBERS = """
WITH newest AS (
  SELECT max(period) AS period FROM progress_figure
  WHERE indicator_id = %(indicator)s AND period BETWEEN %(october)s AND %(period)s AND member = ''
    AND level >= %(level)s)
SELECT f.member, p.upper_id, sum(f.value), count(DISTINCT f.period), sum(f.denominator),
       sum(f.value) FILTER (WHERE f.period = newest.period)
FROM progress_figure AS f JOIN progress_place AS p USING (area_id) CROSS JOIN newest
WHERE f.indicator_id = %(indicator)s AND f.period BETWEEN %(october)s AND %(period)s AND f.level >= %(level)s
  AND f.member <> '' AND p.upper_id = ANY(%(areas)s)
GROUP BY f.member, p.upper_id
"""
Parts = tuple[int, int | None, int, int]


@dataclass(frozen=True, slots=True)
class Split:
    """One dimension as a table: its members, the nation's line and the provinces' lines as texts."""

    name: str
    members: list[str]
    whole: list[str]
    rows: list[tuple[str, list[str]]]


def splits_of(indicator: Indicator, period: int, where: dict[int, Province], level: int) -> list[Split]:
    """Return an indicator's splits over some provinces (three queries, none where nothing is split).

    Parameters: `period`, the month shown; `level`, the lowest level that counts. A member that was not reported in a
    place is a dash there, not zero.
    """
    if not indicator.splits:
        return []
    told: dict[str, Any] = {
        "indicator": indicator.pk, "october": periods.first_of_year(period), "period": period, "level": int(level),
        "areas": list(where),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, told)
        found: dict[tuple[str, int], Parts] = {
            (member, area): (int(total), None if newest is None else int(newest), int(months), int(whole or 0))
            for member, area, total, months, whole, newest in cursor.fetchall()
        }
    if not found:
        return []
    keys = sorted({member for member, _area in found})
    groups = groups_named(keys)
    names = {one.key: one.name for group in groups for one in group.members}
    order = list(names)
    return [
        _split(indicator, one.name, sorted((k for k in keys if k.startswith(f"{one.code}:")), key=_place(order)),
               names, found, where)
        for one in groups
    ]  # fmt: skip


def _place(order: list[str]) -> Callable[[str], int]:
    return lambda key: order.index(key) if key in order else len(order)


def _split(
    indicator: Indicator,
    name: str,
    keys: list[str],
    names: dict[str, str],
    found: dict[tuple[str, int], Parts],
    where: dict[int, Province],
) -> Split:
    def text(parts: list[Parts]) -> str:
        if not parts:
            return "–"
        newest = [one[1] for one in parts if one[1] is not None]
        if indicator.summing == "average":
            means = [from_parts("average", one[0], one[1], one[2], 0, indicator.decimals) or 0 for one in parts]
            return shown(round(sum(means) / len(means)), indicator.decimals)
        value = from_parts(
            indicator.summing, sum(one[0] for one in parts), sum(newest) if newest else None,
            max(one[2] for one in parts), sum(one[3] for one in parts), indicator.decimals,
        )  # fmt: skip
        return shown(value, indicator.decimals)

    rows = []
    for pk, province in where.items():
        mine = [[found[key, pk]] if (key, pk) in found else [] for key in keys]
        if any(mine):
            rows.append((province.name, [text(parts) for parts in mine]))
    whole = [text([parts for (member, _area), parts in found.items() if member == key]) for key in keys]
    return Split(name, [names.get(key, key) for key in keys], whole, rows)
