"""The small ministry with its counter, on a Monday morning."""

import pytest

from tests.referrals import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
