"""Rules for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

CHROMIUM = os.environ.get("PRASAN_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# a first example may import, load a pack or meet a busy machine: no test asserts seconds, examples neither
settings.register_profile("prasan", settings(deadline=None))
settings.load_profile("prasan")


@pytest.fixture(scope="session", autouse=True)
def texts_compared():
    """Have every kept text of a queryset compared with what Django writes."""
    from prasan.platform import compiled

    compiled.CHECK = True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Have the tests' database copied from the migrated template instead of migrating in every worker."""
    from django.db import connections

    from tests import kept_databases

    if name := kept_databases.ensure(kept_databases.MIGRATED):
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = name


@pytest.fixture(scope="session")
def chromium():
    """Return Debian's Chromium; one for all tests, since Playwright runs one loop in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def pytest_collection_modifyitems(config, items):
    """With PRASAN_TEST_DATABASE_ONLY leave those tests alone that the server's version cannot change."""
    if not os.environ.get("PRASAN_TEST_DATABASE_ONLY"):
        return
    uses = {"db", "transactional_db", "django_db_setup", "other_cluster"}
    kept, others = [], []
    for item in items:
        touches = item.get_closest_marker("django_db") or uses & set(item.fixturenames)
        at_server = "tests/platform/postgres/" in item.nodeid
        (kept if touches or at_server else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI=true nothing may be left out: a skipped test counts as failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but with CI=true nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(autouse=True, scope="session")
def _journal_can_be_emptied_between_tests():
    """Tests with real transactions empty all tables; the journal's guard is off for that one statement."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    plain = DatabaseOperations.execute_sql_flush

    def flush(self, sql_list):
        return plain(self, ["SET session_replication_role = replica", *sql_list, "RESET session_replication_role"])

    DatabaseOperations.execute_sql_flush = flush
    yield
    DatabaseOperations.execute_sql_flush = plain
