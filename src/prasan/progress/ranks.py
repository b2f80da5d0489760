"""Fair ranking of provinces by what they reported: comparable ones side by side, small ones believed less.

The method is the kernel's (prasan.kernel.ranking, docs/algorithms/ranking.md). Comparable are provinces of like size
(the year's target, of a ratio its denominators) and like economy (the minimum wage in force, the one figure that the
reference pack has of each province's wages and prices).
"""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel.asking import is_monthly
from prasan.kernel.digits import format_scaled
from prasan.kernel.forecast import History
from prasan.kernel.ranking import Entry, Noise, Place, Ranking, rank
from prasan.progress import periods
from prasan.progress.forecast_groups import Group, groups
from prasan.progress.sight import ACCEPTED
from prasan.progress.sums import AVERAGE, RATIO, SUM
from prasan.registers.models import Indicator

Verdict = Literal["better", "same", "worse", ""]

VERDICTS: dict[str, str | Promise] = {
    "better": _("ดีกว่าจังหวัดที่เทียบกันได้"),
    "same": _("ไม่ต่างกันอย่างมีนัย"),
    "worse": _("ด้อยกว่าจังหวัดที่เทียบกันได้"),
    "": _("ยังไม่รายงานครบ"),
}
"""What is said of a province beside its peers: `same` where the interval of its place holds their middle."""

REASONS: dict[str, str | Promise] = {
    "average": _("ค่าเฉลี่ยไม่บอกว่ามาจากกี่ราย จึงแยกฝีมือกับโชคไม่ได้ ดูตารางตามระยะห่างจากแผนแทน"),
    "not-monthly": _("ตัวชี้วัดนี้ไม่ได้รายงานทุกเดือน"),
    "few": _("มีจังหวัดที่รายงานครบน้อยเกินไป"),
}
"""Why there is no fair ranking."""
FEWEST = 8
"""Provinces that must have reported: with fewer the variances are guesses."""


@dataclass(frozen=True, slots=True)
class Row:
    """A province in the ranking: what it made of what was expected (scaled), its places, and what is said of them."""

    area: int
    made: int | None
    expected: int
    place: Place
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Ranks:
    """A fair ranking: provinces by their fair share, best first, then those without a place; or why there is none."""

    indicator: Indicator
    period: int
    rows: tuple[Row, ...]
    ranking: Ranking | None
    reason: str = ""


def ranks(indicator: Indicator, period: int, areas: Iterable[Area], level: int = ACCEPTED) -> Ranks:
    """Rank provinces by an indicator at a month: one query, three more where figures changed.

    Parameters: `areas`, the provinces (with number and code).
    """
    group = groups([indicator], period, level)[indicator.pk]
    if indicator.summing == AVERAGE or not is_monthly(indicator.frequency):
        return Ranks(indicator, period, (), None, "average" if indicator.summing == AVERAGE else "not-monthly")
    wages = minimum_wages(periods.bounds(period)[1])
    # in one order whoever asks: equally near peers are chosen by it
    known = sorted((area for area in areas if area.pk in group.histories), key=lambda area: area.pk)
    entries = [_entry(group, area, wages.get(area.code)) for area in known]
    if sum(one.made is not None for one in entries) < FEWEST:
        return Ranks(indicator, period, (), None, "few")
    whole = all(one.made is None or one.made <= one.expected for one in entries)
    noise: Noise = "share" if indicator.summing == RATIO and whole else "count"
    found = rank(entries, noise, indicator.direction)  # type: ignore[arg-type]
    scale = 1 if indicator.summing == RATIO else 10**indicator.decimals
    rows = [
        Row(
            int(one.key), None if one.made is None else round(one.made * scale), round(one.expected * scale),
            place, verdict(place),
        )
        for one, place in zip(entries, found.places, strict=True)
    ]  # fmt: skip
    rows.sort(key=lambda one: (one.place.place is None, one.place.place or 0, one.area))
    return Ranks(indicator, period, tuple(rows), found)


def verdict(place: Place) -> Verdict:
    """Return what is said of a place beside its peers: only where the whole 80 % interval lies on one side of them."""
    if place.peer_lowest is None or place.peer_highest is None:
        return ""
    middle = (len(place.peers) + 2) / 2
    return "better" if place.peer_highest < middle else "worse" if place.peer_lowest > middle else "same"


def apart(one: Row, other: Row) -> bool:
    """Tell whether two provinces' places differ for certain: their intervals do not overlap."""
    if one.place.lowest is None or other.place.lowest is None:
        return False
    return (one.place.highest or 0) < other.place.lowest or (other.place.highest or 0) < one.place.lowest


def _entry(group: Group, area: Area, wage: float | None) -> Entry:
    """Return what a province made of what was expected by now, in whole units, with what makes it comparable."""
    indicator, month = group.indicator, periods.split(group.period)[1]
    history = group.histories[area.pk]
    made, expected = _result(history, indicator.summing, month)
    if indicator.summing == RATIO:
        size = expected
    else:
        scale = 10**indicator.decimals
        made, expected, size = (None if made is None else made / scale), expected / scale, (history.target or 0) / scale
    return Entry(area.pk, made, expected, (math.log(max(size, 1.0)), math.log(wage or 1.0)))


def _result(history: History, summing: str, month: int) -> tuple[float | None, float]:
    """Return (made, expected) up to a month; what lacks a month of a sum has made nothing that can be compared."""
    year = list(history.values[-month:])
    if summing == RATIO:
        bases = history.wholes[-month:]
        pairs = [(value, base) for value, base in zip(year, bases, strict=True) if value is not None and base]
        whole = float(sum(base for _value, base in pairs))
        return (float(sum(value for value, _base in pairs)) if pairs and year[-1] is not None else None), whole
    expected = float(history.path[month - 1]) if history.path else 0.0
    if summing == SUM:
        known = [one for one in year if one is not None]
        return (float(sum(known)) if len(known) == month else None), expected
    return (None if year[-1] is None else float(year[-1])), expected


@lru_cache(maxsize=16)
def minimum_wages(day: dt.date) -> dict[str, float]:
    """Return the newest minimum wage known on a day (baht a day) by province code, of the pack that brings one."""
    path = next((Path(settings.PACKAGE) / "packs").glob("*/minimum_wage.csv"), None)
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["effective_from"])
    return {row["province"]: float(row["baht_per_day"]) for row in rows if row["effective_from"] <= day.isoformat()}


def as_rows(found: Ranks, areas: Sequence[Area]) -> list[dict[str, Any]]:
    """Return a ranking for a script: shares as parts of what was expected, best first."""
    named = {one.pk: one for one in areas}
    decimals = 0 if found.indicator.summing == RATIO else found.indicator.decimals
    return [
        {
            "area": named[one.area].code, "area_th": named[one.area].name_th,
            "made": None if one.made is None else format_scaled(one.made, decimals).replace(",", ""),
            "expected": format_scaled(one.expected, decimals).replace(",", ""),
            "share": _part(one.place.share), "plain_place": one.place.plain_place, "fair": _part(one.place.fair),
            "place": one.place.place, "lowest": one.place.lowest, "highest": one.place.highest,
            "weight": _part(one.place.weight), "peer_place": one.place.peer_place,
            "peers": [named[int(peer)].code for peer in one.place.peers], "verdict": one.verdict or "not-reported",
        }
        for one in found.rows
    ]  # fmt: skip


def _part(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
