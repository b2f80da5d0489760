"""The small ministry for every test of meetings, on a Monday morning."""

import pytest

from tests.meetings import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
