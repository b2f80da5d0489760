"""Days and weeks that make a month: sums by kind, what is missing, corrections, the month that is sent."""

import datetime as dt
import itertools

import pytest
from django.test import Client
from django.utils import timezone

from prasan.directory.models import Holiday, Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.commands import Submit
from prasan.progress.items import items_of
from prasan.progress.models import Figure, Tally
from prasan.progress.tallies import sums
from prasan.progress.tallies.commands import Count, SaveTallies
from tests.progress.test_pages import BACKEND, form_of, text

JUNE = 256909
WEEKDAYS_OF_JUNE = 22


def daily(g, code="jobs", frequency="day"):
    one = g.indicators[code]
    one.frequency = frequency
    one.save()
    return one


def count(g, day, who="officer", code="jobs", **more):
    office = g.offices["DOE-92"]
    counts = [Count(g.indicators[code].pk, **more)]
    return perform(g.actors[who], SaveTallies(target_id=office.pk, day=day, counts=counts))


def first_day(g):
    return periods.bounds(g.period)[0]


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (dt.date(2026, 6, 29), 256910),
        (dt.date(2026, 7, 1), 256910),
        (dt.date(2026, 7, 5), 256910),
        (dt.date(2026, 7, 27), 256910),
        (dt.date(2026, 8, 1), 256910),
        (dt.date(2026, 8, 31), 256912),
    ],
)
def test_a_week_belongs_to_the_month_of_its_thursday(day, period):
    assert sums.period_of("week", day) == period
    first, last = sums.bounds("week", period)
    assert first <= sums.monday(day) <= last


def test_the_weeks_of_the_months_follow_one_another():
    ends = [sums.bounds("week", period) for period in periods.last(256912, 24)]
    for (_, last), (first, _) in itertools.pairwise(ends):
        assert first == last + dt.timedelta(days=7)


@pytest.mark.django_db
def test_the_days_that_should_be_there_are_working_days(g):
    Holiday.objects.create(day=dt.date(2026, 6, 3), area=g.areas["TH"], name_th="วันหยุด")
    days = sums.expected("day", g.areas["92"].pk, JUNE, dt.date.max)
    assert len(days) == WEEKDAYS_OF_JUNE - 1
    assert sums.expected("day", g.areas["92"].pk, JUNE, dt.date(2026, 6, 2)) == [
        dt.date(2026, 6, 1),
        dt.date(2026, 6, 2),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value", "whole"), [("sum", 60, None), ("last", 30, None), ("average", 20, None), ("ratio", 60, 120)]
)
def test_a_month_by_the_kind_of_sum(g, kind, value, whole):
    one = g.indicators["jobs"]
    one.summing = kind
    rows = [Tally(value=n, denominator=2 * n if kind == "ratio" else None) for n in (10, 20, 30)]
    assert sums.together(one, rows) == (value, whole)
    assert sums.together(one, []) == (None, None), "nothing counted is not zero"


@pytest.mark.django_db
def test_the_form_is_filled_from_the_days_and_says_how_many(g):
    daily(g)
    first = first_day(g)
    for n in range(3):
        count(g, first + dt.timedelta(days=n), value=500)
    report = g.opened()
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    number = next(item.number for item in items_of(report) if item.indicator.code == "jobs")
    url = f"/reports/{report.pk}/items/{number}"
    page = client.get(url)
    assert 'value="1,500"' in text(page)
    assert "รวมจาก 3 วัน" in text(page)
    assert not Figure.objects.exists(), "what the days make is proposed, not written"
    client.post(url, form_of(page, value="1,500", cause="budget", step="เร่ง"))
    assert Figure.objects.get().value == 1500
    assert text(client.get(f"/reports/tallies?period={g.period}")).count("500") >= 3


@pytest.mark.django_db
def test_a_correction_is_journalled_and_a_second_of_the_same_is_nothing(g):
    daily(g)
    day = first_day(g)
    count(g, day, value=10)
    count(g, day, value=12)
    count(g, day, value=12)
    changes = [one.changes for one in Entry.objects.filter(verb="progress.tally").order_by("pk")]
    key = f"tally:jobs@{day.isoformat()}"
    assert [one.get(key) for one in changes] == [[None, 10], [10, 12], None]
    count(g, day, value=None)
    assert not Tally.objects.exists()


@pytest.mark.django_db
def test_who_counts_and_until_when(g):
    daily(g)
    day = first_day(g)
    for who in ("neighbour", "plo", "minister"):
        with pytest.raises(Refused):
            count(g, day, who=who, value=1)
    with pytest.raises(RuleBroken, match="ยังไม่ถึงวันนั้น"):
        count(g, timezone.localdate() + dt.timedelta(days=1), value=1)
    with pytest.raises(RuleBroken, match="ไม่ได้นับเป็นรายวัน"):
        count(g, day, code="visits", value=1)
    report = g.save(g.opened(), jobs=2000)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    with pytest.raises(RuleBroken, match="ส่งแล้ว"):
        count(g, day, value=1)


@pytest.mark.django_db
def test_the_quick_page_counts_today_and_comes_back_with_what_is_wrong(g):
    daily(g)
    daily(g, "visits", "week")
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    jobs, visits = g.indicators["jobs"].pk, g.indicators["visits"].pk
    page = client.get("/reports/tallies")
    answer = client.post("/reports/tallies", form_of(page, **{f"v-{jobs}": "๑๒", f"v-{visits}": "x"}))
    assert answer.status_code == 422
    assert 'value="๑๒"' in text(answer)
    answer = client.post("/reports/tallies", form_of(page, **{f"v-{jobs}": "๑๒", f"v-{visits}": "30"}))
    today = timezone.localdate()
    assert answer.headers["Location"] == f"/reports/tallies?day={today.isoformat()}"
    kept = set(Tally.objects.values_list("indicator_id", "day", "value"))
    assert kept == {(jobs, today, 12), (visits, sums.monday(today), 30)}
    plo = Client()
    plo.force_login(Person.objects.get(username="plo"), BACKEND)
    assert plo.get("/reports/tallies").status_code == 403


@pytest.mark.django_db
def test_tallies_by_api(g):
    daily(g)
    day = first_day(g)
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    body = [{"indicator": "jobs", "value": 7}]
    answer = client.put(f"/api/v1/offices/DOE-92/tallies/days/{day}", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found = answer.json()[0]
    assert (found["indicator"], found["value"], found["counted"]) == ("jobs", 7, 1)
    assert found["tallies"][0]["day"] == day.isoformat()
    assert client.get(f"/api/v1/offices/DOE-92/tallies/{g.period}").json() == answer.json()
