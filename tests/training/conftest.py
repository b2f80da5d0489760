"""The small ministry with its skills unit, on a Monday morning."""

import pytest

from tests.training import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
