"""The Excel round trip of a report with 1,000 indicators, beside the bare writer and reader.

Run against a local server: PRASAN_DATABASE_URL=… python bench/bench_workbook.py [rounds]
It makes a database of its own beside the given one and drops it. *out*: items from the database, workbook written;
bare: the same cells by xlsxwriter, nothing else. *back*: kinds and marks told, read, matched, compared with what is
stored; bare: calamine's rows. *saved*: all 1,000 changed figures through SaveFigures. Goal: out, back and saved
together ≤ 5 s.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
sys.path[:0] = [os.path.join(os.path.dirname(__file__), "..", "src"), os.path.join(os.path.dirname(__file__), "..")]
django.setup()

import xlsxwriter  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402
from tests.progress import ground  # noqa: E402
from tests.progress.workbook.books import AT, HEAD, Book  # noqa: E402

from prasan.progress.models import Report  # noqa: E402
from prasan.progress.workbook import saving, writing  # noqa: E402
from prasan.registers.models import Indicator, Target  # noqa: E402

ROWS = 1000


def prepared() -> tuple[Any, Report]:
    """Make the small province with an office that reports 1,000 indicators."""
    g = ground.build()
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"many-{n}", name_th=f"จำนวนผู้ผ่านการอบรมหลักสูตรที่ {n}", unit_th="คน", counted="cases", lead_id="DOE"
        )
        for n in range(ROWS - 3)
    )
    path = list(range(100, 1300, 100))
    Target.objects.bulk_create(
        Target(
            indicator=one,
            area=g.areas["92"],
            fiscal_year=g.period // 100,
            value=1200,
            path=path,
            office=g.offices["DOE-92"],
        )
        for one in made
    )
    return g, g.opened()


def product_out(report: Report) -> bytes:
    """Write the report as the product does."""
    fresh = saving.reports_of([(report.office, report.period)])
    return writing.write(writing.parts_of(fresh, saving.closed))


def bare_out(grids: list[tuple[str, list[list[Any]]]]) -> bytes:
    """Write the same cells with the bare writer."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in grids:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value != "":
                        sheet.write(number, column, value)
    return out.getvalue()


def bare_back(content: bytes) -> list[tuple[str, list[list[Any]]]]:
    """Read all cells with the bare reader."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def filled(content: bytes, add: int) -> bytes:
    """Fill in every value, as an officer and another program would."""
    book = Book.of(content)
    for row in range(HEAD + 1, HEAD + 1 + ROWS):
        book.form.cells[row, AT["value"]] = row + add
        if book.form.cells[row, AT["code"]] == "share":
            book.form.cells[row, AT["denominator"]] = 2000 + add
    return book.save()


def clock(act: Callable[[], Any], taken: list[tuple[float, float]]) -> Any:
    """Run an act and note its CPU of this process and its wall time."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = act()
    taken.append((time.process_time() - cpu, time.perf_counter() - wall))
    return answer


def main(rounds: int) -> None:
    """Measure in turn and tell medians and ratios."""
    g, report = prepared()
    times: dict[str, list[tuple[float, float]]] = {
        name: [] for name in ("out", "bare out", "back", "bare back", "saved")
    }
    for number in range(rounds + 1):
        content = clock(lambda: product_out(report), times["out"])
        grids = bare_back(content)
        clock(lambda grids=grids: bare_out(grids), times["bare out"])
        sent = filled(content, number)

        def back(sent: bytes = sent) -> Any:
            return saving.sections(saving.sent(sent, report.office), g.actors["officer"])[0]

        section = clock(back, times["back"])
        clock(lambda sent=sent: bare_back(sent), times["bare back"])
        chosen = saving.usual(section)
        saved = clock(lambda s=section, c=chosen: saving.save(g.actors["officer"], s, c), times["saved"])
        assert saved == len(section.lines) == ROWS, (saved, len(section.lines), section.sheet.bad[:3])
    mid = {name: [statistics.median(one) for one in zip(*taken[1:], strict=True)] for name, taken in times.items()}
    for name, (cpu, wall) in mid.items():
        print(f"{name:10} CPU {cpu * 1000:7.0f} ms  wall {wall * 1000:7.0f} ms")
    for name in ("out", "back"):
        each = [a[0] / b[0] for a, b in zip(times[name][1:], times[f"bare {name}"][1:], strict=True)]
        print(f"{name} / bare: CPU {statistics.median(each):.2f}, worst {max(each):.2f}")
    print(f"out, back and saved: {sum(mid[name][1] for name in ('out', 'back', 'saved')):.2f} s (goal 5 s)")


if __name__ == "__main__":
    kept = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    finally:
        teardown_databases(kept, verbosity=0)
