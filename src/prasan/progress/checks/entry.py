"""Checks of one report as it is typed: parts, relations, digit slips, own history, neighbours, stated per cent.

Pure: items, and what other provinces reported last, are handed in. Rules: docs/algorithms/figure-checks.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from math import ceil, floor
from typing import Any

from prasan.kernel.digits import format_scaled
from prasan.progress import periods
from prasan.progress.checks import between, percent
from prasan.progress.checks.against import COPIED_FROM, SURELY_COPIED, TENFOLD
from prasan.progress.checks.flags import HARD, Flag
from prasan.progress.checks.relations import ROUNDING, SITUATION, Relations, Whole
from prasan.progress.items import Item
from prasan.progress.models import Figure
from prasan.progress.reading import percent_of
from prasan.progress.splits import Group
from prasan.progress.sums import AVERAGE, SUM

HISTORY = 3
"""From so many earlier periods on, a figure is compared with their range."""
SWING = 2.5
"""So many times above the highest or below the lowest of the last year is a question."""
SMALL = 100
"""Figures up to this swing by themselves."""

Part = tuple[int, int | None]
"""A group's value and, of a ratio, its denominator."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it stands or would stand; `value` None is not reported. `stated` is a per cent in hundredths."""

    item: Item
    value: int | None = None
    denominator: int | None = None
    members: Mapping[str, Part] = field(default_factory=dict)
    note: str = ""
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about an answer: which question, the flag, and whether a word (note) stands beside it."""

    item: Item
    flag: Flag
    answered: bool = False

    @property
    def hard(self) -> bool:
        """Tell whether it stops submission."""
        return self.flag.severity == HARD

    def as_row(self) -> dict[str, Any]:
        """Return it for scripts."""
        return {**self.flag.as_row(), "indicator": self.item.indicator.code, "answered": self.answered}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure that another province reported for the period before: place, period, and the value."""

    indicator_id: int
    place: str
    when: str
    value: int


def given_of(item: Item) -> Given:
    """Return an item's stored answer."""
    kept, said = item.figure, item.said
    return Given(
        item, kept.value if kept else None, kept.denominator if kept else None,
        {key: (one.value, one.denominator) for key, one in item.members.items()},
        kept.note if kept else "", said.stated if said else None,
    )  # fmt: skip


def find(report: Sequence[Given], elsewhere: Sequence[Elsewhere] = ()) -> list[Finding]:
    """Return what is to be said about a report's answers, in the order of its questions."""
    found: list[Finding] = []
    copied = _copied(report, elsewhere)
    for one in report:
        if one.value is None:
            continue
        flags = [*_parts(one), *_percent(one), *_history(one), *copied.get(one.item.indicator.pk, ())]
        found += [Finding(one.item, flag, bool(one.note.strip())) for flag in flags]
    by_number = {one.item.number: one for one in report}
    for number, flag in [*_situation(report), *_same(report)]:
        one = by_number[number]
        found.append(Finding(one.item, flag, bool(one.note.strip())))
    return sorted(found, key=lambda it: (it.item.number, not it.hard))


def _parts(one: Given) -> Iterator[Flag]:
    """Compare each dimension's parts with their total; of a ratio also the denominators. Means have no parts."""
    item = one.item
    if item.indicator.summing == AVERAGE or one.value is None:
        return
    rounding = ROUNDING if item.indicator.decimals and not item.is_ratio else 0
    for group in item.groups:
        given = {it.key: one.members[it.key] for it in group.members if it.key in one.members}
        yield from _sum_of(item, group, one.value, {key: pair[0] for key, pair in given.items()}, rounding)
        if item.is_ratio and one.denominator is not None:
            wholes = {key: pair[1] for key, pair in given.items() if pair[1] is not None}
            yield from _sum_of(item, group, one.denominator, wholes, rounding)


def _sum_of(item: Item, group: Group, total: int, parts: Mapping[str, int], rounding: int) -> Iterator[Flag]:
    if not parts:
        return
    name = item.indicator.code
    labels = {name: item.indicator.name, **{it.key: it.name for it in group.members}}
    whole = Whole(name, tuple(it.key for it in group.members), rounding=rounding)
    known = Relations(labels=labels, wholes=(whole,), limits=(), shares=())
    for flag in between.compare({**parts, name: total}, known):
        if flag.code != "same-as-field":
            yield flag


