"""The country at full size, invented: districts that report many indicators for ten years, with the truth kept.

Figures have a size by district, a season, a trend, noise, months that nobody reported, slips of a digit, and months
that are sent but not accepted yet. `Country.truth` holds what was meant where a digit slipped. Deterministic by seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from prasan.directory.models import Agency, Area, Office
from prasan.progress import periods
from prasan.registers.models import Indicator

FIRST = 256001
FILLED = 0.93
SLIPS = 0.001


@dataclass
class Country:
    """What was made: its areas, offices, months, indicators, and the truth behind slipped digits."""

    areas: np.ndarray
    offices: np.ndarray
    months: list[int]
    indicators: list[int]
    reports: np.ndarray
    """[month, area] → report"""
    truth: dict[tuple[int, int, int], int] = field(default_factory=dict)
    figures: int = 0


def build(indicators: int, months: int, areas: str = "district") -> Country:
    """Make indicators, one office and its reports for every area; figures come by `load`.

    Needs the Thai pack. Parameters: numbers of indicators and months; `areas`, "district" or "subdistrict".
    """
    places = list(Area.objects.filter(kind=areas).order_by("id").values_list("id", flat=True))
    agency = Agency.objects.order_by("order").first()
    made = Indicator.objects.bulk_create(
        [Indicator(code=f"bench-{n}", name_th=f"ตัวชี้วัด {n}", unit_th="คน", counted="cases") for n in range(indicators)]
    )
    offices = Office.objects.bulk_create(
        [Office(code=f"BENCH-{a}", kind="branch", agency=agency, area_id=a, name_th=f"หน่วย {a}") for a in places]
    )
    shown = [periods.add(FIRST, n) for n in range(months)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO progress_report (office_id, area_id, period, state, due, version, returned_reason,"
            " approved_at)"
            " SELECT o, a, p, 'approved', '2026-01-05', 0, '', now()"
            " FROM unnest(%s::int[]) WITH ORDINALITY AS m(p, i), unnest(%s::bigint[], %s::int[]) AS t(o, a)"
            " ORDER BY i, a RETURNING id",
            [shown, [one.pk for one in offices], places],
        )
        reports = np.array([row[0] for row in cursor.fetchall()], dtype=np.int64).reshape(months, len(places))
    return Country(
        np.array(places), np.array([one.pk for one in offices]), shown, [one.pk for one in made], reports
    )  # fmt: skip


def values(country: Country, seed: int = 1) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
    """Yield (indicator, values [month, area], filled [month, area]) with slips of a digit in the values."""
    size = np.random.default_rng(seed).lognormal(4.5, 0.9, len(country.areas))
    month = np.arange(len(country.months))
    for indicator in country.indicators:
        draw = np.random.default_rng([seed, indicator])
        season = 1 + 0.35 * np.sin(2 * np.pi * (month + draw.integers(12)) / 12)
        trend = 1 + draw.uniform(-0.03, 0.08) * month / 12
        noise = draw.lognormal(0, 0.25, (len(month), len(size)))
        meant = np.maximum(0, np.rint(size * (season * trend)[:, None] * noise)).astype(np.int64)
        filled = draw.random(meant.shape) < FILLED
        slipped = (draw.random(meant.shape) < SLIPS) & filled
        typed = np.where(slipped, meant * 10, meant)
        for m, a in zip(*np.nonzero(slipped), strict=True):
            country.truth[(indicator, country.months[m], int(country.areas[a]))] = int(meant[m, a])
        yield indicator, typed, filled


_ROW = np.dtype([
    ("columns", ">i2"), ("l1", ">i4"), ("indicator", ">i8"), ("l2", ">i4"), ("area", ">i4"), ("l3", ">i4"),
    ("period", ">i4"), ("l4", ">i4"), ("office", ">i8"), ("l5", ">i4"), ("l6", ">i4"), ("report", ">i8"),
    ("l7", ">i4"), ("value", ">i8"), ("l8", ">i4"), ("level", ">i2"), ("l9", ">i4"), ("l10", ">i4"), ("l11", ">i4"),
])  # fmt: skip
HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
COPY = (
    "COPY {table} (indicator_id, area_id, period, office_id, member, report_id, value, level, cause, step, note)"
    " FROM STDIN (FORMAT binary)"
)


def rows(country: Country, indicator: int, typed: np.ndarray, filled: np.ndarray, open_months: int = 2) -> bytes:
    """Return the figures of one indicator as PostgreSQL reads them, in the order of their index."""
    m, a = np.nonzero(filled)
    out = np.zeros(len(m), _ROW)
    for name, length in (("l1", 8), ("l2", 4), ("l3", 4), ("l4", 8), ("l6", 8), ("l7", 8), ("l8", 2)):
        out[name] = length
    out["columns"], out["indicator"] = 11, indicator
    out["area"], out["office"] = country.areas[a], country.offices[a]
    out["period"], out["report"] = np.array(country.months)[m], country.reports[m, a]
    out["value"] = typed[m, a]
    out["level"] = np.where(m >= len(country.months) - open_months, 2, 4)
    return out.tobytes()


def load(country: Country, table: str = "progress_figure") -> int:
    """Load every figure, an indicator in each statement; returns how many."""
    for indicator, typed, filled in values(country):
        raw = rows(country, indicator, typed, filled)
        with connection.cursor() as cursor, cursor.copy(COPY.format(table=table)) as copy:
            copy.write(HEADER + raw + b"\xff\xff")
        country.figures += int(filled.sum())
    return country.figures


def provinces() -> list[tuple[int, int]]:
    """Return (first, last) area number of every province, in order."""
    return list(Area.objects.provinces().order_by("id").values_list("id", "last"))
