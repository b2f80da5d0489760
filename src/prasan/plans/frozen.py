"""Lines of plans as plain values: to freeze a baseline, and to compare with one, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from prasan.directory.models import Person
from prasan.plans.models import Baseline, BaselineLine, Plan
from prasan.plans.parts import PARTS, Part
from prasan.registers.models import Indicator, Policy


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its part, its row's number, what it is called, and its values (see BaselineLine)."""

    part: str
    row: int
    label: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One column that differs."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that is not as it was: `kind` added, removed or changed."""

    kind: str
    part: str
    row: int
    label: str
    changes: tuple[Change, ...] = ()


def lines_of(plans: Iterable[int]) -> dict[int, list[Line]]:
    """Return the lines of some plans as they are now, by plan, in the order of the tree: six queries."""
    wanted = list(plans)
    found: dict[int, list[Line]] = {pk: [] for pk in wanted}
    many = _many(wanted)
    for part in PARTS.values():
        for plan, line in _rows(part, wanted, many):
            found[plan].append(line)
    return found


def _rows(part: Part, plans: list[int], many: Many) -> list[tuple[int, Line]]:
    columns: list[Any] = ["pk", part.plan]
    reads: list[tuple[str, bool]] = []
    for name in part.fields:
        field: Any = part.model._meta.get_field(name)
        points = bool(field.is_relation)
        reads.append((name, points))
        columns.append(f"{name}_id" if points else name)
        if points and field.related_model is not Person:
            columns.append(_named(field.related_model, name))
        elif points:
            columns.append(f"{name}_id")
    rows = list(part.objects.filter(**{f"{part.plan}__in": plans}).order_by("pk").values_list(*columns))
    title = "name_th" if "name_th" in part.fields else "who_th" if "who_th" in part.fields else "source"
    found = []
    for pk, plan, *rest in rows:
        values: dict[str, Any] = {}
        cells = iter(rest)
        for name, points in reads:
            value = next(cells)
            shown = next(cells) if points else None
            values[name] = _value(value, shown, points=points)
        for name in part.many:
            values[name] = many.get((part.name, name, pk), [])
        label = values[title] if title != "source" else f"{values['source']} {values['budget_code']}".strip()
        found.append((plan, Line(part.name, pk, label, values)))
    return found


Many = dict[tuple[str, str, int], list[dict[str, Any]]]


def _many(plans: list[int]) -> Many:
    """Return what lines point to by their relations to many, by (part, relation, row): one query."""
    found: Many = {}
    rows = [_links(part, name, plans) for part in PARTS.values() for name in part.many]
    for part, name, pk, number, label in rows[0].union(*rows[1:], all=True).order_by("links_to"):
        found.setdefault((part, name, pk), []).append({"id": number, "name": label})
    return found


def _links(part: Part, name: str, plans: list[int]) -> Any:
    field: Any = part.model._meta.get_field(name)
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through.objects.filter(**{f"{own}__{part.plan}__in": plans})
    text = models.CharField()
    told = rows.annotate(
        line_part=models.Value(part.name, output_field=text), relation=models.Value(name, output_field=text),
        line=models.F(f"{own}_id"), links_to=models.F(f"{other}_id"), called=_named(field.related_model, other),
    )  # fmt: skip
    return told.values_list("line_part", "relation", "line", "links_to", "called")


def _named(model: Any, path: str) -> Any:
    """Return the name at the end of a path; a classified policy's is not copied into what can never change."""
    secret = {Policy: f"{path}__classification__gt", Indicator: f"{path}__policy__classification__gt"}.get(model)
    name = models.F(f"{path}__name_th")
    if secret is None:
        return name
    return models.Case(models.When(**{secret: 0}, then=models.Value("")), default=name)


def _value(value: Any, shown: Any, *, points: bool) -> Any:
    if points:
        # a person's name is looked up when it is shown: it is not copied into what can never change
        return None if value is None else {"id": value, "name": shown if isinstance(shown, str) else ""}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[Difference]:
    """Return what was added, removed and changed from one set of lines to another, in the order of the tree."""
    old = {(one.part, one.row): one for one in before}
    new = {(one.part, one.row): one for one in after}
    found = []
    for key, line in new.items():
        was = old.get(key)
        if was is None:
            found.append(Difference("added", line.part, line.row, line.label, _all(line, new=True)))
            continue
        changes = tuple(
            Change(name, was.values.get(name), value)
            for name, value in line.values.items()
            if same(was.values.get(name, empty(value))) != same(value)
        )
        if changes:
            found.append(Difference("changed", line.part, line.row, line.label, changes))
    for key, line in old.items():
        if key not in new:
            found.append(Difference("removed", line.part, line.row, line.label, _all(line, new=False)))
    order = list(PARTS)
    return sorted(found, key=lambda one: (order.index(one.part), one.row))


def empty(value: Any) -> Any:
    """Return what an older baseline means by not knowing a column yet: nothing, in the shape of the value."""
    return type(value)() if isinstance(value, list | str | bool) else None


def _all(line: Line, *, new: bool) -> tuple[Change, ...]:
    """Return every value of a line as coming or going; empty ones say nothing."""
    told = {name: value for name, value in line.values.items() if value not in (None, "", [], 0, False)}
    return tuple(Change(name, None if new else value, value if new else None) for name, value in told.items())


def same(value: Any) -> Any:
    """Return what of a value counts for equality: what is pointed to, not how it is called today."""
    if isinstance(value, dict):
        return value["id"]
    if isinstance(value, list):
        return sorted(str(same(one)) for one in value)
    return value


def stored(baseline: Baseline) -> list[Line]:
    """Return the lines of a baseline: one query."""
    rows: models.QuerySet[BaselineLine] = baseline.lines.order_by("pk")
    return [Line(*row) for row in rows.values_list("part", "row", "label", "values")]


def freeze(baseline: Baseline, lines: Iterable[Line]) -> int:
    """Write the lines of a new baseline; returns how many."""
    rows = [BaselineLine(baseline=baseline, part=x.part, row=x.row, label=x.label, values=x.values) for x in lines]
    BaselineLine.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def differences(plan: Plan, number: int | None = None) -> list[Difference]:
    """Return how a plan differs now from a baseline, by default the newest: line by line."""
    rows = plan.baselines.order_by("-number")
    former = rows.first() if number is None else rows.filter(number=number).first()
    if former is None:
        return []
    return compare(stored(former), lines_of([plan.pk])[plan.pk])
