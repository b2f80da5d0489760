"""Figures at national size: the pivot and its sister questions, freshness, reporting day, bulk load, rebuild.

Run: PRASAN_DATABASE_URL=… python bench/bench_figures.py [--indicators 200] [--months 120] [--areas district] [part …]
Needs requirements/bench.txt. It makes a database of its own beside the given one and drops it. Parts: questions,
fresh, hot, bulk, rebuild (all by default). Floors stand beside each number, measured in the same run, in turns:
raw PostgreSQL on the figures' own index, DuckDB on one thread, a dense numpy cube with orjson, the bare write, bare
COPY, Django's bulk_create, the plain GROUP BY. Every answer is compared with the others before it is timed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
sys.path[:0] = [os.path.join(os.path.dirname(__file__), "..", "src"), os.path.join(os.path.dirname(__file__), "..")]
django.setup()

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import orjson  # noqa: E402
from bench import national  # noqa: E402
from bench.measure import backend_cpu, backend_pid  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from prasan.packs.loading import load_pack  # noqa: E402
from prasan.platform.commands import SYSTEM, perform  # noqa: E402
from prasan.progress import folding, sheets  # noqa: E402
from prasan.progress.loading import LoadFigures  # noqa: E402
from prasan.progress.models import Figure  # noqa: E402

ROUNDS = 7
RAW_PIVOT = """
SELECT f.indicator_id, f.period, p.slot, sum(f.value)::bigint FROM progress_figure AS f
JOIN progress_place AS p USING (area_id)
WHERE f.indicator_id = ANY(%s) AND f.period = ANY(%s) AND f.member = '' AND f.level >= 4 GROUP BY 1, 2, 3
"""

BARE_HISTORY = """
CREATE FUNCTION bare_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO bare_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level
    FROM former AS was JOIN latter AS is_now ON is_now.id = was.id
    WHERE (was.value, was.denominator, was.level) IS DISTINCT FROM (is_now.value, is_now.denominator, is_now.level);
    RETURN NULL;
