"""A scorecard as data: the same to the unit on the shared screen of a meeting, on its page and in the API."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import orjson

from prasan.desk.documents.numbers import Number

SHOWN = 7
"""Policies in the data that is sent to every screen, worst first; the page has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One policy. Values scaled by 10 ** `decimals`, None where nothing was reported: never zero.

    `gap` in tenths of a per cent, negative = behind; `spark`, results by month as thousandths of the year's target (of
    that month's own plan where the card is `recent`), None where nobody reported; `accepted` is false where something
    counts that the province has not accepted.
    """

    policy: int
    name: str
    status: str
    word: str
    gap: int | None
    gap_words: str
    value: Number
    path: Number
    target: Number
    accepted: bool
    spark: tuple[int | None, ...]
    plan: tuple[int | None, ...]
    recent: bool
    href: str

    def as_row(self) -> dict[str, Any]:
        """Return it as plain values, without what the reader's side can work out."""
        return {
            "id": self.policy, "name": self.name, "status": self.status, "gap": self.gap, "value": self.value.raw,
            "path": self.path.raw, "target": self.target.raw, "decimals": self.value.decimals, "unit": self.value.unit,
            "accepted": self.accepted, "recent": self.recent, "spark": list(self.spark),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agency:
    """The month's reports of one agency's offices there: how many in all, sent, approved, accepted, past their day."""

    code: str
    name: str
    total: int
    sent: int
    approved: int
    accepted: int
    late: int

    @property
    def status(self) -> str:
        """Return the status whose shape it takes: late ones, silent ones, or all in."""
        return "late" if self.late else "not_reported" if self.sent < self.total else "done"

    def as_row(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "agency": self.code, "total": self.total, "sent": self.sent, "approved": self.approved,
            "accepted": self.accepted, "late": self.late,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Orders:
    """Directives there: not over, past their day, sent back; as many as the actor reads."""

    open: int = 0
    overdue: int = 0
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """A live event there; none that is classified stands on a shared screen."""

    code: str
    title: str
    severity: str
    word: str
    status: str
    href: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One place at a moment. `kind`, province, country (abroad) or nation; `status`, the worst of its policies."""

    kind: str
    code: str
    name: str
    period: int
    month: str
    as_of: dt.datetime
    due: dt.date
    rows: tuple[Row, ...] = ()
    reports: tuple[Agency, ...] = ()
    orders: Orders = Orders()
    events: tuple[Happening, ...] = ()
    event_count: int = 0
    area_id: int = 1
    topics: str = ""
    links: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """Return the worst status; not_applicable where no policy applies."""
        return self.rows[0].status if self.rows else "not_applicable"

    @property
    def counts(self) -> dict[str, int]:
        """Return how many policies have each status, worst first."""
        return dict(Counter(row.status for row in self.rows))

    @property
    def unaccepted(self) -> int:
        """Return at how many policies something counts that the province has not accepted."""
        return sum(not row.accepted for row in self.rows)

    def as_row(self, shown: int = SHOWN) -> dict[str, Any]:
        """Return it as plain values; `shown` policies, the worst, the others in the counts alone."""
        return {
            "kind": self.kind, "area": self.code, "name": self.name, "period": self.period, "month": self.month,
            "as_of": self.as_of.isoformat(timespec="seconds"), "due": self.due.isoformat(), "status": self.status,
            "counts": self.counts, "unaccepted": self.unaccepted,
            "policies": [row.as_row() for row in self.rows[:shown]], "left_out": max(len(self.rows) - shown, 0),
            "reports": [one.as_row() for one in self.reports],
            "directives": {"open": self.orders.open, "overdue": self.orders.overdue, "returned": self.orders.returned},
            "events": [{"code": one.code, "title": one.title, "severity": one.severity} for one in self.events],
            "event_count": self.event_count,
        }  # fmt: skip

    def as_bytes(self, shown: int = SHOWN) -> bytes:
        """Return it as JSON, prepared once for every screen of a meeting."""
        return orjson.dumps(self.as_row(shown))