def _percent(one: Given) -> Iterator[Flag]:
    if one.stated is None or not one.denominator or one.value is None:
        return
    yield from percent.compare(Decimal(one.denominator), Decimal(one.value), percent_of(one.stated))


def _history(one: Given) -> Iterator[Flag]:
    """Compare with the office's own figures of the last year; of a ratio its share."""
    item, value = one.item, one.value
    if value is None or not item.past:
        return
    now = item._running([(value, one.denominator)])
    past = [(figure, item.of_month(figure)) for figure in item.past]
    known = [(figure, before) for figure, before in past if before is not None]
    if now is None or not known:
        return
    last, before = known[-1]
    words = _words(item, now, before, last)
    if now == before:
        if item.indicator.summing == SUM and value >= COPIED_FROM:
            yield Flag("same-as-last", (item.indicator.code,), words)
        return
    if max(now, before) < small_of(item):
        return
    times = max(now, before) / max(min(now, before), 1)
    if TENFOLD[0] <= times <= TENFOLD[1]:
        yield Flag("tenfold", (item.indicator.code,), words)
        return
    usual = usual_of(item)
    if usual is not None and not usual[0] <= now <= usual[1]:
        yield Flag("jump", (item.indicator.code,), words)


def small_of(item: Item) -> int:
    """Return up to what a figure swings by itself, scaled as the figure is."""
    return 0 if item.is_ratio else SMALL * 10**item.indicator.decimals


def usual_of(item: Item) -> tuple[int, int] | None:
    """Return the range outside which a figure (of a ratio its share) is a question; None without enough history."""
    values = [before for figure in item.past if (before := item.of_month(figure)) is not None]
    if len(values) < HISTORY:
        return None
    return ceil(min(values) / SWING), floor(max(values) * SWING)


def _words(item: Item, now: int, before: int, last: Figure) -> dict[str, Any]:
    decimals = item.indicator.decimals
    return {
        "field": item.indicator.name, "value": format_scaled(now, decimals),
        "before": format_scaled(before, decimals), "when": periods.name(item.frequency, last.period),
    }  # fmt: skip


def _copied(report: Sequence[Given], elsewhere: Sequence[Elsewhere]) -> dict[int, list[Flag]]:
    """Find numbers that another province reported last: one of 10,000 or more, or two from 1,000 on."""
    values = {one.item.indicator.pk: one for one in report if one.value is not None and one.value >= COPIED_FROM}
    by_place: dict[str, list[Elsewhere]] = {}
    for other in elsewhere:
        mine = values.get(other.indicator_id)
        if mine is not None and mine.value == other.value and not mine.item.is_ratio:
            by_place.setdefault(other.place, []).append(other)
    found: dict[int, list[Flag]] = {}
    for place, same in by_place.items():
        for other in same if len(same) > 1 else [one for one in same if one.value >= SURELY_COPIED]:
            item = values[other.indicator_id].item
            number = format_scaled(other.value, item.indicator.decimals)
            words = {"field": item.indicator.name, "place": place, "when": other.when, "value": number}
            found.setdefault(other.indicator_id, []).append(Flag("same-as-neighbour", (item.indicator.code,), words))
    return {pk: flags[:1] for pk, flags in found.items()}


def _situation(report: Sequence[Given]) -> Iterator[tuple[int, Flag]]:
    """Compare the indicators that are fields of the labour situation with one another."""
    linked = {
        one.item.indicator.situation_field: one
        for one in report
        if one.item.indicator.situation_field and one.value is not None and not one.item.indicator.decimals
    }
    if len(linked) < 2:
        return
    for flag in between.compare({name: one.value for name, one in linked.items() if one.value is not None}, SITUATION):
        yield linked[flag.fields[0]].item.number, flag


def _same(report: Sequence[Given]) -> Iterator[tuple[int, Flag]]:
    """Find two indicators of different policies with the very same number from 1,000 on."""
    counted = [one for one in report if (one.value or 0) >= between.EQUAL_FROM and not one.item.is_ratio]
    counted = [one for one in counted if not one.item.indicator.situation_field]
    for first, second in combinations(counted, 2):
        a, b = first.item.indicator, second.item.indicator
        if (
            first.value == second.value
            and a.decimals == b.decimals
            and (a.policy_id is None or a.policy_id != b.policy_id)
        ):
            number = format_scaled(first.value or 0, a.decimals)
            words = {"field": b.name, "other": a.name, "value": number}
            yield second.item.number, Flag("same-as-field", (b.code, a.code), words)
