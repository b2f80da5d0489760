"""Questions to figures at national size: the pivot and its sisters, beside PostgreSQL, DuckDB and a numpy cube.

Run: PRASAN_DATABASE_URL=… PYTHONPATH=src:. python -m bench bench_figures [--indicators 200] [--months 120] [--keep]
Needs requirements/bench.txt. It makes a database of its own beside the given one and drops it (--keep: uses the given
one and keeps it). Floors are timed in turns in the same run: raw PostgreSQL on two covering indexes made for it, DuckDB
on one thread, a dense numpy cube of every district's figures with orjson. Every answer is compared with the others
before it is timed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import orjson
from bench import figures, national
from bench.figures import table
from bench.measure import backend_pid
from django.db import connection

from prasan.progress import punctuality, sheets

Arms = dict[str, Callable[[], Any]]
RAW_PIVOT = """
SELECT f.indicator_id, f.period, p.slot, sum(f.value)::bigint FROM progress_figure AS f
JOIN progress_place AS p USING (area_id)
WHERE f.indicator_id = ANY(%s) AND f.period = ANY(%s) AND f.member = '' AND f.level >= 4 GROUP BY 1, 2, 3
"""


BEST = (
    "CREATE INDEX bench_best ON progress_figure (indicator_id, period, area_id) INCLUDE (value, level, member)"
    " WHERE indicator_id = ANY ('{ids}')",
    "CREATE INDEX bench_area ON progress_figure (area_id, period, indicator_id) INCLUDE (value, level, member)"
    " WHERE area_id BETWEEN {low} AND {high}",
)
"""What raw SQL would like best: covering, and no longer than what is asked. The product itself has neither."""


class Engines:
    """The same figures in DuckDB and in a dense cube [indicator, month, district]; the product's answer beside them."""

    def __init__(self, country: national.Country) -> None:
        self.country = country
        self.where = sheets.places()
        self.areas = national.provinces()
        self.slots = [self.where.slots[first] for first, _last in self.areas]
        place = np.searchsorted(np.array([first for first, _ in self.areas]), country.areas, side="right") - 1
        self.starts = np.searchsorted(place, np.arange(len(self.areas)))
        shape = (len(country.indicators), len(country.months), len(country.areas))
        self.cube, self.there = np.zeros(shape), np.zeros(shape, np.int8)  # every figure, and whether it is there
        self.duck = duckdb.connect(config={"threads": 1})
        self.duck.execute(
            "CREATE TABLE f (indicator BIGINT, month INT, province SMALLINT, value BIGINT, level TINYINT)"
        )
        self.open = country.open
        for number, (indicator, typed, filled) in enumerate(national.values(country)):
            m, a = np.nonzero(filled)
            self.cube[number], self.there[number] = np.where(filled, typed, 0), filled
            part = {
                "i": np.full(len(m), indicator), "m": m, "p": place[a], "v": typed[m, a],
                "l": np.where(m >= self.open, 2, 4),
            }  # fmt: skip
            self.duck.register("part", part)
            self.duck.execute("INSERT INTO f SELECT i, m, p, v, l FROM part")
            self.duck.unregister("part")
        self.cube[:, self.open :] = 0
        self.there[:, self.open :] = 0

    def dense(self, first: int, end: int, begun: int, until: int) -> bytes:
        """Return the floor's answer: provinces out of districts by one pass over the cube, null for not reported."""
        sums = np.add.reduceat(self.cube[first:end, begun:until], self.starts, axis=2)
        some = np.maximum.reduceat(self.there[first:end, begun:until], self.starts, axis=2)
        sums[some == 0] = np.nan
        return orjson.dumps(sums, option=orjson.OPT_SERIALIZE_NUMPY)

    def compare(self) -> int:
        """Compare every cell of product, raw PostgreSQL, DuckDB and cube; returns how many, raises where two differ."""
        chosen = range(0, len(self.country.indicators), max(1, len(self.country.indicators) // 20))
        cells = 0
        for i in chosen:
            pk, shown = self.country.indicators[i], self.country.months
            mine = orjson.loads(sheets.pivot([(pk, "sum", 0)], shown, self.slots, 4))[0]
            cube = orjson.loads(self.dense(i, i + 1, 0, len(shown)))[0]
            raw = [[None] * len(self.slots) for _ in shown]
            with connection.cursor() as cursor:
                cursor.execute(RAW_PIVOT, [[pk], shown])
                for _, period, slot, value in cursor.fetchall():
                    raw[shown.index(period)][self.slots.index(slot)] = value
            duck = [[None] * len(self.slots) for _ in shown]
            for month, province, value in self.duck.execute(
                "SELECT month, province, sum(value) FROM f WHERE indicator = ? AND level >= 4 GROUP BY ALL", [pk]
            ).fetchall():
                duck[month][province] = int(value)
            if not mine == cube == raw == duck:
                raise SystemExit(f"engines differ on indicator {pk}")
            cells += len(shown) * len(self.slots)
        return cells

    def questions(self, pid: int) -> None:
        """Time the pivot 77 × 12 × 20 and its sisters on every engine."""
        ids, last = self.country.indicators[:20], self.open
        shown = self.country.months[last - 12 : last]
        few = {"product": 100, "numpy cube": 100}
        table("pivot 77 provinces × 12 months × 20 indicators to JSON", self._pivot(ids, shown), pid, few)
        table("nation by month, one indicator, all months", self._nation(ids[0]), pid, few)
        table("provinces ranked by a year, one indicator", self._ranked(ids[0], shown), pid, few)
        table("completeness and timeliness, 77 provinces × 12 months", self._punctual(shown), pid, {})
        table("one province, every indicator, 12 months", self._province(shown), pid, few)

    def _pivot(self, ids: list[int], shown: list[int]) -> Arms:
        last = self.open
        asked = [(pk, "sum", 0) for pk in ids]
        chosen = ",".join(map(str, ids))
        duck = (
            f"SELECT indicator, month, province, sum(value)::BIGINT FROM f WHERE indicator IN ({chosen})"
            f" AND month >= {last - 12} AND month < {last} AND level >= 4 GROUP BY ALL"
        )
        return {
            "product": lambda: sheets.pivot(asked, shown, self.slots, 4),
            "raw PostgreSQL": lambda: _all(RAW_PIVOT, [ids, shown]),
            "DuckDB, 1 thread": lambda: orjson.dumps(self.duck.execute(duck).fetchall()),
            "numpy cube": lambda: self.dense(0, 20, last - 12, last),
        }

    def _nation(self, one: int) -> Arms:
        raw = (
            "SELECT period, sum(value) FROM progress_figure WHERE indicator_id = %s AND member = '' AND level >= 4"
            " GROUP BY 1"
        )
        duck = "SELECT month, sum(value) FROM f WHERE indicator = ? AND level >= 4 GROUP BY 1"
        return {
            "product": lambda: _nation(one, self.country.months, self.slots),
            "raw PostgreSQL": lambda: _all(raw, [one]),
            "DuckDB, 1 thread": lambda: self.duck.execute(duck, [one]).fetchall(),
            "numpy cube": lambda: orjson.dumps(self.cube[0].sum(axis=1), option=orjson.OPT_SERIALIZE_NUMPY),
        }

    def _ranked(self, one: int, shown: list[int]) -> Arms:
        last = self.open
        raw = (
            "SELECT p.slot, sum(value) FROM progress_figure JOIN progress_place AS p USING (area_id)"
            " WHERE indicator_id = %s AND period = ANY(%s) AND member = '' AND level >= 4 GROUP BY 1 ORDER BY 2"
        )
        duck = (
            f"SELECT province, sum(value) FROM f WHERE indicator = ? AND month >= {last - 12} AND month < {last}"
            " AND level >= 4 GROUP BY 1 ORDER BY 2"
        )

        def dense() -> bytes:
            year = np.add.reduceat(self.cube[0, last - 12 : last].sum(axis=0), self.starts)
            return orjson.dumps(np.argsort(year), option=orjson.OPT_SERIALIZE_NUMPY)

        return {
            "product": lambda: _ranked(one, shown, self.slots),
            "raw PostgreSQL": lambda: _all(raw, [one, shown]),
            "DuckDB, 1 thread": lambda: self.duck.execute(duck, [one]).fetchall(),
            "numpy cube": dense,
        }

    def _punctual(self, shown: list[int]) -> Arms:
        raw = (
            "SELECT p.slot, r.period, count(*), count(r.submitted_at),"
            " count(*) FILTER (WHERE (r.submitted_at AT TIME ZONE 'Asia/Bangkok')::date <= r.due)"
            " FROM progress_report AS r JOIN progress_place AS p USING (area_id) WHERE r.period = ANY(%s) GROUP BY 1, 2"
        )
        last, came = self.open, ~self.country.absent
        timely = came & (self.country.late <= 0)

        def dense() -> bytes:
            counts = [
                np.add.reduceat(part[last - 12 : last].astype(int), self.starts, axis=1) for part in (came, timely)
            ]
            return orjson.dumps(counts, option=orjson.OPT_SERIALIZE_NUMPY)

        return {
            "product": lambda: orjson.dumps(
                [[*key, *one] for key, one in punctuality.by_province(shown[0], shown[-1]).items()]
            ),
            "raw PostgreSQL": lambda: _all(raw, [shown]),
            "numpy cube": dense,
        }

    def _province(self, shown: list[int]) -> Arms:
        last, (low, high), every = self.open, self.areas[40], self.country.indicators
        raw = (
            "SELECT indicator_id, period, sum(value) FROM progress_figure WHERE indicator_id = ANY(%s)"
            " AND period = ANY(%s) AND area_id BETWEEN %s AND %s AND member = '' AND level >= 4 GROUP BY 1, 2"
        )
        duck = (
            f"SELECT indicator, month, sum(value) FROM f WHERE province = 40 AND month >= {last - 12}"
            f" AND month < {last} AND level >= 4 GROUP BY 1, 2"
        )

        def dense() -> bytes:
            part = self.cube[:, last - 12 : last, self.starts[40] : self.starts[41]].sum(axis=2)
            return orjson.dumps(part, option=orjson.OPT_SERIALIZE_NUMPY)

        return {
            "product": lambda: _province(every, self.slots[40], shown),
            "raw PostgreSQL": lambda: _all(raw, [every, shown, low, high]),
            "DuckDB, 1 thread": lambda: self.duck.execute(duck).fetchall(),
            "numpy cube": dense,
        }


def _all(statement: str, values: list[Any]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return orjson.dumps([[int(v) for v in row] for row in cursor.fetchall()])


def _nation(pk: int, shown: list[int], slots: list[int]) -> bytes:
    found = sheets.read([pk], shown[0], shown[-1], 4)
    vectors = [found.get(pk, period, 4) for period in shown]
    return orjson.dumps([vector.over(slots)[0] if vector else None for vector in vectors])


def _ranked(pk: int, shown: list[int], slots: list[int]) -> bytes:
    found = sheets.read([pk], shown[0], shown[-1], 4)
    columns = [sheets.values(found.get(pk, period, 4), "sum", 0, slots) for period in shown]
    sums = [sum(one for one in row if one is not None) for row in zip(*columns, strict=True)]
    return orjson.dumps(sorted(zip(sums, slots, strict=True)))


def _province(ids: list[int], slot: int, shown: list[int]) -> bytes:
    found = sheets.months(ids, [slot], 4)
    out = []
    for pk in ids:
        first, vector = found[(pk, slot)]
        start = len(sheets.periods.between(first, shown[0])) - 1
        out.append(vector.sums[start : start + len(shown)].tolist())
    return orjson.dumps(out)


def main() -> int:
    """Load the country and ask."""
    with figures.country(figures.arguments([])) as country:
        engines = Engines(country)
        with connection.cursor() as cursor:
            low, high = engines.areas[40]
            ids = "{" + ",".join(map(str, country.indicators[:20])) + "}"
            for one in BEST:
                cursor.execute(one.format(ids=ids, low=low, high=high))
            cursor.execute("VACUUM (ANALYZE) progress_figure")
        try:
            print(f"{engines.compare()} cells equal on four engines")
            engines.questions(backend_pid())
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP INDEX bench_best, bench_area")
    return 0
