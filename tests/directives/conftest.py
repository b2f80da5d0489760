"""The small ministry for every test here, on a Monday morning."""

import pytest

from tests.directives import ground


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()
