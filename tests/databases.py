"""A module's tests on a database that holds a pack: copied once a worker, so that no module loads it anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import connection, transaction

from prasan.packs.loading import load_pack
from tests import kept_databases


@contextmanager
def holding(name: str) -> Iterator[None]:
    """Let tests run on a database that holds the reference pack (THAILAND) or the demo (DEMO).

    Each test takes back what it wrote, so the next module finds it as it was. On a server that is not our own the
    packs are loaded in a transaction that is taken back.
    """
    if kept_databases.ensure(name) is None:
        with transaction.atomic():
            load_pack("thailand")
            if name == kept_databases.DEMO:
                load_pack("demo")
            yield
            transaction.set_rollback(True)
        return
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = _copied(name)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


@cache
def _copied(name: str) -> str:
    """Return this worker's own copy; tests of two workers must not see each other's locks."""
    mine = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    kept_databases.copy(name, mine)
    return mine
