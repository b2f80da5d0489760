"""The small province for every test here."""

import pytest

from tests.progress import ground


@pytest.fixture
def g(db):
    return ground.build()


@pytest.fixture
def gt(transactional_db):
    """The same with real transactions, for tests with several connections."""
    return ground.build()