END $$
"""


def took(act: Callable[[], Any], pid: int, times: int = 1) -> tuple[float, float]:
    """Return (CPU ms of application and database, wall ms) of one call."""
    app, base, wall = time.process_time(), backend_cpu(pid), time.perf_counter()
    for _ in range(times):
        act()
    spent = time.process_time() - app + backend_cpu(pid) - base
    return spent / times * 1000, (time.perf_counter() - wall) / times * 1000


def table(title: str, arms: dict[str, Callable[[], Any]], pid: int, times: dict[str, int] | None = None) -> None:
    """Time the arms in turns and print the first one's ratio to each of the others."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in arms}
    for act in arms.values():
        act()
    for _ in range(ROUNDS):
        for name, act in arms.items():
            found[name].append(took(act, pid, (times or {}).get(name, 1)))
    first = next(iter(arms))
    print(f"\n{title}")
    for name, one in found.items():
        cpu, wall = (statistics.median(each[i] for each in one) for i in (0, 1))
        against = statistics.median(a[0] / b[0] for a, b in zip(found[first], one, strict=True))
        p95 = sorted(each[1] for each in one)[-1]
        print(f"  {name:28} {cpu:10.3f} ms CPU {wall:10.3f} ms  worst {p95:9.3f} ms   product/this {against:8.4f}")


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
        self.open = len(country.months) - 2
        for number, (indicator, typed, filled) in enumerate(national.values(country)):
            m, a = np.nonzero(filled)
            self.cube[number], self.there[number] = np.where(filled, typed, 0), filled
            part = {  # noqa: F841 - DuckDB reads it by its name
                "i": np.full(len(m), indicator), "m": m, "p": place[a], "v": typed[m, a],
                "l": np.where(m >= self.open, 2, 4),
            }  # fmt: skip
            self.duck.execute("INSERT INTO f SELECT i, m, p, v, l FROM part")
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
        ids = self.country.indicators[:20]
        last = self.open
        shown = self.country.months[last - 12 : last]
        asked = [(pk, "sum", 0) for pk in ids]

        def product() -> bytes:
            return sheets.pivot(asked, shown, self.slots, 4)

        def raw() -> bytes:
            with connection.cursor() as cursor:
                cursor.execute(RAW_PIVOT, [ids, shown])
                return orjson.dumps(cursor.fetchall())

        def duck() -> bytes:
            rows = self.duck.execute(
                "SELECT indicator, month, province, sum(value)::BIGINT FROM f WHERE indicator IN ("
                + ",".join(map(str, ids)) + f") AND month >= {last - 12} AND month < {last} AND level >= 4 GROUP BY ALL"
            ).fetchall()  # fmt: skip
            return orjson.dumps(rows)

        def dense() -> bytes:
            return self.dense(0, 20, last - 12, last)

        few = {"product": 10, "numpy cube": 20}
        arms = {"product": product, "raw PostgreSQL": raw, "DuckDB, 1 thread": duck, "numpy cube": dense}
        table("pivot 77 provinces × 12 months × 20 indicators to JSON", arms, pid, few)
        one = ids[0]
        table("nation by month, one indicator, all months", {
            "product": lambda: _nation(one, self.country.months, self.slots),
            "raw PostgreSQL": lambda: _all(
                "SELECT period, sum(value) FROM progress_figure WHERE indicator_id = %s AND member = '' AND level >= 4"
                " GROUP BY 1", [one]),
            "DuckDB, 1 thread": lambda: self.duck.execute(
                "SELECT month, sum(value) FROM f WHERE indicator = ? AND level >= 4 GROUP BY 1", [one]).fetchall(),
            "numpy cube": lambda: orjson.dumps(self.cube[0].sum(axis=1), option=orjson.OPT_SERIALIZE_NUMPY),
        }, pid, few)  # fmt: skip
        table("provinces ranked by a year, one indicator", {
            "product": lambda: _ranked(one, shown, self.slots),
            "raw PostgreSQL": lambda: _all(
                "SELECT p.slot, sum(value) FROM progress_figure JOIN progress_place AS p USING (area_id)"
                " WHERE indicator_id = %s AND period = ANY(%s) AND member = '' AND level >= 4 GROUP BY 1 ORDER BY 2",
                [one, shown]),
            "DuckDB, 1 thread": lambda: self.duck.execute(
                f"SELECT province, sum(value) FROM f WHERE indicator = ? AND month >= {last - 12} AND month < {last}"
                " AND level >= 4 GROUP BY 1 ORDER BY 2", [one]).fetchall(),
            "numpy cube": lambda: orjson.dumps(
                np.argsort(np.add.reduceat(self.cube[0, last - 12 : last].sum(axis=0), self.starts)),
                option=orjson.OPT_SERIALIZE_NUMPY),
        }, pid, few)  # fmt: skip
        low, high = self.areas[40]
        every = self.country.indicators
        table("one province, every indicator, 12 months", {
            "product": lambda: _province(every, self.slots[40], shown),
            "raw PostgreSQL": lambda: _all(
                "SELECT indicator_id, period, sum(value) FROM progress_figure WHERE indicator_id = ANY(%s)"
                " AND period = ANY(%s) AND area_id BETWEEN %s AND %s AND member = '' AND level >= 4 GROUP BY 1, 2",
                [every, shown, low, high]),
            "DuckDB, 1 thread": lambda: self.duck.execute(
                f"SELECT indicator, month, sum(value) FROM f WHERE province = 40 AND month >= {last - 12}"
                f" AND month < {last} AND level >= 4 GROUP BY 1, 2").fetchall(),
            "numpy cube": lambda: orjson.dumps(
                self.cube[:, last - 12 : last, self.starts[40] : self.starts[41]].sum(axis=2),
                option=orjson.OPT_SERIALIZE_NUMPY),
        }, pid, few)  # fmt: skip


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


