"""Rolled-up figures as the screens show them: one point for each policy in each place.

Pure: it reads prasan.progress.rollups' boards and asks no question of its own. What each number means
stands in docs/algorithms/screens.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from prasan.desk.frame import Frame
from prasan.desk.places import Belongs
from prasan.kernel.asking import is_asked
from prasan.kernel.status import StatusCode, severity
from prasan.progress import rollups
from prasan.progress.items import claim_differs
from prasan.progress.rollups import Line, Measure

BEHIND: frozenset[str] = frozenset({"late", "very_late"})
Series = list[float | None]


def english() -> bool:
    """Tell whether the page is in English."""
    return get_language() == "en"


def short(line: Line) -> str:
    """Return the short name of a policy in the reader's language."""
    thai = line.short_th or line.name_th
    return (line.short_en or line.name_en or thai) if english() else thai


def name(line: Line) -> str:
    """Return the full name of a policy in the reader's language."""
    return (line.name_en or line.name_th) if english() else line.name_th


def unit(measure: Measure) -> str:
    """Return the unit in the reader's language."""
    return (measure.unit_en or measure.unit_th) if english() else measure.unit_th


def measure_name(measure: Measure) -> str:
    """Return the indicator's name in the reader's language."""
    return (measure.name_en or measure.name_th) if english() else measure.name_th


@dataclass(frozen=True, slots=True)
class Province:
    """One province."""

    pk: int
    last: int
    code: str
    name: str
    short: str
    sort: str
    groups: tuple[Belongs, ...] = ()
    """The groups it belongs to today, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Point:
    """One policy's main figure in one place against its path.

    `value`, `path` and `target` are scaled integers, `path` where the plan stands now; `gap` is in tenths
    of a per cent, negative = behind; `reported` of `expected` provinces stand behind the value.
    """

    measure: Measure | None
    status: StatusCode
    gap: int | None = None
    value: int | None = None
    path: int | None = None
    target: int | None = None
    reported: int = 1
    expected: int = 1
    accepted: bool = True
    """Nothing counts in it that the province has not accepted."""
    claim: str = ""
    """The office's own word where it differs from the status, or stands without a figure."""

    @property
    def ratio(self) -> float | None:
        """Return the result as part of the year's target."""
        return None if self.value is None or not self.target else self.value / self.target

    @property
    def path_ratio(self) -> float | None:
        """Return the plan up to now as part of the year's target."""
        return None if self.path is None or not self.target else self.path / self.target

    @property
    def gap_ratio(self) -> float | None:
        """Return the gap as a ratio, negative = behind."""
        return None if self.gap is None else self.gap / 1000

    @property
    def rank(self) -> tuple[int, int]:
        """Return a key that sorts worst first: by status, then by gap."""
        return severity(self.status), self.gap if self.gap is not None else 0


NOTHING = Point(None, "not_applicable")


