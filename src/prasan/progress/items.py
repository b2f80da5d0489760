"""What one report asks for: its indicators in order, each with target, last month, year to date and status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from prasan.directory.models import Office
from prasan.kernel.asking import YEAR
from prasan.kernel.status import Status, Thresholds, compute_status
from prasan.progress import periods
from prasan.progress.models import Figure, Report, Said
from prasan.progress.splits import Group, groups_of
from prasan.progress.sums import RATIO, running
from prasan.registers.models import Indicator, Target


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of a report. Values are integers scaled by the indicator's decimals.

    `earlier` are the figures of the fiscal year before this month, oldest first; `last_month` is the
    figure of the period before (the month, for a quarter the quarter), also across the year's turn. `past` are the
    figures of up to a year before, oldest first. `members` are this month's figures of the indicator's groups, by
    "dimension:code"; `groups` are those that are asked for. `said` is what the office says beside the figure.
    """

    number: int
    indicator: Indicator
    target: Target
    period: int
    figure: Figure | None
    earlier: tuple[Figure, ...]
    last_month: Figure | None
    past: tuple[Figure, ...] = ()
    members: Mapping[str, Figure] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    said: Said | None = None

    @property
    def frequency(self) -> str:
        """Return how often it is asked for."""
        return str(self.indicator.frequency)

    @property
    def before_period(self) -> int:
        """Return the month that ends the period before."""
        return periods.before(self.frequency, self.period)

    @property
    def period_name(self) -> str:
        """Name the period that is asked for: the month, or the quarter, half or year that ends with it."""
        return periods.name(self.frequency, self.period)

    @property
    def path(self) -> int:
        """Return where the path stands at the end of this month."""
        return self.target.path_at(periods.split(self.period)[1])

    def before(self) -> int | None:
        """Return the year-to-date value before this month."""
        return self._running([(f.value, f.denominator) for f in self.earlier])

    def after(self, value: int | None, denominator: int | None = None) -> int | None:
        """Return the year-to-date value with this month's figure; None when it is not reported."""
        if value is None:
            return None
        return self._running([*((f.value, f.denominator) for f in self.earlier), (value, denominator)])

    def _running(self, pairs: list[tuple[int, int | None]]) -> int | None:
        return running(self.indicator.summing, [v for v, _ in pairs], [d for _, d in pairs], self.indicator.decimals)

    def now(self) -> int | None:
        """Return the year-to-date value with the figure that is stored."""
        return None if self.figure is None else self.after(self.figure.value, self.figure.denominator)

    def of_month(self, figure: Figure) -> int | None:
        """Return what one month's figure says by itself: a ratio as its share, scaled by the decimals."""
        return self._running([(figure.value, figure.denominator)])

    def status(self, thresholds: Thresholds, value: int | None = None, denominator: int | None = None) -> Status:
        """Return the computed status with a value, by default the stored one; a claim without a figure is unproven."""
        if value is None and self.figure is not None:
            value, denominator = self.figure.value, self.figure.denominator
        actual = self.after(value, denominator)
        return compute_status(
            actual, self.path, self.target.value, self.indicator.direction,  # type: ignore[arg-type]
            decimals=self.indicator.decimals, reported=value is not None,
            has_evidence=value is not None or not self.claim, thresholds=thresholds,
        )  # fmt: skip

    @property
    def claim(self) -> str:
        """Return the office's own word on the status, empty where it gave none."""
        return self.said.claim if self.said else ""

    def disagrees(self, thresholds: Thresholds) -> bool:
        """Tell whether the office's claim differs from the computed status (docs/algorithms/status.md)."""
        return claim_differs(self.claim, self.status(thresholds).code, self.now(), self.target.value)

    def missing_members(self) -> list[tuple[Group, int]]:
        """Return the groups that lack members beside a figure, with how many: a missing part is no zero."""
        if self.figure is None:
            return []
        counted = [(group, sum(one.key not in self.members for one in group.members)) for group in self.groups]
        return [(group, missing) for group, missing in counted if missing]

    @property
    def is_ratio(self) -> bool:
        """Tell whether a denominator is asked for beside the value."""
        return self.indicator.summing == RATIO


def claim_differs(claim: str, code: str, now: int | None, target: int) -> bool:
    """Tell whether a claim differs from what is computed: done below the year's target, on plan where late, or late
    where on plan. Without a figure nothing is computed that it could differ from.
    """
    if not claim or now is None or code in {"not_reported", "unproven", "not_due", "not_applicable"}:
        return False
    if claim == Said.Claim.DONE:
        return now < target
    return (claim == Said.Claim.LATE) != (code in {"late", "very_late"})


def targets_of(office: Office, period: int) -> QuerySet[Target]:
    """Return the targets that an office reports on: named in the target, else its department's in its area."""
    year = periods.split(period)[0]
    rows = Target.objects.asked_at(periods.bounds(period)[1]).filter(area_id=office.area_id, fiscal_year=year)
    mine = Q(office_id=office.pk) | Q(office=None, indicator__lead_id=office.agency_id)
    return rows.filter(mine).select_related("indicator__policy")


