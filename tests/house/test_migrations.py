"""Our own migrations go forward and back, and none is missing."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOMS = ["platform", "directory", "registers", "progress", "plans", "situation", "desk"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", *ROOMS, check=True, dry_run=True, verbosity=0)


def tables() -> set[str]:
    with connection.cursor() as cursor:
        return {name for name in connection.introspection.table_names(cursor) if name.split("_")[0] in ROOMS}


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_and_forward_again():
    before = tables()
    assert len(before) > 15
    try:
        MigrationExecutor(connection).migrate([(room, None) for room in ROOMS])  # one plan for all, made once
        assert tables() == set()
    finally:
        call_command("migrate", verbosity=0)
    assert tables() == before
    assert MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes()) == []
