"""Invented figures of the labour situation: each province, each quarter that has ended within the demo's months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from prasan.packs.demo.figures import chance
from prasan.packs.demo.reports import LEVELS, Made
from prasan.progress import periods
from prasan.registers.models import Indicator

POPULATION = 620_000
"""People aged 15 and over in a province of the usual size."""
SHARES = {
    "lab-applicants": 0.004, "lab-placed": 0.0026, "lab-vacancies": 0.005, "lab-foreign-workers": 0.03,
    "lab-trained": 0.0011, "lab-tested": 0.0006, "lab-establishments": 0.008, "lab-inspected": 0.0004,
    "lab-injured": 0.0005, "lab-insured-33": 0.16, "lab-insured-39": 0.025, "lab-insured-40": 0.12,
}  # fmt: skip
"""What part of the population each number is; parts of the labour force are worked out below so that they add up."""


def quarter_ends(shown: list[int]) -> list[int]:
    """Return the months among those shown with which a calendar quarter ends."""
    return [one for one in shown if periods.bounds(one)[1].month % 3 == 0]


def values(province: str, weight: float, period: int, wage: int) -> dict[str, int]:
    """Return the numbers of a province at a quarter's end: employed, unemployed and seasonal make the labour force."""
    people = round(POPULATION * weight * (0.97 + 0.06 * chance("pop", province)) * (1 + period % 100 / 5000))
    force = round(people * (0.66 + 0.04 * chance("force", province, period)))
    unemployed = round(force * (0.006 + 0.012 * chance("out", province, period)))
    seasonal = round(force * 0.004 * chance("season", province, period))
    employed = force - unemployed - seasonal
    found = {
        "lab-population-15": people, "lab-labour-force": force, "lab-employed": employed,
        "lab-unemployed": unemployed, "lab-seasonal": seasonal, "lab-minimum-wage": wage,
        "lab-employed-agriculture": round(employed * (0.2 + 0.25 * chance("farm", province))),
        "lab-informal": round(employed * (0.45 + 0.15 * chance("informal", province))),
    }  # fmt: skip
    for code, share in SHARES.items():
        found[code] = round(people * share * (0.85 + 0.3 * chance(code, province, period)))
    return found


def lines(
    made: list[Made], ids: Mapping[tuple[int, int], int], weights: Mapping[int, float], now: dt.datetime
) -> Iterator[tuple[Any, ...]]:
    """Yield figure rows, reported by the office that leads each province, with the quarter's last month."""
    indicators = dict(Indicator.objects.filter(code__startswith="lab-").values_list("code", "pk"))
    ends = set(quarter_ends(sorted({one.period for one in made})))
    for one in made:
        if one.unit.agency != "OPS" or one.period not in ends:
            continue
        wage = 330 + int(chance("wage", one.unit.province) * 15) * 2 + (one.period // 100 % 10)
        for code, value in values(one.unit.province, weights.get(one.unit.area, 1.0), one.period, wage).items():
            if code in indicators:
                yield (
                    indicators[code], one.unit.area, one.period, one.unit.office, "",
                    ids[(one.unit.office, one.period)], value, None, LEVELS[one.stage], "", "", "",
                    one.approved_at or one.submitted_at or now,
                )  # fmt: skip
