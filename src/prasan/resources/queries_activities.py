"""Questions to joint activities: what each agency brings, confirmed and not yet, promised and delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from prasan.resources.models import Contribution, JointActivity

UNDRAWN = ("office__grams", "area__grams", "area__boundary")


@dataclass(slots=True)
class Sum:
    """People, days of work, satang and things of some contributions."""

    people: int = 0
    person_days: int = 0
    amount: int = 0
    things: int = 0

    def add(self, people: int | None, person_days: int | None, amount: int | None, things: int) -> None:
        """Add one contribution; what is not told adds nothing."""
        self.people += people or 0
        self.person_days += person_days or 0
        self.amount += amount or 0
        self.things += things


@dataclass(slots=True)
class Brought:
    """What one agency brings: confirmed, not confirmed yet, delivered.

    `told`, lines of which was reported what came; `untold`, confirmed lines of which it was not yet.
    """

    agency: str
    confirmed: Sum = field(default_factory=Sum)
    unconfirmed: Sum = field(default_factory=Sum)
    delivered: Sum = field(default_factory=Sum)
    told: int = 0
    untold: int = 0


def contributions_of(activity: JointActivity) -> list[Contribution]:
    """Return what is brought to an activity, by agency; one query."""
    rows = Contribution.objects.filter(activity=activity).select_related("office__agency", "booking__resource")
    rows = rows.defer("office__grams", "booking__resource__grams")
    return list(rows.order_by("office__agency__order", "office__code", "id"))


def by_agency(rows: Iterable[Contribution]) -> list[Brought]:
    """Return the sums of each agency in the order of the rows, and of all last; withdrawn ones count nowhere."""
    found: dict[str, Brought] = {}
    whole = Brought("")
    for one in rows:
        if one.state == Contribution.State.WITHDRAWN:
            continue
        name = one.office.agency.short if one.office.agency else one.office.short
        for each in (found.setdefault(name, Brought(name)), whole):
            _add(each, one)
    return [*found.values(), whole]


def _add(to: Brought, one: Contribution) -> None:
    side = to.unconfirmed if one.state == Contribution.State.PROMISED else to.confirmed
    side.add(one.people, one.person_days, one.amount, 1 if one.booking_id else 0)
    if one.state == Contribution.State.CONFIRMED:
        to.untold += 1
    if one.state == Contribution.State.DELIVERED:
        to.told += 1
        came = one.booking_id is not None and one.booking is not None and one.booking.handed_at is not None
        to.delivered.add(one.delivered_people, one.delivered_days, one.delivered_amount, int(came))
