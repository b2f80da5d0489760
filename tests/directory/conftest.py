"""The Thai pack in the test database: loaded once for the run, again only after a test that emptied it."""

import pytest

from prasan.packs.loading import load_pack


@pytest.fixture(scope="session")
def _pack_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_pack("thailand")


@pytest.fixture
def pack(_pack_once, db):
    """The loaded directory."""
    load_pack("thailand")