@dataclass(slots=True)
class Country:
    """Everything a screen shows of the figures: policies, provinces, and a point for each pair."""

    frame: Frame
    lines: list[Line]
    provinces: dict[int, Province]
    shown: list[int] = field(default_factory=list)
    """The periods of the lines' series, oldest first."""
    _worst: dict[int, tuple[Line, Point] | None] = field(default_factory=dict)

    def point(self, line: Line, area: int) -> Point:
        """Return a policy's point in a province."""
        cell = line.cells.get(area)
        if cell is None or line.main is None:
            return NOTHING
        found = rollups.status_at(line, cell, self.frame.thresholds)
        value = cell.value if cell.complete else None
        differs = found.code == "unproven" or claim_differs(cell.claim, found.code, value, cell.target or 0)
        return Point(
            line.main, found.code, found.gap, value, cell.path, cell.target,
            accepted=value is None or cell.accepted, claim=cell.claim if differs else "",
        )  # fmt: skip

    def whole(self, line: Line) -> Point:
        """Return a policy's point over every place asked for: those that reported against their own plan."""
        total = line.total
        if total is None or line.main is None:
            return NOTHING
        status = total.status
        return Point(
            line.main, status.code, status.gap, total.compared, total.path,
            _target_of_known(line), total.reported, total.expected, not total.unaccepted,
        )  # fmt: skip

    @property
    def unaccepted(self) -> bool:
        """Tell whether any figure shown is one that the province has not accepted."""
        return any(line.total is not None and line.total.unaccepted for line in self.lines)

    def people(self, line: Line, area: int | None = None) -> int | None:
        """Return how many people a policy reached this year, None where nobody has reported it."""
        if area is None:
            return line.people_total.value if line.people_total else None
        cell = line.people_cells.get(area)
        return cell.value if cell else None

    def worst(self, area: int) -> tuple[Line, Point] | None:
        """Return the policy that is worst in a province, or None where nothing applies there."""
        if area not in self._worst:
            self._worst[area] = self._find_worst(area)
        return self._worst[area]

    def _find_worst(self, area: int) -> tuple[Line, Point] | None:
        known = [line for line in self.lines if line.codes.get(area, "not_applicable") != "not_applicable"]
        if not known:
            return None
        # what is not due yet says nothing while something else does
        known = [line for line in known if line.codes[area] != "not_due"] or known
        code = min((line.codes[area] for line in known), key=severity)
        pairs = [(line, self.point(line, area)) for line in known if line.codes[area] == code]
        return min(pairs, key=lambda pair: pair[1].rank)

    def exceptions(self) -> list[tuple[Province, Line, Point]]:
        """Return each province that is behind with its worst policy, worst first: what waits for a decision."""
        found = [
            (province, *worst)
            for pk, province in self.provinces.items()
            if (worst := self.worst(pk)) and worst[1].status in BEHIND
        ]
        return sorted(found, key=lambda row: (row[2].rank, row[0].sort))

    def late(self, line: Line) -> int:
        """Return in how many provinces a policy is behind."""
        return sum(1 for area, code in line.codes.items() if code in BEHIND and area in self.provinces)

    def headlines(self) -> list[Line]:
        """Return the six policies of the wall, or the first six where none is marked."""
        marked = sorted((x for x in self.lines if x.headline is not None and x.main), key=lambda x: x.headline or 0)
        return marked[:6] or [x for x in self.lines if x.main][:6]


def _target_of_known(line: Line) -> int | None:
    """Return the target of the provinces that reported, or of all where none did."""
    if line.main is None:
        return None
    asked = [one for one in line.cells.values() if one.applies]
    known = [one for one in asked if one.complete and one.value is not None] or asked
    total = sum(one.target or 0 for one in known)
    return total if line.main.summing in {"sum", "last"} else total // max(len(known), 1)


EARLY = 3
"""In the first months of a fiscal year a cumulative line is a dot: the last twelve months are shown instead."""


@dataclass(frozen=True, slots=True)
class Course:
    """A policy's line: results and plan by month, as parts of the year's target.

    `recent`: the last twelve months, each result as part of that month's own plan, because the fiscal
    year has only just begun. Empty where there is no plan.
    """

    actual: Series
    plan: Series
    periods: list[int]
    recent: bool


def course(line: Line, country: Country) -> Course:
    """Return the line that stands for a policy on charts.

    Its last point compares those that reported with their own plan, like the number beside it: what the
    others have not sent yet is no fall.
    """
    found, now = _course(line, country.shown, country.frame), country.whole(line)
    last = country.frame.period
    told = [one for one in found.periods if one <= last and one // 100 == last // 100]
    if told and now.value is not None:
        aim = now.path if found.recent else now.target
        found.actual[found.periods.index(told[-1])] = now.value / aim if aim else None
    return found


def _asked(measure: Measure, shown: Sequence[int]) -> list[int]:
    """Return the periods that ask for a measure: a quarter's months in between are no gaps."""
    if measure.frequency == "once":
        return list(shown)
    return [one for one in shown if is_asked(measure.frequency, one % 100)]


def _course(line: Line, shown: Sequence[int], frame: Frame) -> Course:
    if line.main is None:
        return Course([], [], [], False)
    if frame.month <= EARLY and sum(v is not None for v in line.series) > frame.month:
        asked = _asked(line.main, shown)
        pairs = [pair for pair in zip(line.series, line.path_series, shown, strict=True) if pair[2] in asked]
        return Course([v / p if v is not None and p else None for v, p, _ in pairs], [1.0] * len(asked), asked, True)
    paths = line.main.paths.get(frame.fiscal_year)
    many = 1 if line.main.summing in {"sum", "last"} else (paths[0] if paths else 0)
    target = paths[12] / many if paths and many else 0
    if not paths or not target:
        return Course([], [], [], False)
    known = dict(zip(shown, line.series, strict=True))
    first = frame.fiscal_year * 100
    asked = _asked(line.main, [first + m for m in range(1, 13)])
    results = [known.get(one) for one in asked if one <= first + frame.month]
    return Course(
        [None if v is None else v / target for v in results],
        [paths[one % 100] / many / target for one in asked], asked, False,
    )  # fmt: skip
