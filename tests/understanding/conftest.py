"""The small ministry whose people read a brief."""

import pytest

from tests.understanding import ground


@pytest.fixture
def m(db):
    return ground.build()
