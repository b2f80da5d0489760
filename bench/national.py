"""The country at full size, invented: districts that report many indicators for ten years, with the truth kept.

Figures have a size by district, a season, a trend, noise, reports that came late or never, single figures left out,
slips of a digit, months that are sent but not accepted yet, and districts that were split off another: before that
month their figures are in the older district's. `Country` keeps the truth of all of it. Deterministic by seed.
Figures are loaded by the product's own bulk load, some months in each file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from prasan.directory.models import Agency, Area, Office
from prasan.platform.commands import SYSTEM, perform
from prasan.progress import folding, periods
from prasan.progress.loading import LoadFigures
from prasan.registers.models import Indicator

FIRST = 255807
FILLED = 0.95
ABSENT = 0.02
SLIPS = 0.001
SPLITS = 8
OPEN_MONTHS = 2
"""The last months are sent by the heads of the offices (level 2), not accepted yet."""
HEADER = "indicator,area,period,office,value"


@dataclass
class Country:
    """What was made: areas, offices, months, indicators; and the truth behind it.

    `late`, [month, area], days after the due day a report came (below 0: before); `absent`, [month, area], it never
    came; `splits`, (new area, older area, first month of its own) as positions; `truth`, what was meant where a digit
    slipped, by (indicator, period, area).
    """

    areas: np.ndarray
    offices: np.ndarray
    months: list[int]
    indicators: list[int]
    late: np.ndarray
    absent: np.ndarray
    splits: list[tuple[int, int, int]]
    truth: dict[tuple[int, int, int], int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """Return the position of the first month that is not accepted yet."""
        return len(self.months) - OPEN_MONTHS


def build(indicators: int, months: int, areas: str = "district") -> Country:
    """Make indicators and an office for every area, or find them; figures come by `load`.

    Needs the Thai pack. Parameters: numbers of indicators and months; `areas`, "district" or "subdistrict".
    """
    places = list(Area.objects.filter(kind=areas).order_by("id").values_list("id", flat=True))
    agency = Agency.objects.order_by("order").first()
    Indicator.objects.bulk_create(
        [Indicator(code=f"bench-{n}", name_th=f"ตัวชี้วัด {n}", unit_th="คน", counted="cases") for n in range(indicators)],
        ignore_conflicts=True,
    )
    Office.objects.bulk_create(
        [Office(code=f"BENCH-{a}", kind="branch", agency=agency, area_id=a, name_th=f"หน่วย {a}") for a in places],
        ignore_conflicts=True,
    )
    made = dict(Indicator.objects.filter(code__startswith="bench-").values_list("code", "id"))
    offices = dict(Office.objects.filter(code__startswith="BENCH-").values_list("area_id", "id"))
    rng = np.random.default_rng(7)
    shape = (months, len(places))
    new = np.sort(rng.choice(np.arange(1, len(places)), size=min(SPLITS, len(places) // 4), replace=False))
    return Country(
        areas=np.array(places), offices=np.array([offices[a] for a in places]),
        months=[periods.add(FIRST, n) for n in range(months)],
        indicators=[made[f"bench-{n}"] for n in range(indicators)],
        late=np.rint(rng.normal(-2, 4, shape)).astype(int), absent=rng.random(shape) < ABSENT,
        splits=[(int(n), int(n) - 1, int(rng.integers(1, max(2, months - 1)))) for n in new],
    )  # fmt: skip


def values(country: Country, seed: int = 1) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Yield (indicator, values [month, area], filled [month, area]) with slips of a digit in the values."""
    size = np.random.default_rng(seed).lognormal(4.5, 0.9, len(country.areas))
    month = np.arange(len(country.months))
    for number, indicator in enumerate(country.indicators):
        draw = np.random.default_rng([seed, number])
        season = 1 + 0.35 * np.sin(2 * np.pi * (month + draw.integers(12)) / 12)
        trend = 1 + draw.uniform(-0.03, 0.08) * month / 12
        noise = draw.lognormal(0, 0.25, (len(month), len(size)))
        meant = np.maximum(0, np.rint(size * (season * trend)[:, None] * noise)).astype(np.int64)
        filled = (draw.random(meant.shape) < FILLED) & ~country.absent
        for new, older, since in country.splits:
            meant[:since, older] += meant[:since, new]
            filled[:since, new] = False
        slipped = (draw.random(meant.shape) < SLIPS) & filled
        typed = np.where(slipped, meant * 10, meant)
        for m, a in zip(*np.nonzero(slipped), strict=True):
            country.truth[(indicator, country.months[m], int(country.areas[a]))] = int(meant[m, a])
        yield indicator, typed, filled


def contents(country: Country, months: int) -> Iterator[tuple[int, bytes]]:
    """Yield (level, file): every figure of some months, indicators in order; values are drawn once."""
    codes = dict(Area.objects.filter(pk__in=country.areas.tolist()).values_list("id", "code"))
    drawn = [(typed, filled) for _, typed, filled in values(country)]
    heads = [f",{codes[a]}," for a in country.areas.tolist()]
    ends = [f",BENCH-{a}," for a in country.areas.tolist()]
    starts = [*range(0, country.open, months), country.open]
    for first, end in zip(starts, [*starts[1:], len(country.months)], strict=True):
        lines = [HEADER]
        for number, (typed, filled) in enumerate(drawn):
            for m in range(first, end):
                middle, row = f"{country.months[m]}", typed[m].tolist()
                lines += [
                    f"bench-{number}{heads[a]}{middle}{ends[a]}{row[a]}" for a in np.nonzero(filled[m])[0].tolist()
                ]
        yield (4 if first < country.open else 2), ("\n".join(lines) + "\n").encode()


def load(country: Country, months: int = 6) -> int:
    """Load every figure through the product's verb, some months a file, and date the reports; returns how many."""
    total = 0
    for level, raw in contents(country, months):
        done = perform(
            SYSTEM,
            LoadFigures(file_name="bench.csv", content=raw, level=level, earlier_years=True, reason="bench"),
        )
        folding.fold_all()
        total += done.figures
        print(f"  {total} figures", flush=True)
    date_reports(country)
    return total


def date_reports(country: Country) -> None:
    """Write when each report came: so many days after its due day, or before."""
    with connection.cursor() as cursor:
        for number, period in enumerate(country.months):
            cursor.execute(
                "UPDATE progress_report AS r SET submitted_at = r.due + t.days FROM unnest(%s::bigint[], %s::int[])"
                " AS t(office, days) WHERE r.office_id = t.office AND r.period = %s",
                [country.offices.tolist(), country.late[number].tolist(), period],
            )


def provinces() -> list[tuple[int, int]]:
    """Return (first, last) area number of every province, in order."""
    return list(Area.objects.provinces().order_by("id").values_list("id", "last"))
