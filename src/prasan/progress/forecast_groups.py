"""Forecasts of whole indicators: what every area reported read packed, forecast once, and kept while nothing changes.

What is kept is found again by the versions of the very rows that it was computed from, asked in the same request
(one query). So it is never stale: a fold, a target or a rebuild writes new row versions; while something is dirty
nothing is kept and everything is computed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.db.models.expressions import RawSQL

from prasan.kernel.asking import is_monthly
from prasan.kernel.forecast import OLDEST, Forecast, History, Question, forecast_all, forecast_one
from prasan.kernel.seasons import YEAR
from prasan.progress import periods, sheets
from prasan.progress.sight import ACCEPTED
from prasan.progress.sums import AVERAGE, RATIO, divide
from prasan.registers.models import Indicator

COVERED = 80
"""Per cent of the targets of a larger area that must have been reported for a month of it to count."""
KEPT = 256
"""Indicators whose forecasts a process keeps: about 60 kB each."""

_VERSION = """(SELECT CASE WHEN EXISTS (
    SELECT FROM progress_dirty AS d
    WHERE d.indicator_id = registers_indicator.id AND d.member = '' AND d.period BETWEEN %s AND %s) THEN ''
  ELSE concat(
    (SELECT md5(string_agg(concat_ws('.', s.period, s.level, s.xmin, s.ctid), ',' ORDER BY s.period, s.level))
     FROM progress_sheet AS s
     WHERE s.indicator_id = registers_indicator.id AND s.member = '' AND s.period BETWEEN %s AND %s),
    '/', (SELECT md5(string_agg(concat_ws('.', t.area_id, t.xmin, t.ctid), ',' ORDER BY t.area_id))
     FROM registers_target AS t WHERE t.indicator_id = registers_indicator.id AND t.fiscal_year = %s)) END)"""
_AIMS = """
SELECT t.indicator_id, t.area_id, p.slot, t.applies, t.value, t.path
FROM registers_target AS t LEFT JOIN progress_place AS p ON p.area_id = t.area_id AND p.upper_id = t.area_id
WHERE t.indicator_id = ANY (%s) AND t.fiscal_year = %s ORDER BY t.indicator_id, t.area_id
"""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an area is to reach: whether the indicator applies, the year's target, its twelve month-end values."""

    slot: int | None
    applies: bool
    value: int
    path: tuple[int, ...]


@dataclass(slots=True)
class Group:
    """One indicator in all its areas at a month: targets, what was reported, and a forecast of each area."""

    indicator: Indicator
    period: int
    aims: dict[int, Aim]
    histories: dict[int, History]
    answers: dict[int, Forecast]
    _larger: dict[tuple[int, ...], tuple[History, Forecast]] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """Return what is asked of all areas alike."""
        return question(self.indicator, self.period)

    def together(self, areas: Iterable[int]) -> tuple[History, Forecast] | None:
        """Return several areas as one, with its forecast; None where the indicator applies to none of them."""
        asked = tuple(sorted(area for area in areas if area in self.histories))
        if not asked:
            return None
        if asked not in self._larger:
            whole = _together(self.indicator, [self.histories[one] for one in asked])
            self._larger[asked] = (whole, forecast_one([whole], 0, self.question))
        return self._larger[asked]


_kept: OrderedDict[tuple[object, ...], tuple[str, Group]] = OrderedDict()
_lock = threading.Lock()


def question(indicator: Indicator, period: int) -> Question:
    """Return what is asked of an indicator at a month."""
    return Question(
        indicator.summing, periods.split(period)[1], indicator.direction, indicator.decimals  # type: ignore[arg-type]
    )  # fmt: skip


def versioned(rows: QuerySet[Indicator], period: int) -> QuerySet[Indicator]:
    """Load with indicators the version of the rows that their forecasts of a month rest on: no further query then.

    `forecast_version` is empty while something is dirty.
    """
    year = periods.split(period)[0]
    first = (year - OLDEST) * 100 + 1
    version = RawSQL(_VERSION, [first, period, first, period, year], output_field=TextField())  # noqa: S611 - a constant
    return rows.annotate(forecast_version=version, forecast_period=Value(period))


