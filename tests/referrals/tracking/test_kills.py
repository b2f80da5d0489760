"""No word to a person is missing or doubled, wherever the worker that sends it dies."""

from __future__ import annotations

import pytest

from tests.referrals import ground
from tests.referrals.tracking import kills


@pytest.mark.django_db(transaction=True)
def test_no_word_is_missing_and_none_doubled_wherever_the_worker_dies():
    with ground.at(ground.MONDAY):
        g = ground.build()
    found = kills.run(g, 10, seed=3)
    assert found.wrong == []
    assert found.deaths >= 2
    assert found.in_flight >= 2
    assert found.repeated > 0  # a gateway was asked again with the same key, and knew it
    assert found.words > 40
