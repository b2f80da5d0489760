"""The small ministry with its protection officer, on a Monday morning."""

import pytest

from tests.privacy import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
