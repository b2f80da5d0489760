"""Silence rises to the minute, in each office's own working time, and ends nothing."""

import pytest

from tests.referrals import silence
from tests.referrals.ground import MONDAY, at

pytestmark = pytest.mark.django_db


def test_every_silent_referral_rises_at_its_minute_and_none_is_ended():
    with at(MONDAY):
        made = silence.build(provinces=3, share=0.3, seed=1)
    found = silence.run(made, days=20, every=4, seed=1)
    assert found.wrong == []
    assert found.silent >= 10
    assert found.rises > 2 * found.silent
    assert found.replaced > 0
    assert 0 < found.worst <= 60


def test_the_walker_knows_lunch_weekends_and_holidays():
    walker = silence.Walker({MONDAY.date().replace(day=24)})
    for minutes, day, hour, minute in ((120, 23, 12, 0), (121, 23, 13, 1), (330, 23, 16, 30), (331, 25, 8, 31)):
        assert walker.later(MONDAY, minutes) == MONDAY.replace(day=day, hour=hour, minute=minute), minutes
