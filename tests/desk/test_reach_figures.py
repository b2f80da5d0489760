"""What the registry counts stands beside the field of a report, and is never written into it."""

import datetime as dt

from django.test import Client

from prasan.directory.models import Person
from prasan.progress import periods
from prasan.progress.counted import Counted, counted_of
from prasan.progress.items import items_of
from prasan.registers.models import Indicator, Worker
from tests.progress import ground
from tests.progress.test_pages import BACKEND


def known(g, n):
    for _n in range(n):
        Worker.objects.create(
            given_name="สมมติ", office=g.offices["DOE-92"], home_area=g.areas["92"], employment="informal",
            definition="nso", definition_source="สำนักงานสถิติแห่งชาติ",
        )  # fmt: skip


def test_a_report_shows_what_is_counted_and_leaves_the_field_empty(db):
    g = ground.build()
    known(g, 3)
    Worker.objects.update(created=dt.datetime.combine(periods.bounds(g.period)[0], dt.time(12), tzinfo=dt.UTC))
    Indicator.objects.filter(code="jobs").update(counts_from="known")
    report = g.opened()
    for item in items_of(report):
        found = counted_of(report, item)
        assert (found is not None) == (item.indicator.code == "jobs")
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    page = client.get(f"/reports/{report.pk}/items/1").content.decode()
    assert "ระบบนับได้ 3 คน" in page
    assert 'href="/referrals/reach?province=92"' in page
    assert not report.figures.filter(value__isnull=False).exists()


def test_nothing_is_counted_beyond_the_month_of_the_report(db):
    g = ground.build()
    known(g, 2)
    Worker.objects.update(created=dt.datetime.combine(periods.bounds(g.period)[1], dt.time(23), tzinfo=dt.UTC))
    Indicator.objects.filter(code="jobs").update(counts_from="known")
    report = g.opened()
    (item,) = (one for one in items_of(report) if one.indicator.code == "jobs")
    assert counted_of(report, item) == Counted(0, periods.bounds(g.period)[1], "/referrals/reach?province=92")
