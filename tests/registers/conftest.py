"""The small province of the report tests serves here too."""

import pytest

from tests.progress import ground


@pytest.fixture
def g(db):
    return ground.build()