def fresh(country: national.Country, pid: int) -> None:
    """What it costs a writer that every roll-up stays right; 10,000 reads after commits."""
    rng = np.random.default_rng(5)
    ids = list(Figure.objects.filter(indicator_id__in=country.indicators[:5]).values_list("id", flat=True)[:200_000])

    def bare(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE bare_figure SET value = value + 1 WHERE id = %s", [ids[number]])

    def kept(number: int) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE progress_figure SET value = value + 1 WHERE id = %s", [ids[number]])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_figure (LIKE progress_figure INCLUDING ALL)")
        cursor.execute(
            "INSERT INTO bare_figure SELECT * FROM progress_figure WHERE indicator_id = ANY(%s)",
            [country.indicators[:5]],
        )
        cursor.execute("CREATE TABLE bare_change (LIKE progress_figure_change INCLUDING ALL)")
        cursor.execute(BARE_HISTORY)
        cursor.execute(
            "CREATE TRIGGER keep AFTER UPDATE ON bare_figure REFERENCING OLD TABLE AS former NEW TABLE AS latter"
            " FOR EACH STATEMENT EXECUTE FUNCTION bare_keep()"
        )
        cursor.execute("SET synchronous_commit = off")
    times = {"with roll-ups": 500, "bare write, history too": 500}
    turn = {"n": 0}

    def step(act: Callable[[int], None]) -> Callable[[], None]:
        def run() -> None:
            turn["n"] = (turn["n"] + 7919) % len(ids)
            act(turn["n"])

        return run

    table("one write (one figure a transaction); folding counted below", {
        "with roll-ups": step(kept), "bare write, history too": step(bare)
    }, pid, times)  # fmt: skip
    begun, taken = took(folding.fold_all, pid), 0
    print(f"  folding what these wrote: {begun[0]:.0f} ms CPU, {taken or '?'} rows")
    stale = 0
    checks = 10_000
    for _ in range(checks):
        pick = int(rng.integers(len(ids)))
        figure = Figure.objects.only("indicator_id", "period", "area_id", "value").get(pk=ids[pick])
        before = _cell(figure)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE progress_figure SET value = value + 3 WHERE id = %s", [figure.pk])
        stale += _cell(figure) - before != 3
        if rng.random() < 0.01:
            folding.fold_all()
    print(f"  {checks} reads right after a commit: {stale} stale")


def _cell(figure: Figure) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT slot FROM progress_place WHERE area_id = %s", [figure.area_id])
        slot = cursor.fetchone()[0]
    found = sheets.read([figure.indicator_id], figure.period, figure.period, 1)
    vector = found.get(figure.indicator_id, figure.period, 1)
    return vector.at(slot)[0] if vector else 0


def hot(country: national.Country, seconds: float = 3.0) -> None:
    """32 writers on one indicator-month beside 32 on random cells, asynchronous commit, a folder at work."""
    one = list(Figure.objects.filter(
        indicator_id=country.indicators[0], period=country.months[-1]).values_list("id", flat=True))  # fmt: skip
    many = list(
        Figure.objects.filter(indicator_id__in=country.indicators[:5])
        .order_by("?")
        .values_list("id", flat=True)[:50_000]
    )
    rates: dict[str, list[float]] = {"one": [], "random": []}
    for _ in range(5):
        for name, ids in (("one", one), ("random", many)):
            rates[name].append(_writers(ids, seconds))
    pairs = [a / b for a, b in zip(rates["one"], rates["random"], strict=True)]
    print(f"\n32 writers: one indicator-month {statistics.median(rates['one']):.0f}/s, random "
          f"{statistics.median(rates['random']):.0f}/s, ratio {statistics.median(pairs):.2f} (goal ≥ 0.7)")  # fmt: skip
    folding.fold_all()


def _writers(ids: list[int], seconds: float) -> float:
    stop, counts, faults = threading.Event(), [0] * 32, []

    def work(number: int) -> None:
        rng = np.random.default_rng(number)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET synchronous_commit = off")
                while not stop.is_set():
                    pk = ids[int(rng.integers(len(ids)))]
                    cursor.execute("UPDATE progress_figure SET value = value + 1 WHERE id = %s", [pk])
                    counts[number] += 1
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(32)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    while time.perf_counter() - begun < seconds:
        folding.fold()
        time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(f"writers failed: {faults[:3]}")
    return sum(counts) / (time.perf_counter() - begun)


