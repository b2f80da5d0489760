"""The read model of briefs: what stands on the page, on paper, on slides and in data, the same to the unit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from prasan.desk.documents.numbers import Number


@dataclass(frozen=True, slots=True)
class Row:
    """One policy in one place: result against its path, and why and what next where it is behind.

    `gap` is in words, `gap_tenths` in tenths of a per cent, negative = behind; `missing` months of the year have no
    counted figure. `claim` is the office's own word where it differs from the status or stands without a figure.
    """

    key: str
    name: str
    status: str
    word: str
    value: Number
    path: Number
    target: Number
    gap: str
    gap_tenths: int | None
    share: str
    people: Number | None = None
    missing: int = 0
    waiting: bool = False
    since: str = ""
    why: str = ""
    step: str = ""
    reported: int = 1
    expected: int = 1
    href: str = ""
    claim: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "key": self.key, "name": self.name, "status": self.status, "claim": self.claim, "gap": self.gap_tenths,
            "value": self.value.as_row(), "path": self.path.as_row(), "target": self.target.as_row(),
            "people": self.people.as_row() if self.people else None, "missing_months": self.missing,
            "waiting": self.waiting, "cause": self.why, "next_step": self.step,
            "reported": self.reported, "expected": self.expected,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What the action plans say beside the figures: projects, people meant and reached, money in satang."""

    projects: int
    people: int
    reached: int | None
    groups: int
    allocated: int
    spent: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Results and plan by month as parts of the year's target; `recent`: of that month's own plan, early in a year."""

    name: str = ""
    recent: bool = False
    months: tuple[str, ...] = ()
    actual: tuple[float | None, ...] = ()
    plan: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """One A4 page about a province, a policy or a region.

    `seen`, the moment of the past that it shows, None for now; `rows`, its lines in order; `left_out`, how many more
    there are; `behind`, those of them that need help, worst first, with why and what next; `causes`, (cause, how
    many) most frequent first; `ranked`, the lines are provinces in the order of their gap.
    """

    kind: str
    code: str
    title: str
    subtitle: str
    period: int
    month: str
    made: dt.datetime
    seen: dt.datetime | None
    status: str
    statement: str
    rows: tuple[Row, ...]
    behind: tuple[Row, ...]
    causes: tuple[tuple[str, int], ...]
    left_out: int
    whole: Row | None
    outlook: str
    outlook_detail: str
    chart: Chart
    plan: PlanPart | None
    reports: str
    sources: tuple[str, ...]
    ranked: bool
    demo: bool
    href: str
    area_id: int = 1

    @property
    def moment(self) -> dt.datetime:
        """Return the moment whose figures these are."""
        return self.seen or self.made

    def as_row(self) -> dict[str, Any]:
        """Return everything for a script."""
        return {
            "kind": self.kind, "code": self.code, "title": self.title, "period": self.period,
            "as_of": self.moment.isoformat(), "seen": self.seen.isoformat() if self.seen else None,
            "status": self.status, "statement": self.statement,
            "whole": self.whole.as_row() if self.whole else None, "rows": [one.as_row() for one in self.rows],
            "left_out": self.left_out, "causes": [{"cause": name, "count": n} for name, n in self.causes],
            "outlook": self.outlook, "outlook_detail": self.outlook_detail,
            "plan": None if self.plan is None else {
                "projects": self.plan.projects, "people": self.plan.people, "reached": self.plan.reached,
                "groups": self.plan.groups, "allocated_satang": self.plan.allocated, "spent_satang": self.plan.spent,
            },
            "reports": self.reports, "sources": list(self.sources), "demo": self.demo,
        }  # fmt: skip
