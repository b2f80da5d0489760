"""Writing figures at national size: freshness, reporting day, bulk load, rebuild, each beside its floor.

Run: PRASAN_DATABASE_URL=… PYTHONPATH=src:. python -m bench bench_figures_write [--indicators 200] [--months 120]
[--keep] [part …]
Parts: fresh, stale, hot, bulk, django, rebuild (all by default). Needs requirements/bench.txt; makes a database of its
own beside the given one and drops it. Floors: the bare write with its history, random cells, bare COPY into a heap,
Django's bulk_create, the plain GROUP BY over the same figures.
"""

from __future__ import annotations

import csv
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from bench import figures, national
from bench.figures import table, took
from bench.measure import backend_pid
from django.db import connection, models, transaction

from prasan.directory.models import Area, Office
from prasan.platform.commands import SYSTEM, perform
from prasan.progress import folding, periods, rebuilding, sheets
from prasan.progress.loading import LoadFigures
from prasan.progress.models import Figure, Report

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


_KEPT = """
CREATE TRIGGER {name} AFTER UPDATE ON progress_figure REFERENCING OLD TABLE AS former NEW TABLE AS latter
FOR EACH STATEMENT {when} EXECUTE FUNCTION {function}()
"""


@contextmanager
def _bare() -> Iterator[None]:
    """Let a transaction that says so keep only its history: the floor writes the very rows of the product's table."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_change; DROP FUNCTION IF EXISTS bare_keep CASCADE")
        cursor.execute("CREATE TABLE bare_change (LIKE progress_figure_change INCLUDING ALL)")
        cursor.execute(BARE_HISTORY)
        cursor.execute("DROP TRIGGER keep_history ON progress_figure")
        said = "current_setting('bench.bare', true)"
        for name, when, function in (
            ("keep_history", f"WHEN ({said} IS DISTINCT FROM 'on')", "progress_keep_figure"),
            ("bench_bare", f"WHEN ({said} = 'on')", "bare_keep"),
        ):
            cursor.execute(_KEPT.format(name=name, when=when, function=function))
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER keep_history ON progress_figure; DROP FUNCTION bare_keep CASCADE")
            cursor.execute(_KEPT.format(name="keep_history", when="", function="progress_keep_figure"))


def fresh(country: national.Country, pid: int) -> None:
    """What it costs a writer that every roll-up stays right, folding included."""
    chosen = Figure.objects.filter(indicator_id__in=country.indicators[:5])
    ids = list(chosen.values_list("id", flat=True)[:200_000])
    turn = {"n": 0}

    def step(bare: str, *, folded: bool = False) -> Callable[[], None]:
        def run() -> None:
            turn["n"] += 1
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('bench.bare', %s, true)", [bare])
                pk = ids[turn["n"] * 7919 % len(ids)]
                cursor.execute("UPDATE progress_figure SET value = value + 1 WHERE id = %s", [pk])
            if folded and turn["n"] % 100 == 0:
                folding.fold()

        return run

    arms = {
        "with roll-ups": step("off"), "with roll-ups and folding": step("off", folded=True),
        "bare write, history too": step("on"),
    }  # fmt: skip
    with _bare():
        table("one write (one figure a transaction)", arms, pid, dict.fromkeys(arms, 500))
    rebuilding.rebuild()  # the bare writes told no roll-up


def stale(country: national.Country, checks: int = 10_000) -> None:
    """Read right after each of many commits; count reads that do not hold it."""
    rng = np.random.default_rng(5)
    chosen = Figure.objects.filter(indicator_id__in=country.indicators[:5])
    ids = list(chosen.values_list("id", flat=True)[:200_000])
    found = 0
    for _ in range(checks):
        figure = Figure.objects.only("indicator_id", "period", "area_id").get(pk=ids[int(rng.integers(len(ids)))])
        before = _cell(figure)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE progress_figure SET value = value + 3 WHERE id = %s", [figure.pk])
        found += _cell(figure) - before != 3
        if rng.random() < 0.01:
            folding.fold_all()
    print(f"\n{checks} reads right after a commit: {found} stale")


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


def _places(country: national.Country) -> list[tuple[int, str, int, str]]:
    """Return (area, its code, office, its code)."""
    codes = dict(Area.objects.filter(pk__in=country.areas.tolist()).values_list("id", "code"))
    offices = dict(Office.objects.filter(pk__in=country.offices.tolist()).values_list("id", "code"))
    pairs = zip(country.areas.tolist(), country.offices.tolist(), strict=True)
    return [(a, codes[a], o, offices[o]) for a, o in pairs]


def _content(country: national.Country, months: list[int], each: int, bump: int) -> tuple[bytes, bytes]:
    """Return a file of `each` indicators a report, and the same figures in the columns of their table."""
    places = _places(country)
    lines, rows = [national.HEADER], []
    for n, pk in enumerate(country.indicators[:each]):
        for month in months:
            lines += [
                f"bench-{n},{code},{month},{name},{(a * 7 + month + n) % 9973 + bump}" for a, code, _, name in places
            ]
            rows += [
                f'{pk},{a},{month},{o},"",{o},{(a * 7 + month + n) % 9973 + bump},,4,"","",""' for a, _, o, _ in places
            ]
    return ("\n".join(lines) + "\n").encode(), ("\n".join(rows) + "\n").encode()


COLUMNS = "indicator_id, area_id, period, office_id, member, report_id, value, denominator, level, cause, step, note"


def _copy(rows: bytes) -> None:
    """Copy the figures into their own columns, without any index, check or trigger."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE bench_heap")
        with cursor.copy(f"COPY bench_heap ({COLUMNS}) FROM STDIN (FORMAT csv)") as out:
            for start in range(0, len(rows), 1 << 20):
                out.write(rows[start : start + (1 << 20)])


