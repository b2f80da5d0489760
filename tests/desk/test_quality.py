"""Completeness and timeliness, counted against reports made by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from prasan.desk import quality
from prasan.platform.commands import perform
from prasan.progress import periods
from prasan.progress.commands import Return, Submit
from prasan.progress.models import Report
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of

ALL = (0, 2_147_483_647)


@pytest.fixture
def g(db):
    return ground.build()


def row(g, code="DOE-92", period=None, today=None):
    shown = [period or g.period]
    found = quality.rows(shown, today or timezone.localdate() + dt.timedelta(days=90), ALL)
    return next(one for one in found if one.code == code)


def sent(g):
    report = g.opened()
    g.save(report, jobs=100, share=80, visits=50)
    report.refresh_from_db()
    perform(g.actors["officer"], Submit(target_id=report.pk))
    return Report.objects.get(pk=report.pk)


def test_who_has_not_sent_is_missing_after_the_due_day_and_waiting_before(g):
    assert (row(g).counted.missing, row(g).counted.expected) == (1, 1)
    early = row(g, today=periods.bounds(g.period)[1]).counted
    assert (early.missing, early.waiting, early.share) == (0, 1, None)


def test_on_time_and_late_go_by_the_due_day(g):
    report = sent(g)
    Report.objects.filter(pk=report.pk).update(due=timezone.localdate())
    assert row(g).counted.on_time == 1
    Report.objects.filter(pk=report.pk).update(due=timezone.localdate() - dt.timedelta(days=1))
    found = row(g).counted
    assert (found.on_time, found.late, found.missing) == (0, 1, 0)
    assert found.share == 0


def test_returns_are_counted_and_figures_that_are_not_there(g):
    report = sent(g)
    perform(g.actors["plo"], Return(target_id=report.pk, reason="ตรวจอีกครั้ง"))
    assert row(g).counted.returned == 1
    report.figures.filter(indicator=g.indicators["visits"]).delete()
    assert row(g).counted.gaps == 1


def test_lines_add_up_to_the_whole_and_begin_with_the_worst(g):
    sent(g)
    found = quality.rows(periods.last(g.period, 3), timezone.localdate() + dt.timedelta(days=90), ALL)
    whole = quality.total(found)
    for by in quality.GROUPS:
        assert quality.total([row for line in quality.lines(found, by) for row in line.rows]) == whole
    assert quality.lines(found, "office")[-1].key == "DOE-92"


def test_each_seat_sees_its_own_offices(g):
    sent(g)
    assert "DSD-80" in page_of(g, "minister").get("/data-quality?kind=csv").content.decode()
    own = page_of(g, "officer").get("/data-quality?kind=csv").content.decode()
    assert "DOE-92" in own
    assert "DSD-92" not in own
    province = page_of(g, "plo").get("/data-quality?kind=csv").content.decode()
    assert "DSD-92" in province
    assert "DOE-80" not in province
    department = page_of(g, "department").get("/api/v1/data-quality").json()
    assert {one["key"] for one in department} == {"DOE-92", "DOE-80"}
    assert page_of(g, "admin").get("/data-quality").status_code == 403
    for query in ("", "?by=month&office=DOE-92", "?by=province&sort=jumps&area=92&agency=DOE", "?months=x&by=y"):
        assert page_of(g, "minister").get(f"/data-quality{query}").status_code == 200
