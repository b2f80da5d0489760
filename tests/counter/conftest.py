"""The small ministry with its joint counter, on a Monday morning."""

import pytest

from tests.counter import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
