"""The line of an error says where and what kind, and nothing that somebody typed."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver

from prasan.platform.web.logs import JsonLines, hushed, told

NUMBER, NAME, ENGLISH = "9367009901849", "สมชาย", "Somchai"


def line(log_error):
    """The line that a failing function leaves."""
    try:
        log_error()
    except BaseException:
        record = logging.LogRecord("prasan.test", logging.ERROR, "x.py", 1, "fault", (), sys.exc_info())
        return json.loads(JsonLines().format(record))
    raise AssertionError("nothing was raised")


def nowhere():
    get_resolver().resolve(f"/t/{NUMBER}/{NAME}/{ENGLISH}")


def fault_of_an_error_page():
    try:
        nowhere()
    except Exception:
        raise ValueError("Missing staticfiles manifest entry for 'prasan/app.css'")  # noqa: B904 - as a page does


@pytest.mark.parametrize("quotes", [
    nowhere, fault_of_an_error_page, lambda: int(f"{NUMBER}x"), lambda: {}[NAME], lambda: float(NAME),
    lambda: int(f"{NUMBER[0]}-{NUMBER[1:5]}-{NUMBER[5:10]}-{NUMBER[10:12]}-{NUMBER[12]}"),
])  # fmt: skip
def test_what_was_typed_stands_in_no_line(quotes):
    text = json.dumps(line(quotes), ensure_ascii=False)
    assert "test_logs.py" in text  # where it happened
    for typed in (NUMBER, NUMBER[5:10], NAME, ENGLISH):
        assert typed not in text


def test_kind_causes_and_harmless_words_stay():
    told_ = line(fault_of_an_error_page)["error"]
    assert told_.endswith("ValueError: Missing staticfiles manifest entry for 'prasan/app.css'")
    assert "Resolver404\n-- while it was handled --" in told_
    try:
        raise ExceptionGroup("two went wrong", [KeyError("a"), OSError(2, "no such file")]) from ZeroDivisionError("z")
    except ExceptionGroup as group:
        text = told(group)
    assert text.startswith("ZeroDivisionError: z\n-- which was the cause of --\n")
    assert "- KeyError: 'a'\n- FileNotFoundError: [Errno 2] no such file" in text
    assert hushed("row 1234 of 99: 'name' of \"ชื่อ\" 081-234-5678") == "row 1234 of 99: 'name' of “…” …"


def test_an_error_that_goes_round_or_has_no_text_ends():
    class Mute(Exception):
        def __str__(self):
            raise RuntimeError

    one, two = Mute(), ValueError("two")
    one.__context__, two.__context__ = two, one
    said = told(one).splitlines()
    assert said[:2] == ["ValueError: two", "-- while it was handled --"]
    assert said[2].endswith(".Mute")
    assert len(said) == 3


@pytest.mark.django_db
def test_a_constraint_says_its_name_and_not_the_row():
    def twice():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE once (name text CONSTRAINT once_name UNIQUE)")
            cursor.execute("INSERT INTO once VALUES ('Somchai Jaidee'), ('Somchai Jaidee')")

    with pytest.raises(IntegrityError, match="Somchai"):
        twice()
    text = line(twice)["error"]
    assert "UniqueViolation" in text
    assert 'duplicate key value violates unique constraint "once_name"' in text
    assert "DETAIL" not in text