def groups(indicators: Iterable[Indicator], period: int, level: int = ACCEPTED) -> dict[int, Group]:
    """Return the forecasts of some indicators in every area that has a target, by indicator.

    One query for versions (none where the indicators come `versioned`); two more for what is not kept, and one while
    something is dirty.
    """
    asked = list(indicators)
    if any(getattr(one, "forecast_period", None) != period for one in asked):
        asked = list(versioned(Indicator.objects.filter(pk__in=[one.pk for one in asked]), period))
    found: dict[int, Group] = {}
    for one in asked:
        known = _recall(_key(one, period, level), one.forecast_version)  # type: ignore[attr-defined]
        if known is not None:
            found[one.pk] = replace(known, indicator=one)
    fresh = [one for one in asked if one.pk not in found]
    for made in _read(fresh, period, int(level)) if fresh else []:
        found[made.indicator.pk] = made
        _keep(_key(made.indicator, period, level), made.indicator.forecast_version, made)  # type: ignore[attr-defined]
    return found


def _key(one: Indicator, period: int, level: int) -> tuple[object, ...]:
    where = connection.settings_dict["NAME"]
    return (where, one.pk, period, int(level), one.summing, one.direction, one.decimals, one.frequency)


def _recall(key: tuple[object, ...], version: str) -> Group | None:
    with _lock:
        held = _kept.get(key)
        if not version or held is None or held[0] != version:
            return None
        _kept.move_to_end(key)
        return held[1]


def _keep(key: tuple[object, ...], version: str, made: Group) -> None:
    if not version:
        return
    with _lock:
        _kept[key] = (version, made)
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def _read(indicators: Sequence[Indicator], period: int, level: int) -> list[Group]:
    """Read and forecast indicators: two queries, one more while something is dirty."""
    year = periods.split(period)[0]
    aims: dict[int, dict[int, Aim]] = {one.pk: {} for one in indicators}
    with connection.cursor() as cursor:
        cursor.execute(_AIMS, [list(aims), year])
        for indicator, area, slot, applies, value, path in cursor.fetchall():
            aims[indicator][area] = Aim(slot, applies, value, tuple(path or ()))
    monthly = [one for one in indicators if is_monthly(one.frequency)]
    packed = sheets.read([one.pk for one in monthly], (year - OLDEST) * 100 + 1, period, level)
    found = []
    for one in indicators:
        histories = _histories(one, aims[one.pk], packed, period, level) if one in monthly else {}
        answers = forecast_all(list(histories.values()), question(one, period))
        found.append(Group(one, period, aims[one.pk], histories, dict(zip(histories, answers, strict=True))))
    return found


def _histories(
    indicator: Indicator, aims: dict[int, Aim], packed: sheets.Sheets, period: int, level: int
) -> dict[int, History]:
    """Return what each area to which the indicator applies reported: up to five past years and this one."""
    year, month = periods.split(period)
    known = [key[1] for key in packed.lanes if key[0] == indicator.pk]
    first = min((one // 100 for one in known), default=year)
    vectors = [packed.get(indicator.pk, one, level) for one in periods.last(period, (year - first) * YEAR + month)]
    ratio = indicator.summing == RATIO
    found = {}
    for area, aim in aims.items():
        if not aim.applies:
            continue
        cells = [v.at(aim.slot) if v is not None and aim.slot is not None else (0, 0, 0) for v in vectors]
        found[area] = History(
            [total if count else None for total, count, _ in cells],
            [whole if count else None for _, count, whole in cells] if ratio else (),
            aim.value, aim.path,
        )  # fmt: skip
    return found


def _together(indicator: Indicator, histories: Sequence[History]) -> History:
    """Return several areas as one history.

    A month that some have not reported is raised in proportion to the targets of those that have; below
    80 % of the targets it counts as not reported. Averages are plain means, ratios add up above and below.
    """
    targets = [one.target or 0 for one in histories]
    whole = sum(targets) or len(histories)
    shares = [one if sum(targets) else 1 for one in targets]
    ratio = indicator.summing == RATIO
    values: list[float | None] = []
    wholes: list[float | None] = []
    for month in range(len(histories[0].values)):
        told = [(one, share) for one, share in zip(histories, shares, strict=True) if one.values[month] is not None]
        weight = sum(share for _, share in told)
        if weight * 100 < COVERED * whole or not weight:
            values.append(None)
            wholes.append(None)
            continue
        total = sum(float(one.values[month] or 0) for one, _ in told)
        wholes.append(sum(float(one.wholes[month] or 0) for one, _ in told) if ratio else None)
        by_kind = {AVERAGE: total / len(told), RATIO: total}
        values.append(by_kind.get(indicator.summing, total * whole / weight))
    level = indicator.summing in {AVERAGE, RATIO}
    target = divide(sum(targets), len(targets)) if level else sum(targets)
    path = tuple(sum(column) for column in zip(*(one.path for one in histories), strict=True))
    if level:
        path = tuple(divide(one, len(histories)) for one in path)
    return History(values, wholes if ratio else (), target, path)
