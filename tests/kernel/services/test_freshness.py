"""What was confirmed long ago, or never, is said to whoever refers there."""

from datetime import date, timedelta

import pytest

from prasan.kernel.services import Freshness, freshness

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, "fresh"), (90, "fresh"), (91, "advised"), (180, "advised"), (181, "mandatory"), (9999, "mandatory")],
)
def test_it_grows_old_by_days(days, state):
    assert freshness(TODAY - timedelta(days=days), TODAY) is Freshness(state)


def test_only_the_old_and_the_never_confirmed_are_flagged():
    assert freshness(None, TODAY) is Freshness.NEVER
    assert [one for one in Freshness if one.is_flagged] == [Freshness.MANDATORY, Freshness.NEVER]
