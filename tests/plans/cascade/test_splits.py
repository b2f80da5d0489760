"""Shares sum exactly, whatever the weights, and a province's weights always make a hundred."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from prasan.plans.cascade.queries import effective_weights
from prasan.plans.models import Expected, Item
from prasan.registers.spread import by_weights, equally

CODES = [f"{n:02d}" for n in range(77)]


@given(some.integers(0, 10**12), some.lists(some.integers(0, 10**7), min_size=77, max_size=77).filter(any))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_shares_sum_to_the_total_and_none_strays_by_more_than_one(total, weights):
    found = by_weights(total, dict(zip(CODES, weights, strict=True)))
    assert sum(found.values()) == total
    for share, weight in zip(found.values(), weights, strict=True):
        assert abs(share * sum(weights) - total * weight) < sum(weights)
    assert sum(equally(total, CODES).values()) == total


@given(some.lists(some.tuples(some.integers(1, 10_000), some.booleans()), min_size=1, max_size=9))
def test_the_weights_of_what_applies_make_a_hundred(lines):
    items = [
        Item(expected=Expected(pk=n, weight=Decimal(weight) / 100), expected_id=n, state="open" if here else "excluded")
        for n, (weight, here) in enumerate(lines, 1)
    ]
    found = effective_weights(items)
    assert len(found) == sum(1 for _weight, here in lines if here)
    assert not found or sum(found.values()) == 100
