"""The small listening desk for every test here."""

import pytest

from tests.situation import ground


@pytest.fixture
def g(db):
    return ground.build()
