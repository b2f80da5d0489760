"""How a policy's target was split among the provinces, and what each took: the cascade as a table to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prasan.plans.cascade import queries
from prasan.plans.cascade.cycle import COUNTS
from prasan.plans.models import Cascade, Expected, Item, Offer
from prasan.registers.models import Policy

TENTHS = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """One province of a split: what it was asked, what it took, both scaled; `base`, its reference number.

    `taken` is None until the province and the centre agree; `share`, tenths of a per cent of the nation's target.
    """

    item: Item
    offer: Offer
    base: int | None
    share: int | None

    @property
    def taken(self) -> int | None:
        """Return the target that counts: as promised, once it is agreed."""
        return self.item.promised if self.item.state in COUNTS else None

    @property
    def adjusted(self) -> bool:
        """Tell whether the province took, or asks for, another target than it was asked."""
        return self.item.promised is not None and self.item.promised != self.item.asked


@dataclass(frozen=True, slots=True)
class SplitTable:
    """One activity's target: the whole, the sum of the provinces' parts, and the parts that the reader sees."""

    tally: queries.Tally
    shares: list[Share]

    @property
    def expected(self) -> Expected:
        """Return the activity."""
        return self.tally.expected

    @property
    def differs(self) -> int:
        """Return what the sum of the parts lies above the stated total, scaled; negative is below."""
        return self.tally.asked - (self.expected.total or 0)


def cascades_of(policy: Policy, actor: Any) -> list[Cascade]:
    """Return the cascades of a policy that were sent and the actor reads, newest first: one query."""
    rows = Cascade.objects.visible_to(actor).filter(policy=policy).exclude(state="draft")
    return list(rows.select_related("offered_by"))


def split_tables(cascade: Cascade, actor: Any) -> list[SplitTable]:
    """Return the activities with a target in numbers, as they were split: four queries, one more for each series."""
    tallies = [
        one for one in queries.summary(cascade) if one.expected.indicator_id and one.expected.offered_at is not None
    ]
    rows = queries.rows(cascade, actor)
    found = []
    for one in tallies:
        expected = one.expected
        base = queries.series_weights(expected.series) if expected.series else {}
        whole = one.asked if queries.sums(expected) else 0
        found.append(SplitTable(one, [
            Share(item, row.offer, base.get(row.offer.area_id), _tenths(item.asked, whole))
            for row in rows if row.offer.state == "offered"
            for item in [row.items.get(expected.pk)] if item is not None
        ]))  # fmt: skip
    return found


def _tenths(part: int | None, whole: int) -> int | None:
    return None if part is None or whole <= 0 else round(part * TENTHS / whole)