def _load(raw: bytes) -> None:
    perform(SYSTEM, LoadFigures(file_name="bench.csv", content=raw, earlier_years=True, reason="bench"))
    folding.fold_all()


def bulk(country: national.Country, pid: int) -> None:
    """The product's bulk load, roll-ups folded, beside bare COPY into a heap and beside Django's bulk_create."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("DROP TABLE IF EXISTS bench_heap")
        cursor.execute("CREATE TABLE bench_heap (LIKE progress_figure INCLUDING DEFAULTS INCLUDING IDENTITY)")
    first = Figure.objects.order_by("period").values_list("period", flat=True).first() or country.months[0]
    for each, count in ((200, 4), (20, 20)):
        first = periods.add(first, -count)
        new = [periods.add(first, n) for n in range(count)]
        half = new[: count // 2] + [periods.add(first, n - count // 2) for n in range(count // 2)]
        for title, months, bump in (("new periods", new, 0), ("half updates", half, 5)):
            raw, rows = _content(country, months, min(each, len(country.indicators)), bump)
            _beside_copy(f"bulk load, {title}, {each} figures a report", raw, rows, pid)
        first = periods.add(first, -(count // 2))


def _beside_copy(title: str, raw: bytes, rows: bytes, pid: int) -> None:
    size = rows.count(b"\n")
    floors = [took(lambda: _copy(rows), pid) for _ in range(2)]
    spent = took(lambda: _load(raw), pid)
    floors.append(took(lambda: _copy(rows), pid))
    cpu, wall = (statistics.median(one[i] for one in floors) for i in (0, 1))
    print(f"\n{title}: {size} rows, {spent[0] * 1000 / size:.2f} µs CPU a row ({size / spent[1] * 1000:.0f}/s); "
          f"bare COPY {cpu * 1000 / size:.2f} µs ({size / wall * 1000:.0f}/s); "
          f"rate beside COPY by CPU {cpu / spent[0]:.3f}, by the clock {wall / spent[1]:.3f}", flush=True)  # fmt: skip


def _plain_model() -> type[models.Model]:
    """Return figures as Django alone would keep them: same columns and indexes, foreign keys, no triggers of ours."""
    refers = {"indicator_id": "registers_indicator", "area_id": "directory_area", "office_id": "directory_office",
              "report_id": "progress_report"}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS bench_django; CREATE TABLE bench_django (LIKE progress_figure INCLUDING ALL)"
        )
        for column, table_name in refers.items():
            cursor.execute(f"ALTER TABLE bench_django ADD FOREIGN KEY ({column}) REFERENCES {table_name}"
                           " DEFERRABLE INITIALLY DEFERRED")  # fmt: skip

    class Plain(models.Model):
        indicator_id, area_id, office_id, report_id = (models.BigIntegerField() for _ in refers)
        period, level = models.IntegerField(), models.SmallIntegerField(default=4)
        member, cause, step, note = (models.CharField(max_length=20, default="") for _ in range(4))
        value, denominator = models.BigIntegerField(), models.BigIntegerField(null=True)

        class Meta:
            app_label, managed, db_table = "progress", False, "bench_django"

    return Plain


def beside_django(country: national.Country, pid: int) -> None:
    """The same half updates from the same file by Django's bulk_create(update_conflicts), beside the product's load."""
    plain = _plain_model()
    first = Figure.objects.order_by("period").values_list("period", flat=True).first()
    months = [periods.add(first, -n) for n in range(1, 5)]
    raw, _ = _content(country, months[:2], min(20, len(country.indicators)), 0)
    half, _ = _content(country, months[1:3], min(20, len(country.indicators)), 5)
    ours_new = took(lambda: _load(raw), pid)
    ours = took(lambda: _load(half), pid)
    reports = {(o, p): pk for pk, o, p in
               Report.objects.filter(period__in=months).values_list("id", "office_id", "period")}  # fmt: skip
    codes = {code: (a, o) for a, code, o, _ in _places(country)}
    keys = ["indicator_id", "period", "area_id", "office_id", "member"]

    def read(content: bytes) -> Iterator[models.Model]:
        for row in csv.DictReader(content.decode().splitlines()):
            area, office = codes[row["area"]]
            period = int(row["period"])
            yield plain(indicator_id=country.indicators[int(row["indicator"][6:])], area_id=area, office_id=office,
                        period=period, report_id=reports[office, period], value=int(row["value"]))  # fmt: skip

    def act(content: bytes) -> None:
        plain.objects.bulk_create(read(content), batch_size=2000, update_conflicts=True,
                                  update_fields=["value"], unique_fields=keys)  # fmt: skip

    theirs_new = took(lambda: act(raw), pid)
    theirs = took(lambda: act(half), pid)
    size = half.count(b"\n") - 1
    print(f"  Django bulk_create of {size} new rows: {theirs_new[0] * 1000 / size:.1f} µs CPU a row, the load "
          f"{ours_new[0] * 1000 / size:.1f}; times {theirs_new[0] / ours_new[0]:.1f}")  # fmt: skip
    print(f"  Django bulk_create(update_conflicts) of {size} half updates: {theirs[0] * 1000 / size:.1f} µs CPU a row"
          f" (no checks, history, journal, roll-ups), the load with all of them {ours[0] * 1000 / size:.1f}; "
          f"times {theirs[0] / ours[0]:.1f} by CPU, {theirs[1] / ours[1]:.1f} by the clock")  # fmt: skip


_PLAIN = (
    "SELECT {key}, sum(f.value), count(*)"
    " FROM progress_figure AS f JOIN progress_place AS p USING (area_id) GROUP BY {key}"
)
_ALIKE = _PLAIN.replace("count(*)", "count(*), sum(f.denominator)")
_KEY, _ALIKE_KEY = "f.indicator_id, f.period, p.slot", "f.indicator_id, f.member, f.period, p.slot, f.level"


def rebuild(pid: int) -> None:
    """Every roll-up anew beside the plain GROUP BY over the same figures: counted only, alike, and handed out."""

    def ask(statement: str) -> Callable[[], object]:
        def run() -> object:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall()

        return run

    with connection.cursor() as cursor:
        # one process each: CPU of parallel workers would not be counted
        cursor.execute("SET work_mem = '512MB'; SET max_parallel_workers_per_gather = 0; SET jit = off")
    plain, alike = _PLAIN.format(key=_KEY), _ALIKE.format(key=_ALIKE_KEY)
    floors = {
        "counted only": ask(f"SELECT count(*) FROM ({plain}) AS g"),
        "with levels and denominators": ask(f"SELECT count(*) FROM ({alike}) AS g"),
        "the same, handed out": ask(alike),
    }
    before = [took(one, pid)[0] for one in floors.values()]
    ours = took(rebuilding.rebuild, pid)
    after = [took(one, pid)[0] for one in floors.values()]
    print(f"\nrebuild {ours[0] / 1000:.1f} s CPU ({ours[1] / 1000:.1f} s); beside GROUP BY (goal ≤ 1.5)")
    for name, a, c in zip(floors, before, after, strict=True):
        print(f"  {name}: {(a + c) / 2000:.1f} s CPU, ratio {2 * ours[0] / (a + c):.2f}")


def main() -> int:
    """Load the country and run the parts that are asked for."""
    asked = figures.arguments(["fresh", "stale", "hot", "bulk", "django", "rebuild"])
    with figures.country(asked) as country:
        pid = backend_pid()
        parts: dict[str, Callable[[], None]] = {
            "fresh": lambda: fresh(country, pid), "stale": lambda: stale(country), "hot": lambda: hot(country),
            "bulk": lambda: bulk(country, pid), "rebuild": lambda: rebuild(pid),
            "django": lambda: beside_django(country, pid),
        }  # fmt: skip
        for part in asked.parts:
            parts[part]()
            sys.stdout.flush()
    return 0
