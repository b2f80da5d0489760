"""Which row of a report is which money of a plan, and what the newest report makes of that money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from prasan.plans.accounts.reading import code_of
from prasan.plans.models import AccountLine, AccountMatch, AccountReport, MoneyChange, MoneyLine
from prasan.plans.models.accounting import COUNTED
from prasan.platform.rows import update_rows

NEAR = 3
"""Candidates that are shown beside an unmatched row."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan's money with what it is compared by."""

    money: MoneyLine
    code: str
    office: int

    @property
    def label(self) -> str:
        """Return plan, project and code in one line."""
        project = self.money.project
        return f"{project.plan.owner} · {project.name_th} · {self.money.get_source_display()} {self.money.budget_code}"


def office_of(money: MoneyLine) -> int:
    """Return the office that spends: the activity's, else the project's."""
    return int(money.activity.office_id if money.activity is not None else money.project.office_id)


def candidates(year: int, reach: Mapping[str, Any]) -> list[Candidate]:
    """Return the money of the approved plans of a fiscal year within a reach: one query."""
    rows = MoneyLine.objects.filter(project__plan__fiscal_year=year, project__plan__version__gt=0)
    if reach["agency_id"] is not None:
        rows = rows.filter(
            Q(activity=None, project__office__agency_id=reach["agency_id"])
            | Q(activity__office__agency_id=reach["agency_id"])
        )
    if reach["area_id"] is not None:
        rows = rows.filter(
            Q(activity=None, project__office__area_id=reach["area_id"]) | Q(activity__office__area_id=reach["area_id"])
        )
    plan = "project__plan"
    rows = rows.select_related("project", "activity", f"{plan}__area", f"{plan}__group", f"{plan}__agency")
    rows = rows.defer(f"{plan}__area__boundary", f"{plan}__area__grams").order_by("pk")
    return [Candidate(one, code_of(one.budget_code), office_of(one)) for one in rows]


class Matcher:
    """Finds the money of rows: by what was decided before, else by code and office (and source) where one fits."""

    def __init__(self, year: int, reach: Mapping[str, Any]) -> None:
        self.known = candidates(year, reach)
        self.by_pk = {one.money.pk: one for one in self.known}
        self.index: dict[tuple[str, int], list[Candidate]] = {}
        for one in self.known:
            if one.code:
                self.index.setdefault((one.code, one.office), []).append(one)
        self.memory = {one.key: one for one in AccountMatch.objects.filter(fiscal_year=year)}

    def find(self, key: str, code: str, office: int | None, source: str) -> tuple[int | None, str, str]:
        """Return (money, how, reason for setting aside) of a row; (None, "", "") where nothing is certain."""
        kept = self.memory.get(key)
        if kept is not None and kept.aside:
            return None, "memory", kept.aside
        if kept is not None and kept.money_id in self.by_pk:
            return kept.money_id, "memory", ""
        if office is None:
            return None, "", ""
        fitting = self.index.get((code_of(code), office), [])
        if source:
            fitting = [one for one in fitting if one.money.source == source]
        return (fitting[0].money.pk, "code", "") if len(fitting) == 1 else (None, "", "")

    def nearest(self, line: AccountLine) -> list[Candidate]:
        """Return the candidates most like a row: by code, then office and source; none that is quite unlike."""
        code = code_of(line.budget_code)

        def likeness(one: Candidate) -> float:
            same = SequenceMatcher(None, code, one.code, autojunk=False).ratio() if one.code else 0.0
            return same + 0.5 * (one.office == line.office_id) + 0.2 * (one.money.source == line.source)

        scored = sorted(((likeness(one), -one.money.pk, one) for one in self.known), key=lambda x: x[:2], reverse=True)
        return [one for score, _pk, one in scored[:NEAR] if score >= 0.5]


def settle(ids: Iterable[int], report: AccountReport) -> int:
    """Give some money the sums of the newest report that tells of it; returns how many changed.

    An older report never overwrites a newer one, whichever is loaded last. Money of which no report tells any more
    (a match was undone) gets back what it held before the first one. Parameters: `report`, in whose name.
    """
    moved, now = [], timezone.now()
    rows = list(MoneyLine.objects.select_for_update(of=("self",)).filter(pk__in=set(ids)).order_by("pk"))
    newest = _newest([one.pk for one in rows])
    history: list[MoneyChange] = []
    for money in rows:
        before = state_of(money)
        as_of, amounts = newest.get(money.pk) or _before_any(money)
        for name in COUNTED:
            if name in amounts:
                setattr(money, name, amounts[name])
        money.as_of = as_of
        after = state_of(money)
        if before != after:
            moved.append(money)
            day = as_of or report.as_of
            history.append(MoneyChange(money=money, report=report, as_of=day, at=now, before=before, after=after))
    update_rows(moved, [*COUNTED, "as_of"])
    MoneyChange.objects.bulk_create(history)
    return len(moved)


def state_of(money: MoneyLine) -> dict[str, Any]:
    """Return what reports change of a plan's money, as JSON."""
    told = {name: getattr(money, name) for name in COUNTED}
    return told | {"as_of": money.as_of.isoformat() if money.as_of else None}


def _newest(ids: list[int]) -> dict[int, tuple[dt.date | None, dict[str, int]]]:
    """Return day and sums of the newest report that tells of each money; what it has no column for is left out."""
    sums = {f"{name}_sum": Sum(name) for name in COUNTED}
    rows = AccountLine.objects.filter(money__in=ids).order_by("money", "report__as_of", "report_id")
    found: dict[int, tuple[dt.date | None, dict[str, int]]] = {}
    grouped: Any = rows.values("money", "report__as_of", "report_id").annotate(**sums)
    for row in grouped:
        amounts = {name: row[f"{name}_sum"] for name in COUNTED if row[f"{name}_sum"] is not None}
        found[row["money"]] = (row["report__as_of"], amounts)
    return found


def _before_any(money: MoneyLine) -> tuple[dt.date | None, dict[str, Any]]:
    first = MoneyChange.objects.filter(money=money).order_by("pk").first()
    if first is None:
        return money.as_of, {}
    return None, {name: first.before[name] for name in COUNTED}
