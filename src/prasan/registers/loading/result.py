"""What became of each row of a file, for people and machines: numbers, verdicts and sentences, never a name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from prasan.registers.models import Load

COLUMNS = ("sheet", "row", "verdict", "worker", "field", "text")


def lines_of(load: Load, verdict: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file in their order. Parameters: `verdict`, those alone, None for all."""
    rows = load.rows.order_by("n")
    rows = rows if verdict is None else rows.filter(verdict=verdict)
    for one in rows.values(*COLUMNS).iterator(chunk_size=2000):
        yield {name: one[name] for name in COLUMNS}


def as_csv(load: Load) -> bytes:
    """Return the result as CSV that spreadsheets open as UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for line in lines_of(load):
        # a cell that begins so would be taken for a formula
        guarded = {k: f"'{v}" if isinstance(v, str) and v[:1] in "=+-@" and v else v for k, v in line.items()}
        writer.writerow(guarded)
    return ("\ufeff" + out.getvalue()).encode()