def bulk(country: national.Country, pid: int) -> None:
    """The product's bulk load beside bare COPY into a heap and beside Django's bulk_create."""
    from prasan.directory.models import Area, Office

    codes = dict(Area.objects.filter(pk__in=country.areas.tolist()).values_list("id", "code"))
    offices = dict(Office.objects.filter(pk__in=country.offices.tolist()).values_list("id", "code"))
    size = len(country.areas) * 5 * 60

    def content(months: list[int], bump: int) -> bytes:
        lines = ["indicator,area,period,office,value"]
        for n in range(5):
            for month in months:
                for a, o in zip(country.areas.tolist(), country.offices.tolist(), strict=True):
                    lines.append(f"bench-{n},{codes[a]},{month},{offices[o]},{(a + month + n) % 9973 + bump}")
        return ("\n".join(lines) + "\n").encode()

    from prasan.progress import periods

    new = [periods.add(country.months[0], -60 + n) for n in range(60)]
    parts = [content(new, 0), content(new[:30] + [periods.add(new[0], -30 + n) for n in range(30)], 5)]
    for title, raw in zip(("new periods", "half updates"), parts, strict=True):

        def load(raw: bytes = raw) -> None:
            perform(SYSTEM, LoadFigures(file_name="bench.csv", content=raw, earlier_years=True, reason="bench"))
            folding.fold_all()

        def copy(raw: bytes = raw) -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "CREATE TEMP TABLE heap (indicator text, area text, period int, office text, value bigint)"
                )
                with cursor.copy("COPY heap FROM STDIN (FORMAT csv, HEADER)") as out:
                    out.write(raw)
                cursor.execute("DROP TABLE heap")

        floors = [took(copy, pid) for _ in range(3)]
        spent = took(load, pid)
        floor = statistics.median(one[0] for one in floors), statistics.median(one[1] for one in floors)
        print(f"\nbulk load, {title}: {size} rows in {spent[1] / 1000:.1f} s ({size / spent[1] * 1000:.0f}/s), "
              f"CPU {spent[0] * 1000 / size:.1f} µs a row; bare COPY {size / floor[1] * 1000:.0f}/s; rate / COPY "
              f"{floor[1] / spent[1]:.3f}, by CPU {floor[0] / spent[0]:.3f}")  # fmt: skip
    rows = list(Figure.objects.filter(indicator_id=country.indicators[0])[:20_000])
    for one in rows:
        one.value += 1

    def create() -> None:
        Figure.objects.bulk_create(
            rows, batch_size=2000, update_conflicts=True, update_fields=["value"],
            unique_fields=["indicator", "period", "area", "office", "member"],
        )  # fmt: skip

    spent = took(create, pid)
    rate, each = len(rows) / spent[1] * 1000, spent[0] * 1000 / len(rows)
    print(f"  Django bulk_create(update_conflicts): {rate:.0f}/s, {each:.1f} µs a row")


def rebuild(pid: int) -> None:
    """Every roll-up anew beside the plain GROUP BY over the same figures."""

    def group() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM (SELECT f.indicator_id, f.period, p.slot, sum(f.value), count(*) FROM"
                " progress_figure AS f JOIN progress_place AS p USING (area_id) GROUP BY 1, 2, 3) AS g"
            )

    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '512MB'")
    a, b, c = took(group, pid), took(folding.rebuild, pid), took(group, pid)
    plain = (a[0] + c[0]) / 2
    print(f"\nrebuild {b[0] / 1000:.1f} s CPU ({b[1] / 1000:.1f} s), GROUP BY {plain / 1000:.1f} s CPU; "
          f"ratio {b[0] / plain:.2f} (goal ≤ 1.5)")  # fmt: skip


def main() -> int:
    """Load the country once and run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--indicators", type=int, default=200)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--areas", choices=("district", "subdistrict"), default="district")
    parser.add_argument("parts", nargs="*", default=["questions", "fresh", "hot", "bulk", "rebuild"])
    asked = parser.parse_args()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        load_pack("thailand")
        country = national.build(asked.indicators, asked.months, asked.areas)
        begun = time.perf_counter()
        count = national.load(country)
        spent = time.perf_counter() - begun
        print(f"{count} figures, {len(country.truth)} slips; loaded in {spent:.0f} s, {count / spent:.0f}/s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        begun = time.perf_counter()
        print(f"folded {folding.fold_all()} dirty rows in {time.perf_counter() - begun:.0f} s")
        pid = backend_pid()
        if "questions" in asked.parts:
            engines = Engines(country)
            print(f"{engines.compare()} cells equal on four engines")
            engines.questions(pid)
        if "fresh" in asked.parts:
            fresh(country, pid)
        if "hot" in asked.parts:
            hot(country)
        if "bulk" in asked.parts:
            bulk(country, pid)
        if "rebuild" in asked.parts:
            rebuild(pid)
        return 0
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
