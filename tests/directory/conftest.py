"""The Thai pack in the test database: loaded once a module, taken back after it."""

import pytest
from django.db import transaction

from prasan.packs.loading import load_pack


@pytest.fixture(scope="module")
def _pack_for_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_pack("thailand")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def pack(_pack_for_module, db):
    """The loaded directory."""
