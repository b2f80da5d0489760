"""The small ministry whose offices lend each other things."""

import pytest

from tests.resources import ground


@pytest.fixture
def m(db):
    return ground.build()
