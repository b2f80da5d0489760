"""Questions to the cascades: asked against promised, who has answered, what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from prasan.directory.models import Area, Office
from prasan.directory.roles import Role
from prasan.kernel.trajectory import split_exact
from prasan.plans.cascade.cycle import COUNTS, NOT_HERE, WAITS_FOR_CENTRE
from prasan.plans.models import Cascade, Expected, Item, Offer
from prasan.registers.models import ReferenceSeries

WHOLE = Decimal(100)


def leading_offices() -> dict[int, int]:
    """Return province → the office that leads it: one query. Bangkok's is what the reference pack names."""
    rows = Office.objects.filter(leads_province=True, area__kind=Area.Kind.PROVINCE, valid_to=None).order_by("-code")
    return dict(rows.values_list("area_id", "pk"))


def unit_of(area_id: int, agency: str, leading: int) -> int:
    """Return the office that does an agency's work in a province, the leading one where there is no unit: one query."""
    rows = Office.objects.filter(area_id=area_id, kind=Office.Kind.PROVINCIAL, agency_id=agency, valid_to=None)
    return rows.order_by("code").values_list("pk", flat=True).first() or leading


@dataclass(slots=True)
class Tally:
    """One expected activity in numbers: provinces by state, asked and promised (scaled)."""

    expected: Expected
    states: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    promised: int = 0
    answered_asked: int = 0
    """What was asked of those that have promised."""

    def count(self, *states: str) -> int:
        """Return how many provinces stand in some states."""
        return sum(self.states.get(one, 0) for one in states)

    @property
    def waiting(self) -> int:
        """Return how many have not answered."""
        return self.count("open")

    @property
    def undecided(self) -> int:
        """Return how many answers wait for the centre."""
        return self.count(*WAITS_FOR_CENTRE)

    @property
    def adds_up(self) -> bool:
        """Tell whether the provinces' shares sum to the stated total."""
        return self.expected.total is None or not sums(self.expected) or self.asked == self.expected.total


def sums(expected: Expected) -> bool:
    """Tell whether an activity's targets add up to the nation's."""
    return expected.indicator is not None and expected.indicator.summing == "sum"


def summary(cascade: Cascade, *, recalled: bool = False) -> list[Tally]:
    """Return every expected activity with its numbers: two queries.

    Recalled offers ask nothing and are left out; with `recalled` they count as what the next sending would ask.
    """
    rows = Expected.objects.filter(cascade=cascade).select_related("agency", "indicator", "series").order_by("number")
    found = {one.pk: Tally(one) for one in rows}
    items = Item.objects.filter(expected__cascade=cascade).order_by()
    if not recalled:
        items = items.exclude(offer__state="recalled")
    grouped = items.values_list("expected_id", "state").annotate(
        n=Count("pk"), asked=Coalesce(Sum("asked"), 0), promised=Coalesce(Sum("promised"), 0)
    )
    for pk, state, count, asked, promised in grouped:
        one = found[pk]
        one.states[state] = count
        one.asked += asked
        if state in COUNTS:
            one.promised += promised
            one.answered_asked += asked
    return list(found.values())


