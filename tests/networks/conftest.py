"""The small ministry whose labour office of Trang keeps volunteers."""

import pytest

from tests.networks import ground


@pytest.fixture
def m(db):
    return ground.build()
