"""The daily look: a surge is found where it is, usual weeks and silence are none, twice is once, half is nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.directory.models import Holiday
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.situation.alarms import counting, finding, jobs
from prasan.situation.alarms.finding import find
from prasan.situation.models import Alarm, Fetch, Item, ItemPlace
from prasan.situation.triage.commands import BinItem
from tests.situation.alarms.conftest import FIRST, LAST

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_weeks_as_usual_are_no_alarm(g):
    g.usual()
    assert find(LAST).raised == ()
    assert Alarm.objects.count() == 0


def test_nothing_received_yet_is_no_fault(g):
    assert find(LAST).series == 0


def test_a_surge_is_one_alarm_of_its_province_and_one_of_the_nation(g, surge):
    assert (surge.kind, surge.type, surge.first, surge.last, surge.day, surge.is_on) == (
        "mentions", "layoff", LAST, LAST, LAST, True,
    )  # fmt: skip
    assert surge.observed == 9
    assert 1 <= surge.expected <= 6, "one a day as a share of three, of a day four times as full"
    assert surge.strength > 1
    assert surge.score >= 2
    assert len(surge.compared) == 7
    assert max(surge.compared) < LAST
    assert all(one.weekday() < 5 for one in surge.compared)
    assert surge.series[-1][:4] == [LAST.isoformat(), 9, 11, False]
    assert surge.series[-1][-1] == [surge.method] or surge.method in surge.series[-1][-1]
    assert set(Alarm.objects.values_list("type", "area__code")) == {("layoff", "92"), ("layoff", "TH")}
    entry = Entry.objects.about(surge).get()
    assert (entry.verb, entry.person_id, entry.area_id) == ("situation.raise_alarm", None, g.areas["92"].pk)


def test_the_same_day_twice_changes_nothing(g, surge):
    before = list(Alarm.objects.order_by("pk").values())
    entries = Entry.objects.count()
    assert find(LAST).raised == ()
    assert find(LAST).renewed == 0
    assert list(Alarm.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == entries


def test_a_surge_that_goes_on_is_the_same_alarm_and_ends(g, surge):
    g.usual(LAST + DAY, LAST + 2 * DAY)
    g.came(LAST + DAY, 12)
    find(LAST + DAY)
    again = Alarm.objects.get(area=g.areas["92"])
    assert (again.pk, again.first, again.last, again.is_on) == (surge.pk, LAST, LAST + DAY, True)
    assert Entry.objects.about(again).count() == 2
    g.usual(LAST + 3 * DAY, LAST + 8 * DAY)
    find(LAST + 8 * DAY)
    over = Alarm.objects.get(area=g.areas["92"])
    assert (over.pk, over.last, over.is_on, over.as_of) == (surge.pk, LAST + DAY, False, LAST + 8 * DAY)
    quiet = Entry.objects.count()
    g.usual(LAST + 9 * DAY, LAST + 9 * DAY)
    find(LAST + 9 * DAY)
    assert Entry.objects.count() == quiet, "a further day on the chart is no news for the journal"
    assert Alarm.objects.get(area=g.areas["92"]).series[-1][0] == (LAST + 9 * DAY).isoformat()


def test_what_people_decided_stays_when_the_numbers_move(g, surge):
    Alarm.objects.filter(pk=surge.pk).update(state="aside", reason="งานนัดพบ")
    g.usual(LAST + DAY, LAST + DAY)
    g.came(LAST + DAY, 12)
    find(LAST + DAY)
    again = Alarm.objects.get(pk=surge.pk)
    assert (again.state, again.reason, again.last) == ("aside", "งานนัดพบ", LAST + DAY)


def test_an_alarm_whose_items_were_put_right_is_over_and_stays_written(g, surge):
    for item in Item.objects.filter(types=["layoff"], received_at__gte=counting.midnight(LAST))[1:]:
        g.do("duty", BinItem(target_id=item.pk))
    assert find(LAST).renewed == 2
    again = Alarm.objects.get(pk=surge.pk)
    assert (again.is_on, again.observed, again.last) == (False, 9, LAST)
    assert find(LAST).renewed == 0


def test_a_run_that_is_killed_leaves_nothing(g, monkeypatch):
    g.usual()
    g.came(LAST, 8)
    calls = []

    def dies(actor, command):
        calls.append(command)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return plain(actor, command)

    plain = finding.perform
    monkeypatch.setattr(finding, "perform", dies)
    with pytest.raises(KeyboardInterrupt):
        find(LAST)
    assert Alarm.objects.count() == 0
    assert not Entry.objects.filter(verb="situation.raise_alarm").exists()
    monkeypatch.undo()
    assert len(find(LAST).raised) == 2


def test_reprints_are_one_witness_and_the_bin_is_not_counted(g):
    g.usual()
    first = g.came(LAST, 1)[0]
    g.came(LAST, 9, root=first)
    g.came(LAST, 9, state="binned", event=None)
    g.came(LAST, 9, is_relevant=False)
    assert counting.counts(LAST, LAST)["layoff", g.areas["92"].pk] == {LAST: 2}
    assert counting.volumes(LAST, LAST) == {LAST: 22}, "all that came in but the reprints"
    assert find(LAST).raised == ()


def test_a_mention_counts_once_in_its_province_whatever_districts_it_names_and_for_its_events_type(g):
    item = g.came(LAST, 1)[0]
    ItemPlace.objects.create(item=item, area=g.areas["9201"])
    ItemPlace.objects.create(item=item, area=g.areas["TW"])
    keys = {("layoff", g.areas[code].pk): {LAST: 1} for code in ("92", "TW", "TH")}
    assert counting.counts(LAST, LAST) == keys
    g.event(items=(item,), type="closure")
    assert counting.counts(LAST, LAST) == {("closure", area): told for (_kind, area), told in keys.items()}


def test_days_are_those_of_thailand(g):
    late = counting.midnight(LAST) - dt.timedelta(minutes=1)
    g.came(LAST, 1, received_at=late)
    assert counting.counts(LAST - DAY, LAST)["layoff", 1] == {LAST - DAY: 1}
    assert counting.volumes(LAST - DAY, LAST) == {LAST - DAY: 1}


def test_silence_is_zero_only_where_the_intake_was_alive(g):
    """A fortnight without an intake: the first days after it are compared with the days before."""
    g.usual(FIRST, LAST)
    dead = [LAST - n * DAY for n in range(1, 13)]
    for day in dead:
        when = counting.span(day, day)
        Fetch.objects.filter(started_at__gte=when["since"], started_at__lt=when["until"]).delete()
        ItemPlace.objects.filter(item__received_at__gte=when["since"], item__received_at__lt=when["until"]).delete()
        Item.objects.filter(received_at__gte=when["since"], received_at__lt=when["until"]).delete()
    g.came(LAST, 2)
    assert find(LAST).raised == (), "three instead of one, compared with ones"
    g.came(LAST, 8)
    find(LAST)
    alarm = Alarm.objects.get(area=g.areas["92"])
    assert not set(alarm.compared) & set(dead)
    assert [row[0] for row in alarm.series if row[4]] == [one.isoformat() for one in reversed(dead)]
    Alarm.objects.all().delete()


def test_a_failed_delivery_is_no_listening(g):
    at = counting.midnight(LAST)
    Fetch.objects.create(source=g.sources["feed"], outcome="failed", reason="timeout", started_at=at, finished_at=at)
    assert counting.heard(LAST, LAST) == set()
    g.heard(LAST)
    assert counting.heard(LAST, LAST) == {LAST}


def test_holidays_of_the_calendar_are_days_off_of_their_place(g):
    Holiday.objects.create(day=LAST, area=g.areas["TH"], name_th="วันหยุด")
    Holiday.objects.create(day=LAST - DAY, area=g.areas["92"], name_th="วันหยุดของจังหวัด")
    Holiday.objects.create(day=LAST - 2 * DAY, area=g.areas["TH"], name_th="วันแรงงาน", closes_offices=False)
    closed = counting.days_off(FIRST, LAST)
    trang, nakhon, taiwan = (g.areas[code].pk for code in ("92", "80", "TW"))
    assert [counting.is_off(LAST, one, closed, one == taiwan) for one in (trang, nakhon, taiwan)] == [True, True, False]
    assert [counting.is_off(LAST - DAY, one, closed, False) for one in (trang, nakhon, 1)] == [True, False, False]
    assert not counting.is_off(LAST - 2 * DAY, trang, closed, False)
    g.usual()
    g.came(LAST, 4)
    find(LAST)
    alarm = Alarm.objects.filter(area=g.areas["92"]).get()
    assert alarm.series[-1][3] is True
    assert all(one.weekday() >= 5 or one == LAST - DAY for one in alarm.compared), "a holiday among days off"


def test_the_questions_do_not_grow_with_the_places(g, django_assert_max_num_queries):
    g.usual()
    for code in ("92", "80", "TW"):
        g.came(LAST, 6, "fraud", code)
    with django_assert_max_num_queries(9 + 4 * 6):  # nine to read, and at most six round trips for each new alarm
        assert len(find(LAST).raised) == 4


def test_the_job_judges_days_that_are_over(g, monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "find", lambda day: seen.append(day) or find(LAST))
    g.usual()
    g.came(LAST, 8)
    jobs.find_alarms.function(None)
    assert seen == [timezone.localdate() - DAY]
    pk = Alarm.objects.get(area=g.areas["92"]).pk
    told = {
        g.actors[who].person_id: url for who, url in (("duty", "/situation/alarms"), ("duty2", "/situation/alarms"))
    }
    told[g.actors["plo"].person_id] = f"/situation/alarms/{pk}"
    assert dict(Notice.objects.filter(kind="situation.alarm").values_list("person_id", "url")) == told
    assert Notice.objects.filter(person_id=g.actors["duty"].person_id).get().args["n"] == 2
    jobs.find_alarms.function(None)
    assert Notice.objects.filter(kind="situation.alarm").count() == 3, "told once"
