"""Questions to the accounting reports: totals that add up, rows by fate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Sum, Value, When

from prasan.plans.accounts.reading import TOTALS
from prasan.plans.models import AccountLine, AccountReport

FATES = ("matched", "unmatched", "aside")
FATE = Case(
    When(money__isnull=False, then=Value("matched")), When(aside__gt="", then=Value("aside")),
    default=Value("unmatched"), output_field=CharField(),
)  # fmt: skip
"""What became of a row, as a column."""


@dataclass(slots=True)
class Sums:
    """Rows of one fate: how many, and their money in satang."""

    rows: int = 0
    amounts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TOTALS, 0))


def lines(report: AccountReport, fate: str = "") -> Any:
    """Return the rows of a report with their `fate`, narrowed to one."""
    base: Any = AccountLine.objects.filter(report=report)
    rows = base.annotate(fate=FATE)
    return rows.filter(fate=fate) if fate else rows


def totals(report: AccountReport) -> dict[str, Sums]:
    """Return rows and money by fate; the three together are the file, to the satang: one query."""
    sums = {name: Sum(name) for name in TOTALS}
    found = {fate: Sums() for fate in FATES}
    grouped = lines(report).order_by().values("fate").annotate(n=Count("pk"), **{f"s_{k}": v for k, v in sums.items()})
    for row in grouped:
        found[row["fate"]] = Sums(row["n"], {name: row[f"s_{name}"] or 0 for name in TOTALS})
    return found
