"""Which messages tell of the same thing, and which of them hold now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from prasan.kernel.cap.model import Alert, Kind, Reference


@dataclass(frozen=True, slots=True)
class Chains:
    """Messages by their keys: `root`, the first of each one's chain; `replaced`, those updated or cancelled.

    A message that was referred to and never received has a place in `root` too.
    """

    root: dict[Reference, Reference]
    replaced: frozenset[Reference]
    cancelled: frozenset[Reference]

    def in_force(self, alert: Alert, now: dt.datetime) -> bool:
        """Tell whether a message holds now: an alert or update, neither replaced nor expired."""
        if alert.kind not in {Kind.ALERT, Kind.UPDATE} or alert.key in self.replaced:
            return False
        return alert.expires is None or alert.expires > now


def chains(alerts: Iterable[Alert]) -> Chains:
    """Return the chains of messages in whatever order they came.

    Joined are a message and what its references name, of the same sender only: nobody takes back the words of
    others. The root is the earliest sent, then the smallest identifier, so that every order gives the same.
    """
    leads: dict[Reference, Reference] = {}

    def top(one: Reference) -> Reference:
        leads.setdefault(one, one)
        while leads[one] != one:
            leads[one] = leads[leads[one]]
            one = leads[one]
        return one

    replaced: set[Reference] = set()
    cancelled: set[Reference] = set()
    for alert in alerts:
        top(alert.key)
        if alert.kind not in {Kind.UPDATE, Kind.CANCEL}:
            continue
        for named in alert.references:
            if named.sender != alert.sender or named == alert.key:
                continue
            first, second = sorted((top(alert.key), top(named)), key=_age)
            leads[second] = first
            replaced.add(named)
            if alert.kind is Kind.CANCEL:
                cancelled.add(named)
    return Chains({one: top(one) for one in leads}, frozenset(replaced), frozenset(cancelled))


def _age(one: Reference) -> tuple[dt.datetime, str]:
    return one.sent, one.identifier
