"""What the address of the database says about prepared statements, and to whom."""

import pytest

from prasan.config.cli.safety import client
from prasan.config.env import SettingError
from prasan.config.settings import database
from prasan.platform.live.settings import from_environment
from prasan.platform.postgres.urls import for_libpq

PLACE = "postgresql://prasan@/prasan?host=/run/postgresql"


def test_prepared_by_itself_and_not_where_the_address_says_none():
    assert database(PLACE)["OPTIONS"] == {"connect_timeout": 5, "server_side_binding": True, "prepare_threshold": 2}
    assert database(PLACE)["DISABLE_SERVER_SIDE_CURSORS"] is False
    off = database(f"{PLACE}&prepare_threshold=none&sslmode=require")
    assert off["OPTIONS"]["prepare_threshold"] is None
    assert off["OPTIONS"]["sslmode"] == "require"
    assert off["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert database("postgresql://a@h:6432/x?prepare_threshold=5")["OPTIONS"]["prepare_threshold"] == 5


@pytest.mark.parametrize("typed", ["soon", "-1", "2.5", "๕"])
def test_anything_else_is_refused_by_its_name(typed):
    with pytest.raises(SettingError, match="prepare_threshold") as told:
        database(f"{PLACE}&prepare_threshold={typed}")
    assert typed in str(told.value)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        (f"{PLACE}&prepare_threshold=none", PLACE),
        ("postgresql:///x?prepare_threshold=none&host=/a", "postgresql:///x?host=/a"),
        ("postgresql://h:6432/x?prepare_threshold=none", "postgresql://h:6432/x"),
        ("postgresql://h/x", "postgresql://h/x"),
    ],
)
def test_programs_of_postgresql_are_not_told(address, plain):
    assert for_libpq(address) == plain
    assert client(address)[0] == plain
    assert from_environment({"PRASAN_SECRET_KEY": "k", "PRASAN_DATABASE_URL": address}).database_url == plain


def test_a_password_is_still_taken_out_of_the_call():
    address, env = client("postgresql://me:secret@h/x?sslmode=require&prepare_threshold=none")
    assert address == "postgresql://me@h/x?sslmode=require"
    assert env["PGPASSWORD"] == "secret"
