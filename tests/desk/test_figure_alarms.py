"""Limits on reported indicators: an accepted month beyond one is an alarm of its province, open down to its reports."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone

from prasan.desk.figure_alarms import find, judge_limit
from prasan.directory.models import Person
from prasan.platform.commands import SYSTEM, perform
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.models import Figure, Report
from prasan.registers.commands import DropWarningLimit, SetWarningLimit
from prasan.registers.models import Policy
from prasan.situation.models import Alarm
from tests.progress import ground


@pytest.fixture
def g(db):
    return ground.build()


@pytest.fixture
def today():
    return timezone.localdate()


def report(g, back, value, code="jobs", area="92", level=4, denominator=None, office=None):
    """Write the figure of a month that lies so many months before the open one."""
    period = periods.add(g.period, -back)
    place = g.offices[office or f"DOE-{area}"]
    made, _new = Report.objects.get_or_create(
        office=place, area=g.areas[area], period=period, defaults={"due": dt.date(2026, 1, 5)}
    )
    return Figure.objects.create(
        indicator=g.indicators[code], area=g.areas[area], period=period, office=place, report=made, value=value,
        denominator=denominator, level=level,
    )  # fmt: skip


def limit(g, code="jobs", **told):
    return perform(g.actors["owner"], SetWarningLimit(indicator_id=g.indicators[code].pk, **told))


def client_of(g, who):
    client = Client()
    client.force_login(Person.objects.get(username=who), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_without_a_limit_or_within_it_there_is_no_alarm(g, today):
    for back in range(4):
        report(g, back, 10)
    assert find(today).raised == ()
    limit(g, above=20)
    assert find(today).raised == ()


def test_a_month_beyond_the_limit_is_an_alarm_of_its_province(g, today):
    limit(g, above=20)
    for back, value in ((3, 10), (2, 12), (0, 35)):
        report(g, back, value)
    report(g, 0, 15, area="80")
    assert len(find(today).raised) == 1
    one = Alarm.objects.get()
    first, last = periods.bounds(g.period)
    assert (one.kind, one.indicator.code, one.area.code, one.type) == ("figure", "jobs", "92", "")
    assert (one.first, one.last, one.day, one.is_on) == (first, last, last, True)
    assert (one.observed, one.expected, one.method, one.strength) == (35, 20, "limit", 1.75)
    assert one.series[-2:] == [
        [periods.bounds(periods.add(g.period, -1))[0].isoformat(), None, periods.add(g.period, -1), False],
        [first.isoformat(), 35, g.period, True],
    ]
    before = list(Alarm.objects.values())
    entries = Entry.objects.count()
    assert (find(today).raised, find(today).renewed) == ((), 0)
    assert list(Alarm.objects.values()) == before
    assert Entry.objects.count() == entries


def test_only_whole_accepted_months_count(g, today):
    limit(g, below=20)
    report(g, 1, 5, level=3)
    report(g, 0, 15)
    part = report(g, 0, 15, office="DSD-92", level=2)
    assert find(today).raised == (), "half of the sum is not accepted yet"
    Figure.objects.filter(pk=part.pk).update(level=4)
    assert find(today).raised == (), "fifteen and fifteen are thirty"
    Figure.objects.filter(pk=part.pk).update(value=4)
    assert len(find(today).raised) == 1


def test_it_holds_clears_and_rings_anew(g, today):
    limit(g, above=100, hold=2, clear=10)
    for back, value in ((6, 120), (5, 130), (4, 95), (3, 80), (2, 105), (1, 50)):
        report(g, back, value)
    assert find(today).raised == (), "the first ended four months ago, the second did not hold"
    report(g, 0, 100)
    assert find(today).raised == ()
    later = today + dt.timedelta(days=32)
    period = periods.open_period(later)
    place = g.offices["DOE-92"]
    made = Report.objects.create(office=place, area=g.areas["92"], period=period, due=dt.date(2026, 1, 5))
    Figure.objects.create(
        indicator=g.indicators["jobs"], area=g.areas["92"], period=period, office=place, report=made, value=140, level=4
    )
    assert len(find(later).raised) == 1
    assert Alarm.objects.get().observed == 140


def test_a_ratio_is_judged_per_hundred_and_shown_with_its_decimals(g, today):
    limit(g, "share", below=500)
    report(g, 0, 45, "share", denominator=100)
    find(today)
    one = Alarm.objects.get()
    assert (one.observed, one.expected) == (450, 500)
    page = client_of(g, "duty").get(f"/situation/alarms/{one.pk}").content.decode()
    assert "45.0 คน ถึงหรือต่ำกว่าเกณฑ์ 50.0 คน" in page
    row = client_of(g, "duty").get(f"/api/v1/situation/alarms/{one.pk}").json()
    assert [row[name] for name in ("observed", "expected")] == [450, 500]
    assert row["series"][-1]["value"] == 450, "one scale for every value of a figure"


def test_a_limit_that_is_dropped_ends_its_alarms_and_they_stay_written(g, today):
    limit(g, above=20)
    report(g, 0, 35)
    judge_limit(None)
    assert Alarm.objects.get().is_on
    perform(g.actors["owner"], DropWarningLimit(indicator_id=g.indicators["jobs"].pk))
    find(today)
    one = Alarm.objects.get()
    assert (one.is_on, one.observed, one.state) == (False, 35, "open")


def test_the_page_opens_down_to_the_figure_and_only_for_who_may(g, today):
    limit(g, above=20)
    report(g, 0, 35)
    find(today)
    one = Alarm.objects.get()
    client = client_of(g, "plo")
    text = client.get(f"/situation/alarms/{one.pk}").content.decode()
    href = f"/explain/{g.indicators['jobs'].pk}/92/{g.period}"
    assert f'href="{href}"' in text
    assert client.get(href).status_code == 200
    assert str(one.pk) in client.get("/situation/alarms?type=figure").content.decode()
    assert client.get(f"/situation/alarms/{one.pk}/{one.day}").status_code == 404
    row = client.get(f"/api/v1/situation/alarms/{one.pk}").json()
    assert (row["indicator"], row["series"][-1]["value"], row["series"][-1]["alarm"]) == ("jobs", 35, True)
    assert client_of(g, "far-plo").get(f"/situation/alarms/{one.pk}").status_code == 404
    Policy.objects.filter(pk=g.policy.pk).update(classification=2)
    assert client.get(f"/situation/alarms/{one.pk}").status_code == 404, "the policy is above the seat's class"


def test_a_limit_is_set_on_its_page_and_by_the_api(g):
    client = client_of(g, "owner")
    assert "/indicators/jobs/warning" in client.get("/indicators/jobs").content.decode()
    assert (
        client.post("/indicators/jobs/warning", {"side": "above", "value": "มาก", "hold": 1, "clear": 5}).status_code
        == 422
    )
    answer = client.post("/indicators/jobs/warning", {"side": "below", "value": "๑,๒๕๐", "hold": "2", "clear": "0"})
    assert answer.status_code == 302
    assert "1,250" in client.get("/indicators/jobs").content.decode()
    told = client.get("/api/v1/indicators/jobs/warning").json()
    assert told == {"above": None, "below": 1250, "hold": 2, "clear": 0}
    put = client.put("/api/v1/indicators/jobs/warning", json.dumps({"above": 9}), content_type="application/json")
    assert put.json() == {"above": 9, "below": None, "hold": 1, "clear": 5}
    assert client.post("/indicators/jobs/warning/drop").status_code == 302
    assert client.get("/api/v1/indicators/jobs/warning").status_code == 404
    assert client.delete("/api/v1/indicators/jobs/warning").status_code == 409
    officer = client_of(g, "officer")
    assert officer.get("/indicators/jobs/warning").status_code == 403
    assert officer.post("/indicators/jobs/warning/drop").status_code == 403
    assert perform(SYSTEM, SetWarningLimit(indicator_id=g.indicators["jobs"].pk, above=1)).value == 1
