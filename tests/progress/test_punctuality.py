"""Completeness and timeliness of reports by province and month."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.progress.models import Report
from prasan.progress.punctuality import Punctuality, by_province

pytestmark = pytest.mark.django_db


def test_reports_are_counted_by_province_month_and_thai_day(g):
    due = dt.date(2026, 1, 5)
    # 23:30 of the due day in Bangkok, and half an hour later
    in_time, late = (dt.datetime(2026, 1, 5, hour, 30, tzinfo=dt.UTC) for hour in (16, 17))
    for office, sent in (("DOE-92", in_time), ("DSD-92", late), ("OPS-92", None), ("DOE-80", late)):
        area = g.areas[office[-2:]]
        Report.objects.create(office=g.offices[office], area=area, period=g.period, due=due, submitted_at=sent)
    found = by_province(g.period, g.period)
    assert found == {
        (920_000, g.period): Punctuality(3, 2, 1),
        (800_000, g.period): Punctuality(1, 1, 0),
    }
    assert by_province(g.period + 1, g.period + 1) == {}
