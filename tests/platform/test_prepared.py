"""What is asked again on a connection is planned once; reports, poolers and migrations are the exceptions."""

import psycopg
import pytest
from django.db import DataError, NotSupportedError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.models import Value
from psycopg.errors import FeatureNotSupported
from psycopg.types.numeric import Int2, Int4, Int8

from prasan.config.settings import database
from prasan.directory.models import Area
from prasan.platform.prepared import MOST, planned_anew
from prasan.progress import sheets
from prasan.registers.workers import search

QUESTION = "SELECT %s::int AS asked"


def standing(line=connection, text="AS asked"):
    """How many prepared statements of the connection hold a text."""
    with line.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{text}%"])
        return cursor.fetchone()[0]


def ask(line=connection, times=3):
    with line.cursor() as cursor:
        for n in range(times):
            cursor.execute(QUESTION, [n])
            assert cursor.fetchone() == (n,)


@pytest.fixture
def behind_a_pooler(db):
    """A connection as an address with prepare_threshold=none describes it."""
    told = database("postgresql://x@/x?prepare_threshold=none")
    keys = ("OPTIONS", "DISABLE_SERVER_SIDE_CURSORS")
    line = DatabaseWrapper({**connection.settings_dict, **{key: told[key] for key in keys}}, "behind_a_pooler")
    yield line
    line.close()


@pytest.mark.django_db
def test_the_third_time_it_is_prepared():
    ask(times=2)
    assert standing() == 0
    ask(times=1)
    assert standing() == 1
    assert connection.connection.prepared_max == MOST


@pytest.mark.django_db
def test_a_queryset_is_prepared_whatever_its_values():
    for pk in (1, 70_000, 900_000):
        list(Area.objects.filter(pk__gt=pk, name_th="ไม่มี").order_by("pk"))
    assert standing(text='"directory_area"."id" > $2) ORDER BY') == 1


def test_behind_a_pooler_nothing_is_prepared_and_no_cursor_is_left_open(behind_a_pooler):
    ask(behind_a_pooler, times=10)
    assert standing(behind_a_pooler) == 0
    assert behind_a_pooler.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] is True


@pytest.mark.django_db
def test_sheets_are_prepared_at_once_but_not_behind_a_pooler():
    sheets.read([1], 256901, 256912)
    assert standing(text="FROM progress_sheet") == 1
    connection.connection.execute("DEALLOCATE ALL")
    before, connection.connection.prepare_threshold = connection.connection.prepare_threshold, None
    try:
        sheets.read([1], 256901, 256912)
        assert standing(text="FROM progress_sheet") == 0
    finally:
        connection.connection.prepare_threshold = before
    assert before == 2


@pytest.mark.django_db
def test_a_report_is_planned_for_its_own_values():
    with planned_anew() as cursor:
        for n in range(5):
            cursor.execute(QUESTION, [n])
    assert standing() == 0
    with pytest.raises(psycopg.errors.DivisionByZero), connection.connection.transaction(), planned_anew():
        connection.connection.execute("SELECT 1 / 0")
    ask()
    assert standing() == 1, "what comes after a report that failed is prepared as ever"


@pytest.fixture
def table(transactional_db):
    """A table that other processes may change, with one row."""
    connection.ensure_connection()
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute("DROP TABLE IF EXISTS prepared_try")
        other.execute("CREATE TABLE prepared_try (id int, word varchar(5))")
        other.execute("INSERT INTO prepared_try VALUES (1, 'one')")
        yield other
        other.execute("DROP TABLE prepared_try")
    connection.close()


def rows(columns="*"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM prepared_try WHERE id = %s", [1])
        return cursor.fetchall()


@pytest.mark.parametrize("columns", ["*", "id, word"])
def test_a_migration_of_another_process_is_outlived(table, columns):
    for _ in range(4):
        assert rows(columns) == [(1, "one")]
    assert standing(text="FROM prepared_try") == 1
    table.execute("ALTER TABLE prepared_try ADD more int DEFAULT 7")
    assert rows(columns) == ([(1, "one", 7)] if columns == "*" else [(1, "one")])
    table.execute("ALTER TABLE prepared_try ALTER word TYPE varchar(9), ALTER id TYPE bigint")
    assert rows(columns)[0][:2] == (1, "one")


def test_inside_a_transaction_one_request_fails_and_the_next_one_answers(table):
    for _ in range(4):
        rows("word")
    table.execute("ALTER TABLE prepared_try ALTER word TYPE varchar(9)")
    with pytest.raises(NotSupportedError) as told, transaction.atomic():
        rows("word")
    assert isinstance(told.value.__cause__, FeatureNotSupported)
    assert rows("word") == [("one",)]
    with transaction.atomic():
        assert rows("word") == [("one",)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [7, 2**31 - 1, 2**31, -(2**31) - 1, 6351142670477277457])
def test_a_long_number_is_not_cut_to_a_short_one(number):
    (area,) = [Area.objects.create(pk=1, last=1, code="00", kind="nation", name_th="ไทย", sort_th="ไทย")]
    rows = Area.objects.filter(pk=area.pk).values_list(Value(number), Value(7))
    assert list(rows) == [(number, 7)]
    sql = "SELECT 1 WHERE ARRAY[7, %s]::bigint[] && ARRAY[%s, %s]::bigint[]"
    with connection.cursor() as cursor:
        cursor.execute(sql, [number, Int4(number), Int4(1)])
        assert cursor.fetchall() == [(1,)]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "number"), [(Int2, 2**16 + 7), (Int4, 2**32 + 7), (Int8, 2**64 + 7)])
def test_a_number_too_long_for_its_column_is_refused_and_not_cut(kind, number):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE narrow (one smallint, two int, three bigint) ON COMMIT DROP")
        column = {Int2: "one", Int4: "two", Int8: "three"}[kind]
        with pytest.raises((DataError, OverflowError)):
            cursor.execute(f"INSERT INTO narrow ({column}) VALUES (%s)", [kind(number)])


@pytest.mark.django_db
def test_somebody_is_looked_for_by_keys_that_are_small_numbers(monkeypatch):
    monkeypatch.setattr(search.keys, "asked", lambda _claims: [1, 2])
    assert search.look(()) == []
    assert search.look_many([()]) == [[]]


@pytest.mark.parametrize("kind", [Int2, Int4, Int8])
def test_a_number_in_a_text_stands_without_a_type(db, kind):
    """A CHECK of a table is written with its numbers in the text: the same words whoever binds the values."""
    connection.ensure_connection()
    quoted = [psycopg.sql.quote(kind(n), connection.connection).strip() for n in (1, -7)]
    assert quoted == ["1", "-7"]
