"""How good forecasts are and what they cost: held-out years of several makers of series, beside naive forecasts.

Run: python -m bench.bench_forecast [draws]. Needs no database. Every draw makes 77 areas; each month of their last
year is forecast (0 to 11 months known), pooled over the areas and with every area standing alone. One table row
per maker and length of history: coverage of the 80 % interval, its width and the mean error in per cent of an
area's usual year, the same of two naive forecasts (their intervals scaled afterwards to our coverage), the
share refused, and milliseconds of processor time per forecast.
"""

from __future__ import annotations

import sys

from tests.kernel.forecast_series import MAKERS, OTHERS
from tests.kernel.forecast_trial import Score, score, trials

HEAD = (
    "| series | past years | learns from | coverage (lowest–highest month) | width | naive: last year / line "
    "| error | naive: last year / line | refused | ms |\n|---|---|---|---|---|---|---|---|---|---|"
)


def line(name: str, years: int, *, alone: bool, found: Score) -> str:
    """Write one row of the table."""
    low, high = min(found.by_month), max(found.by_month)
    per_cent = [f"{100 * one:.1f}" for one in (*found.naive_widths, *found.naive_errors)]
    return (
        f"| {name} | {years - 1} | {'itself alone' if alone else '77 areas'} | {100 * found.coverage:.1f} % "
        f"({100 * low:.0f}–{100 * high:.0f}) | {100 * found.width:.1f} % | {per_cent[0]} / {per_cent[1]} % "
        f"| {100 * found.error:.1f} % | {per_cent[2]} / {per_cent[3]} % | {100 * found.refused:.1f} % "
        f"| {found.milliseconds:.2f} |"
    )


def main() -> None:
    """Print the table."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(HEAD)
    for years in (3, 5, 7):
        for name, maker in (MAKERS | OTHERS).items():
            for alone in (False, True):
                seeds = [f"bench {seed}" for seed in range(draws if not alone else max(1, draws // 2))]
                found = score(*trials(maker, seeds, years, alone=alone))
                print(line(name, years, alone=alone, found=found), flush=True)


if __name__ == "__main__":
    main()
