"""The small ministry for every test here."""

import pytest

from tests.situation.watch import ground


@pytest.fixture
def g(db):
    return ground.build()
