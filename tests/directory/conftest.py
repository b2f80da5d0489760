"""The Thai pack in the test database: what a test writes is taken back after it."""

import pytest

from tests.databases import holding
from tests.kept_databases import THAILAND


@pytest.fixture(scope="module")
def _pack_for_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), holding(THAILAND):
        yield


@pytest.fixture
def pack(_pack_for_module, db):
    """The loaded directory."""
