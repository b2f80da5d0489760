"""How old figures are: counted against reports made by hand, and the page that says whose they are."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.desk import freshness
from prasan.progress import periods
from tests.desk.test_quality import ALL, sent
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of


@pytest.fixture
def g(db):
    return ground.build()


def found(g, months, today, **more):
    rows = freshness.rows(months, today, ALL, **more)
    return {(one.code, one.office_code): one for one in rows}


def after(period, days=30):
    return periods.bounds(period)[1] + dt.timedelta(days=days)


def test_a_figure_that_came_is_fresh_until_the_next_is_due(g):
    sent(g)
    following = periods.add(g.period, 1)
    one = found(g, [g.period], after(g.period))["jobs", "DOE-92"]
    assert (one.last_period, one.late, one.missing) == (g.period, 0, None)
    assert one.last_at is not None
    later = found(g, [g.period, following], after(following))["jobs", "DOE-92"]
    assert (later.last_period, later.missing, later.late) == (g.period, following, 30 - 5)


def test_what_never_came_is_late_since_its_first_due_day(g):
    one = found(g, [g.period], after(g.period, 12))["jobs", "DOE-92"]
    assert (one.last_period, one.last_at, one.late) == (None, None, 7)


def test_a_draft_is_no_value_and_zero_is_one(g):
    g.save(g.opened(), jobs=0)
    assert found(g, [g.period], after(g.period))["jobs", "DOE-92"].last_period is None
    report = sent(g)
    report.figures.update(value=0)
    assert found(g, [g.period], after(g.period))["jobs", "DOE-92"].late == 0


def test_before_the_due_day_nothing_is_asked(g):
    assert freshness.rows([g.period], periods.bounds(g.period)[1] + dt.timedelta(days=5), ALL) == []


def test_lines_put_the_oldest_debts_first_and_heads_are_named(g):
    earlier = periods.add(g.period, -1)
    rows = freshness.rows([earlier, g.period], after(g.period), ALL)
    freshness.with_heads(rows, timezone.localdate())
    assert next(one for one in rows if one.office_code == "DOE-92").head == g.person("head").full_name
    lines = freshness.lines(rows, "office")
    assert [one.worst for one in lines] == sorted((one.worst for one in lines), reverse=True)
    assert sum(len(one.rows) for one in lines) == len(rows)


@pytest.mark.parametrize(("who", "status"), [("duty", 200), ("plo", 200), ("officer", 200), ("department", 200)])
def test_the_page_and_the_file_keep_to_what_one_reads(g, who, status):
    client = page_of(g, who)
    client.get("/freshness")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/freshness?by=office")
    assert answer.status_code == status
    assert len(queries) <= 12
    assert "ความสดของข้อมูล" in answer.content.decode()
    file = client.get("/freshness?kind=csv").content.decode()
    if who == "officer":
        assert "DSD-92" not in file


def test_the_api_lists_what_is_late_as_far_as_one_reads(g):
    told = page_of(g, "duty").get("/api/v1/freshness").json()
    late = [one for one in told if (one["indicator"], one["office"]) == ("jobs", "DOE-92")]
    assert [one["last_period"] for one in late] == [None]
    assert late[0]["late"] > 0
    assert [one["late"] for one in told] == sorted((one["late"] for one in told), reverse=True)
    own = page_of(g, "officer").get("/api/v1/freshness?late=false").json()
    assert {one["office"] for one in own} == {"DOE-92"}
