"""Adds up the answers to a data call: live totals with counts, by agency, region and province, and what stands out.

A missing answer is never zero: a total says from how many offices it comes. Method: docs/algorithms/data-calls.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import GroupKind, Membership
from prasan.progress.calls.columns import Column, Kind, Sum
from prasan.progress.calls.models import CallAnswer, DataCall

ANSWERED, DECLINED = CallAnswer.State.ANSWERED, CallAnswer.State.DECLINED
FEWEST = 8
"""Offices from which on an outlier can be told."""
FAR = 3.5
"""Robust distances from the median (Iglewicz and Hoaglin, 1993)."""
SPREAD = 1.4826


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one line: the value scaled by the column's decimals, None where nothing was given, and from how
    many offices it comes; `counts` says how often each choice was given.
    """

    value: int | None
    offices: int
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class Tally:
    """How many offices were asked, and how far their answers are."""

    asked: int = 0
    states: dict[str, int] = field(default_factory=dict)
    late: int = 0

    @property
    def answered(self) -> int:
        """Return how many sent values."""
        return self.states.get(ANSWERED, 0)

    @property
    def declined(self) -> int:
        """Return how many said that it does not apply."""
        return self.states.get(DECLINED, 0)

    @property
    def arrived(self) -> int:
        """Return how many the caller has heard from."""
        return self.answered + self.declined

    @property
    def missing(self) -> int:
        """Return how many the caller waits for."""
        return self.asked - self.arrived


@dataclass(slots=True)
class Line:
    """One line of totals: the whole, an agency, a region or a province."""

    key: str
    name: str
    tally: Tally
    cells: list[Cell]


def put_together(column: Column, values: Sequence[Any]) -> int | None:
    """Return the values of number cells put together by the column's kind of sum; None where there are none.

    An average is rounded half away from zero to the column's decimals.
    """
    if not values or column.kind != Kind.NUMBER or column.sum == Sum.NONE:
        return None
    if column.sum == Sum.LEAST:
        return int(min(values))
    if column.sum == Sum.MOST:
        return int(max(values))
    total = sum(values)
    if column.sum == Sum.SUM:
        return int(total)
    half = len(values) // 2
    return int((abs(total) + half) // len(values)) * (1 if total >= 0 else -1)


def cell(column: Column, answers: Iterable[CallAnswer]) -> Cell:
    """Return one column over some answers; only what was sent counts."""
    found: list[Any] = []
    offices = 0
    for one in answers:
        if one.state != ANSWERED:
            continue
        mine = [row[column.key] for row in one.values or () if row.get(column.key) is not None]
        offices += bool(mine)
        found += mine
    counts: tuple[tuple[str, int], ...] = ()
    if column.kind == Kind.CHOICE:
        counts = tuple((name, found.count(name)) for name in column.choices)
    elif column.kind == Kind.YES_NO:
        counts = ((_("ใช่"), found.count(True)), (_("ไม่ใช่"), found.count(False)))
    return Cell(put_together(column, found), offices, counts if found else ())


def tally(answers: Iterable[CallAnswer]) -> Tally:
    """Return how far some answers are."""
    found = Tally()
    for one in answers:
        found.asked += 1
        found.states[one.state] = found.states.get(one.state, 0) + 1
        found.late += one.late and one.arrived
    return found


def line(key: str, name: str, columns: Sequence[Column], answers: Sequence[CallAnswer]) -> Line:
    """Return one line of totals."""
    return Line(key, name, tally(answers), [cell(one, answers) for one in columns])


def answers_for(actor: Any, call: DataCall) -> QuerySet[CallAnswer]:
    """Return the answers that the actor sees, with what a table of them names."""
    rows = CallAnswer.objects.visible_to(actor).filter(call=call)
    return (
        rows.select_related("office__agency", "area", "sent_by", "confirmed_by")
        .defer("rows", "area__boundary", "area__grams", "office__grams")
        .order_by("area_id", "office__agency__order", "office__code")
    )


BY: dict[str, Callable[[CallAnswer, dict[int, tuple[int, str]]], tuple[Any, str, str]]] = {
    "agency": lambda one, regions: (
        one.office.agency.order if one.office.agency else 99, one.office.agency_id or "",
        one.office.agency.short if one.office.agency else _("ไม่มีสังกัด"),
    ),
    "region": lambda one, regions: (
        regions.get(one.area_id, (99, ""))[0], str(regions.get(one.area_id, (0, ""))[0] or ""),
        regions.get(one.area_id, (0, _("ไม่อยู่ในเขตตรวจราชการ")))[1],
    ),
    "province": lambda one, regions: (one.area_id, one.area.code, one.area.name),
}  # fmt: skip
"""What answers are grouped by: (place in order, key, name) of one."""


def by(kind: str, call: DataCall, answers: Sequence[CallAnswer]) -> list[Line]:
    """Return the totals by agency, inspection region (as of the deadline) or province, in their order."""
    regions = _regions(call) if kind == "region" else {}
    groups: dict[tuple[Any, str, str], list[CallAnswer]] = {}
    for one in answers:
        groups.setdefault(BY[kind](one, regions), []).append(one)
    columns = call.table.columns
    return [line(key[1], key[2], columns, groups[key]) for key in sorted(groups, key=lambda one: (one[0], one[1]))]


def _regions(call: DataCall) -> dict[int, tuple[int, str]]:
    """Return number and name of each province's inspection region on the day of the deadline: one query."""
    rows = Membership.objects.on(timezone.localdate(call.deadline)).filter(group__kind=GroupKind.INSPECTION_REGION)
    found = {}
    for one in rows.select_related("group").order_by("valid_from"):
        found[one.area_id] = (one.group.number, _("เขต %(n)s") % {"n": one.group.number})
    return found


def freeze(call: DataCall) -> dict[str, Any]:
    """Return the totals of this moment as they are kept: counts, and each column's value with its offices."""
    answers = list(CallAnswer.objects.filter(call=call).defer("rows"))
    told = tally(answers)
    cells = {one.key: cell(one, answers) for one in call.table.columns}
    return {
        "at": timezone.now().isoformat(), "asked": told.asked, "answered": told.answered, "declined": told.declined,
        "cells": {key: [found.value, found.offices] for key, found in cells.items()},
        "versions": {str(one.pk): one.number for one in answers if one.state == ANSWERED},
    }  # fmt: skip


def outliers(call: DataCall, answers: Iterable[CallAnswer]) -> set[tuple[int, int, str]]:
    """Return (answer, row, column key) of the numbers that stand far from the other offices'.

    Far is more than 3.5 robust distances from the median, from eight values on; where more than half of the values
    are equal nothing can be said and nothing is marked.
    """
    rows = [one for one in answers if one.state == ANSWERED]
    found = set()
    for column in call.table.columns:
        if column.kind != Kind.NUMBER:
            continue
        cells = [
            (one.pk, number, row[column.key])
            for one in rows
            for number, row in enumerate(one.values or ())
            if row.get(column.key) is not None
        ]
        for pk, number in far([(pk, number, value) for pk, number, value in cells]):
            found.add((pk, number, column.key))
    return found


def far(cells: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Return (first, second) of those (first, second, value) whose value stands far from the others."""
    if len(cells) < FEWEST:
        return []
    middle = median(value for _a, _b, value in cells)
    spread = median(abs(value - middle) for _a, _b, value in cells) * SPREAD
    if not spread:
        return []
    return [(first, second) for first, second, value in cells if abs(value - middle) > FAR * spread]
