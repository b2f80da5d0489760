"""What lines of a frozen set are worth now, and which reports made the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.platform.journal.models import Entry
from prasan.progress import asseen, periods
from prasan.progress.frozen.models import FrozenLine, FrozenSet
from prasan.progress.models.reports import Report
from prasan.progress.rollups import Line, board
from prasan.registers import settings
from prasan.registers.models import Indicator

NATION = "nation"


@dataclass(frozen=True, slots=True)
class Key:
    """Which figure: the year to date of an indicator in an area up to a month, of figures at or above a level."""

    indicator_id: int
    area_id: int
    period: int
    level: int


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with what it is measured against; `value` None where nothing was reported."""

    value: int | None
    path: int | None
    target: int | None
    applies: bool = True


def values_of(keys: Iterable[Key]) -> dict[Key, Value]:
    """Return the figures of some keys as pages show them now: two queries and four for each month and policy set.

    Only indicators of a policy (its main one and the one of people) have such a figure; others are left out.
    """
    wanted = list(dict.fromkeys(keys))
    indicators = {
        one.pk: one
        for one in Indicator.objects.filter(pk__in={key.indicator_id for key in wanted}).select_related("policy")
        if one.policy is not None and (one.is_main or one.is_people)
    }
    nation = set(Area.objects.filter(kind=NATION).values_list("pk", flat=True))
    rules, today = settings.current(), timezone.localdate()
    groups: dict[tuple[int, int, int], list[Key]] = {}
    for key in wanted:
        one = indicators.get(key.indicator_id)
        if one is not None and one.policy is not None:
            groups.setdefault((one.policy.policy_set_id, key.period, key.level), []).append(key)
    found: dict[Key, Value] = {}
    for (policy_set, period, level), some in groups.items():
        lines = {}
        policies = {indicators[key.indicator_id].policy_id for key in some}
        only = next(iter(policies)) if len(policies) == 1 else None
        before = periods.fallback(period, today, rules["report-due-day"])
        shown = board(policy_set, period, rules.thresholds, months=1, level=level, policy_id=only, fallback=before)
        for line in shown.lines:
            lines[line.policy_id] = line
        for key in some:
            policy = indicators[key.indicator_id].policy_id
            if policy in lines:
                found[key] = _value(lines[policy], key, whole=key.area_id in nation)
    return found


def _value(line: Line, key: Key, *, whole: bool) -> Value:
    """Return a line's figure: the nation's by what its complete provinces reached, as on the policy's page."""
    main = line.main is not None and line.main.pk == key.indicator_id
    if whole:
        total = line.total if main else line.people_total
        if total is None:
            return Value(None, None, None, applies=False)
        return Value(total.compared if main else total.value, total.path if main else total.full_path, total.target)
    cell = (line.cells if main else line.people_cells).get(key.area_id)
    if cell is None:
        return Value(None, None, None, applies=False)
    value = cell.value if cell.complete or not main else None
    return Value(value if cell.applies else None, cell.path, cell.target, cell.applies)


@dataclass(frozen=True, slots=True)
class Cause:
    """One report that moved a frozen figure: month, office, former and present value, when, and the reason given."""

    period: int
    office: str
    report_id: int
    was: int | None
    now: int | None
    at: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A frozen line beside today's value."""

    line: FrozenLine
    now: Value | None
    causes: tuple[Cause, ...]

    @property
    def changed(self) -> bool:
        """Tell whether today's value differs from what was given."""
        return self.now is not None and self.now.value != self.line.value

    @property
    def difference(self) -> int | None:
        """Return today's value minus the given one, None where one of them is missing."""
        if self.now is None or self.now.value is None or self.line.value is None:
            return None
        return self.now.value - self.line.value


def key_of(line: FrozenLine) -> Key:
    """Return which figure a line is."""
    return Key(line.indicator_id, line.area_id, line.period, line.level)


def compare(frozen: FrozenSet) -> list[Compared]:
    """Return the lines of a set beside today's values, with what moved them since it was made."""
    rows = frozen.lines.select_related("area", "indicator").defer("area__boundary", "area__grams").order_by("order")
    lines = list(rows)
    today = values_of(key_of(line) for line in lines)
    changed = [line for line in lines if _differs(today.get(key_of(line)), line)]
    causes = _causes(frozen, changed)
    return [Compared(line, today.get(key_of(line)), causes.get(line.pk, ())) for line in lines]


def _differs(now: Value | None, line: FrozenLine) -> bool:
    return now is not None and now.value != line.value


def _causes(frozen: FrozenSet, lines: Sequence[FrozenLine]) -> dict[int, tuple[Cause, ...]]:
    """Return by line the figures that moved since, newest first: three queries, whatever the number of lines."""
    if not lines:
        return {}
    moved = asseen.moved(
        frozen.made_at, min(line.level for line in lines), indicators=[line.indicator_id for line in lines],
        first=min(periods.first_of_year(line.period) for line in lines), last=max(line.period for line in lines),
    )  # fmt: skip
    reports = {one.report_id for one in moved}
    offices = {one.pk: one.short for one in Office.objects.filter(pk__in={one.office_id for one in moved})}
    told = Entry.objects.filter(
        model=Report._meta.label_lower, object_id__in=reports, at__gt=frozen.made_at
    ).exclude(reason="")  # fmt: skip
    reasons = {entry.object_id: entry.reason for entry in told.order_by("id")}
    found: dict[int, tuple[Cause, ...]] = {}
    for line in lines:
        first = periods.first_of_year(line.period)
        found[line.pk] = tuple(
            Cause(one.period, offices.get(one.office_id, "–"), one.report_id, one.was, one.now, one.at,
                  reasons.get(one.report_id, ""))
            for one in moved
            if one.indicator_id == line.indicator_id and first <= one.period <= line.period
            and line.area.pk <= one.area_id <= line.area.last
        )  # fmt: skip
    return found