def items_of(report: Report) -> list[Item]:
    """Return the items of a report, in order, by two queries, and up to three more where figures are split."""
    told = Said.objects.filter(report_id=report.pk or 0, indicator=OuterRef("indicator"))
    words = JSONObject(claim="claim", stated="stated", help_text="help_text", help_from="help_from")
    rows_asked = targets_of(report.office, report.period).annotate(told=Subquery(told.values(words=words)))
    targets = sorted(rows_asked, key=_place)
    rows = Figure.objects.filter(
        Q(member="") | Q(period=report.period), indicator_id__in=[one.indicator_id for one in targets],
        office_id=report.office_id, area_id=report.area_id,
        period__range=(periods.add(report.period, -YEAR), report.period),
    ).order_by("period")  # fmt: skip
    kept: dict[int, list[Figure]] = {}
    for row in rows:
        kept.setdefault(row.indicator_id, []).append(row)
    groups = groups_of([one.indicator for one in targets], report.area_id)
    return [
        _item(
            number, one, report, kept.get(one.indicator_id, []),
            groups.get(one.indicator_id, ()),
            Said(report=report, indicator=one.indicator, **one.told) if one.told else None,
        )
        for number, one in enumerate(targets, 1)
    ]  # fmt: skip


def items_of_many(reports: Sequence[Report]) -> list[list[Item]]:
    """Return the items of several reports, each as `items_of` does: one query for the targets of all months, for all
    figures, what is said, and the groups of each province.
    """
    asked = _asked_in(reports)
    targets = [
        sorted((one for one in asked.get(report.period, []) if _asks(one, report)), key=_place) for report in reports
    ]
    kept: dict[tuple[int, int, int], list[Figure]] = {}
    if any(targets):
        first = min(periods.add(one.period, -YEAR) for one in reports)
        for row in Figure.objects.filter(
            Q(member="") | Q(period__in={one.period for one in reports}),
            indicator_id__in={one.indicator_id for mine in targets for one in mine},
            office_id__in={one.office_id for one in reports}, area_id__in={one.area_id for one in reports},
            period__range=(first, max(one.period for one in reports)),
        ).order_by("period"):  # fmt: skip
            kept.setdefault((row.indicator_id, row.office_id, row.area_id), []).append(row)
    said = _said_in(reports)
    groups = {
        area: groups_of([one.indicator for mine in targets for one in mine if one.area_id == area], area)
        for area in {one.area_id for one in reports}
    }
    return [
        [
            _item(
                number,
                one,
                report,
                kept.get((one.indicator_id, report.office_id, report.area_id), []),
                groups[report.area_id].get(one.indicator_id, ()),
                said.get((report.pk, one.indicator_id)),
            )
            for number, one in enumerate(mine, 1)
        ]
        for report, mine in zip(reports, targets, strict=True)
    ]


def _asked_in(reports: Sequence[Report]) -> dict[int, list[Target]]:
    """Return the targets that some reports' months ask for in their provinces, by month: one query."""
    months: list[Any] = []
    for period in sorted({one.period for one in reports}):
        areas = {one.area_id for one in reports if one.period == period}
        year, end = periods.split(period)[0], periods.bounds(period)[1]
        rows = Target.objects.asked_at(end).filter(area_id__in=areas, fiscal_year=year)
        rows = rows.select_related("indicator__policy").annotate(asked_in=Value(period, IntegerField()))
        months.append(rows.order_by())
    found: dict[int, list[Target]] = {}
    if months:
        for one in months[0].union(*months[1:], all=True) if len(months) > 1 else months[0]:
            found.setdefault(one.asked_in, []).append(one)
    return found


def _said_in(reports: Sequence[Report]) -> dict[tuple[int, int], Said]:
    """Return what offices say in some reports by (report, indicator)."""
    rows = Said.objects.filter(report_id__in=[one.pk for one in reports if one.pk])
    return {(one.report_id, one.indicator_id): one for one in rows}


def _asks(target: Target, report: Report) -> bool:
    """Tell whether an office reports on a target: as in `targets_of`."""
    if target.area_id != report.office.area_id:
        return False
    if target.office_id is not None:
        return target.office_id == report.office_id
    return target.indicator.lead_id is not None and target.indicator.lead_id == report.office.agency_id


def _place(target: Target) -> tuple[int, int, bool, str]:
    """Order by axis as the ministry names them, number, main indicator first."""
    policy = target.indicator.policy
    axes = ("agenda", "area", "administration")
    axis = axes.index(policy.axis) if policy else len(axes)
    return axis, policy.number if policy else 0, not target.indicator.is_main, target.indicator.code


def _item(
    number: int,
    target: Target,
    report: Report,
    figures: Iterable[Figure],
    groups: tuple[Group, ...] = (),
    said: Said | None = None,
) -> Item:
    found = [f for f in figures if f.period <= report.period]
    rows = [f for f in found if not f.member]
    year = periods.first_of_year(report.period)
    before = periods.before(target.indicator.frequency, report.period)
    return Item(
        number=number,
        indicator=target.indicator,
        target=target,
        period=report.period,
        figure=next((f for f in rows if f.period == report.period), None),
        earlier=tuple(f for f in rows if year <= f.period < report.period),
        last_month=next((f for f in rows if f.period == before), None),
        past=tuple(f for f in rows if periods.add(report.period, -YEAR) <= f.period < report.period),
        members={f.member: f for f in found if f.member and f.period == report.period},
        groups=groups,
        said=said,
    )