@dataclass(slots=True)
class Row:
    """One province of a cascade with its items by expected activity."""

    offer: Offer
    items: dict[int, Item] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Return where the province stands as a whole: excluded, open, part, centre, answered, landing or recalled."""
        if self.offer.state != "offered":
            return str(self.offer.state)
        asked = [one for one in self.items.values() if one.expected.offered_at is not None]
        return whole(asked)


def whole(items: Sequence[Item]) -> str:
    """Return where a province stands, of its asked items: the most urgent first."""
    states = [one.state for one in items]
    if all(one in NOT_HERE for one in states):
        return "excluded"
    if "open" in states:
        return "part" if any(one not in {"open", "excluded"} for one in states) else "open"
    if any(one in WAITS_FOR_CENTRE for one in states):
        return "centre"
    if any(one.state in COUNTS and one.activity_id is None for one in items):
        return "landing"
    return "answered"


def rows(cascade: Cascade, actor: Any, only: int | None = None) -> list[Row]:
    """Return the provinces of a cascade that an actor reads, in Thai order, with their items: two queries."""
    offers = Offer.objects.visible_to(actor).filter(cascade=cascade).select_related("area", "office", "cascade__policy")
    offers = offers.defer("area__grams", "area__boundary", "office__grams")
    if only is not None:
        offers = offers.filter(pk=only)
    found = {one.pk: Row(one) for one in offers.order_by("area__sort_th", "area_id")}
    items = Item.objects.filter(offer__in=list(found)).select_related("expected__indicator", "expected__agency")
    for item in items.order_by("expected__number"):
        row = found[item.offer_id]
        item.offer = row.offer
        row.items[item.expected_id] = item
    return list(found.values())


def effective_weights(items: Iterable[Item]) -> dict[int, Decimal]:
    """Return expected activity → weight in a province, summing to exactly 100 over those that apply there."""
    here = [one for one in items if one.state not in NOT_HERE]
    weights = [int(one.expected.weight * 100) for one in here]
    if not any(weights):
        weights = [1] * len(here)
    parts = split_exact(10_000, weights) if here else []
    return {one.expected_id: Decimal(part) / 100 for one, part in zip(here, parts, strict=True)}


def asked_items() -> QuerySet[Item]:
    """Return the items that stand as asked: sent, not recalled, of a cascade that is open."""
    return Item.objects.filter(
        offer__state="offered", offer__cascade__state="offered", expected__offered_at__isnull=False
    )


def offers_waiting(actor: Any) -> list[Offer]:
    """Return the offers that wait for a seat of a province: to answer, or to take into the plan; the nearest due first.

    Each has `open_count` and `land_count`. One query.
    """
    mine = asked_items().filter(offer=OuterRef("pk")).order_by()
    if not (actor.has(Role.PLO) and actor.leads_province):
        if not (actor.has(Role.AGENCY_HEAD, Role.AGENCY_OFFICER) and actor.office_kind == Office.Kind.PROVINCIAL):
            return []
        mine = mine.filter(expected__agency=actor.agency)
    to_answer = Q(pk__in=mine.filter(state="open").values("offer"))
    landing = Q()
    if actor.has(Role.PLO):
        landing = Q(pk__in=mine.filter(state__in=COUNTS, activity=None).values("offer"))
    found = Offer.objects.visible_to(actor).filter(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
    found = found.filter(to_answer | landing if landing else to_answer).annotate(
        to_answer=Exists(mine.filter(state="open"))
    )
    return list(found.select_related("cascade").order_by("cascade__due", "pk"))


def cascades_to_decide(actor: Any) -> list[Any]:
    """Return the cascades with answers that wait for the actor's decision, each with `undecided`: one query."""
    if not actor.has(Role.POLICY_OWNER, Role.PERMANENT_SECRETARY):
        return []
    found = Cascade.objects.visible_to(actor).exclude(state="draft")
    if actor.has(Role.POLICY_OWNER):
        found = found.filter(Q(policy__owner=None) | Q(policy__owner_id=actor.person_id))
    waits = Q(offers__items__state__in=WAITS_FOR_CENTRE, offers__state="offered")
    found = found.annotate(undecided=Count("offers__items", filter=waits)).filter(undecided__gt=0)
    return list(found.order_by("due", "pk"))


def series_weights(series: ReferenceSeries) -> dict[int, int]:
    """Return province → number of a reference series: one query."""
    return dict(series.values.values_list("area_id", "value"))


def lacking(weights: Mapping[int, int], areas: Iterable[int]) -> list[int]:
    """Return the provinces for which a series has no number: their share cannot be told."""
    return [area for area in areas if area not in weights]


def days_left(cascade: Cascade, today: dt.date) -> int:
    """Return the days until the answers are due; negative is overdue."""
    return (cascade.due - today).days


def shares_of(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return a total divided by weights, summing to it exactly; empty where no weight is above zero."""
    if not any(weights.values()):
        return {}
    return dict(zip(weights, split_exact(total, list(weights.values())), strict=True))
