"""Our own migrations go forward and back, and none is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command

from prasan.platform.postgres.pytest_plugin import TOOLS
from prasan.platform.postgres.urls import SETTING
from tests import kept_databases

ROOMS = sorted(path.parent.name for path in (Path(__file__).parents[2] / "src" / "prasan").glob("*/migrations"))
BACK = """
import sys
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connection).migrate([(room, None) for room in sys.argv[1:]])  # one plan for all, made once
"""
OURS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", *ROOMS, check=True, dry_run=True, verbosity=0)


def made_by_us(url: str) -> set[str]:
    """Return tables, their parts and functions that carry the name of a room."""
    with psycopg.connect(url) as link:
        return {name for (name,) in link.execute(OURS) if name.split("_")[0] in ROOMS}


@pytest.mark.skipif(TOOLS not in os.environ, reason="needs the programs of the tests' own server")
def test_migrations_go_back_and_leave_nothing():
    """On a copy of what they made going forward; the copy is not used again."""
    kept_databases.ensure(kept_databases.MIGRATED)
    kept_databases.copy(kept_databases.MIGRATED, "prasan_back")
    url = kept_databases.address("prasan_back")
    assert {name.split("_")[0] for name in made_by_us(url)} == set(ROOMS)
    env = os.environ | {SETTING: url}
    subprocess.run([sys.executable, "-W", "ignore", "-c", BACK, *ROOMS], check=True, env=env)
    assert made_by_us(url) == set()
