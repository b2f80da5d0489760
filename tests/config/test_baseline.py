"""The tables a new database starts with are those that the migrations make."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tools.baseline import names, tables

from prasan.config import baseline
from prasan.platform.postgres.pytest_plugin import TOOLS
from prasan.platform.postgres.urls import SETTING
from tests import kept_databases

LIMITS = "SET check_function_bodies = off; SET search_path = '';"


def programs(name: str) -> str:
    return str(Path(os.environ[TOOLS]) / name)


def empty(name: str) -> str:
    kept_databases.copy("template0", name)
    return kept_databases.address(name)


@pytest.mark.django_db  # so that every version of the server is asked
@pytest.mark.skipif(TOOLS not in os.environ, reason="needs the programs of the tests' own server")
def test_both_ways_make_the_same_database():
    """Migrated one by one, and begun from the file as every start and the tests' own database are."""
    slow, quick, read = empty("prasan_slow"), empty("prasan_begun"), empty("prasan_read")
    for words, url in ((("django", "migrate", "--verbosity", "0"), slow), (("prasan", "migrate"), quick)):
        call = [sys.executable, "-W", "ignore", "-m", *words]
        subprocess.run(call, check=True, env=os.environ | {SETTING: url})
    migrated = tables(programs("pg_dump"), slow)
    # a server tells a check that it reads as SQL in other words than the one it was first given: both are read once
    subprocess.run([programs("psql"), "-Xqv", "ON_ERROR_STOP=1", read], check=True, input=LIMITS + migrated, text=True)
    assert tables(programs("pg_dump"), read).splitlines() == tables(programs("pg_dump"), quick).splitlines()
    assert migrated.count("CREATE TABLE") > 150
    applied = [sorted(names(programs("psql"), url).replace(";", ",").splitlines()) for url in (slow, quick)]
    assert applied[0] == applied[1]
    with psycopg.connect(quick) as link:
        assert link.execute("SELECT count(*) > 500 FROM auth_permission").fetchone() == (True,)


def test_the_file_names_only_migrations_that_there_are():
    known = {f"('{app}', '{name}', now())" for app, name in MigrationLoader(None).disk_migrations}
    told = {
        line.rstrip(",;") for line in baseline.FILE.read_text().splitlines() if line.endswith(("now()),", "now());"))
    }
    assert len(told) > 100
    assert told <= known


@pytest.mark.django_db
def test_a_database_with_anything_in_it_is_left_alone():
    assert not baseline.load()
    assert "django_migrations" in connection.introspection.table_names()
