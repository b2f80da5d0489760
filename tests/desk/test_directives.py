"""Directives beside figures, events, notices and the work of a seat."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.desk import directive_events, directive_figures, directive_notices
from prasan.desk.pages.clocked import read
from prasan.desk.pages.directive_tasks import directive_parts, directive_tasks
from prasan.directives import commands as c
from prasan.directives.jobs import sweep
from prasan.directives.models import Directive
from prasan.platform.jobs.listeners import Told
from prasan.platform.notices.models import Notice
from prasan.progress.models import Figure, Report
from prasan.situation.models import Event
from tests.directives import ground
from tests.directives.ground import MONDAY, at


@pytest.fixture
def g(db):
    with at(MONDAY):
        yield ground.build()


def told(name, *ids, seq=1):
    return Told(seq, name, {"ids": list(ids)}, [], None, MONDAY)


def closed_bound(g, **more):
    aim = {"indicator_id": g.indicator(**more).pk, "aim_area_id": g.areas["92"].pk, "bound": True, "goal": 100}
    made = g.issue(**aim)
    g.do("plo", c.Acknowledge(target_id=made.pk))
    g.answer(made)
    return g.do("minister", c.Close(target_id=made.pk))


def accepted(g, made, value, period=256901, level=4):
    report, _new = Report.objects.get_or_create(
        office=g.offices["DOE-92"], area=g.areas["92"], period=period, defaults={"due": dt.date(2025, 11, 5)}
    )
    Figure.objects.update_or_create(
        indicator=made.indicator, area=g.areas["92"], period=period, office=g.offices["DOE-92"], member="",
        report=report, defaults={"value": value, "level": level},
    )  # fmt: skip
    return report


def state(made):
    return Directive.objects.get(pk=made.pk).state


def tasks_of(actor):
    return directive_tasks(read(directive_parts(actor)))


def test_a_closed_bound_directive_opens_again_when_its_accepted_figure_falls_back(g):
    made = closed_bound(g)
    for value, expected in ((100, "closed"), (99, "returned")):
        report = accepted(g, made, value)
        directive_figures.fallen(told("progress.accept_province", report.pk))
        assert state(made) == expected
    directive_figures.fallen(told("progress.accept_province", report.pk))
    assert Directive.objects.get(pk=made.pk).reopened == 1


def test_a_figure_that_is_not_accepted_or_of_another_place_opens_nothing(g):
    made = closed_bound(g)
    report = accepted(g, made, 5, level=3)
    directive_figures.fallen(told("progress.accept_department", report.pk))
    assert state(made) == "closed"
    other = Report.objects.create(
        office=g.offices["DOE-80"], area=g.areas["80"], period=256901, due=dt.date(2025, 11, 5)
    )
    Figure.objects.create(
        indicator=made.indicator, area=g.areas["80"], period=256901, office=g.offices["DOE-80"], report=other, value=5,
        level=4,
    )  # fmt: skip
    directive_figures.fallen(told("progress.accept_province", other.pk))
    assert state(made) == "closed"


def test_where_less_is_better_more_is_falling_back(g):
    made = closed_bound(g, direction=-1)
    report = accepted(g, made, 101)
    directive_figures.fallen(told("progress.accept_province", report.pk))
    assert state(made) == "returned"


def people(g, kind):
    names = {g.actors[who].person_id: who for who in g.actors}
    rows = Notice.objects.filter(kind=f"directives.{kind}", read=None)
    return {names[one] for one in rows.values_list("person_id", flat=True)}


def test_each_level_is_told_after_the_other_and_an_answer_takes_it_back(g):
    made = g.issue(lead="DOE-92", due_kind="date", due_day=dt.date(2026, 11, 23))
    directive_notices.tell(told("directives.issue", made.pk))
    assert people(g, "issued") == {"doe", "doe-head"}
    seen = []
    for days in range(1, 5):
        with at(MONDAY + dt.timedelta(days=days)):
            sweep()
            before = people(g, "late")
            directive_notices.tell(told("directives.escalate", made.pk, seq=days))
            seen.append(people(g, "late") - before)
    assert seen == [{"doe", "doe-head"}, {"plo"}, {"duty"}, {"minister", "secretary"}]
    g.do("doe", c.Acknowledge(target_id=made.pk))
    g.answer(made, "doe")
    directive_notices.tell(told("directives.answer", made.pk, seq=9))
    assert (people(g, "late"), people(g, "issued")) == (set(), set())
    assert people(g, "answered") == {"minister", "duty", "secretary"}
    g.do("minister", c.Close(target_id=made.pk))
    directive_notices.tell(told("directives.close", made.pk, seq=10))
    assert people(g, "answered") == set()


def test_a_secret_one_is_told_to_those_who_may_read_it(g):
    made = g.issue(classification=1)
    directive_notices.tell(told("directives.issue", made.pk))
    assert people(g, "issued") == {"plo"}


def test_addressees_are_told_of_guidance(g):
    made = g.give(to=("DOE-92",))
    directive_notices.tell_guidance(told("directives.give_guidance", made.pk))
    assert people(g, "guidance") == {"doe", "doe-head"}
    g.reply(made, "doe", "DOE-92")
    directive_notices.heard(told("directives.answer_guidance", g.addressee(made, "DOE-92").pk))
    assert people(g, "guidance") == set()


def test_a_review_that_has_come_is_asked_for_once_until_it_is_done(g):
    made = g.give(to=("DOE-92",), review_on=dt.date(2027, 1, 15))
    directive_notices.tell_review([made.pk])
    assert (people(g, "review"), tasks_of(g.actors["minister"])) == (set(), [])
    with at(dt.datetime(2027, 1, 15, 8, tzinfo=ground.BANGKOK)):
        for _ in range(2):
            directive_notices.tell_review([made.pk])
        assert people(g, "review") == {"minister", "duty", "secretary"}
        assert Notice.objects.filter(kind="directives.review", person_id=g.actors["minister"].person_id).count() == 1
        (task,) = tasks_of(g.actors["minister"])
        assert (task["href"], task["what"]) == (f"/guidance/{made.pk}", "ทบทวนแนวทางเลขที่ 1/2569")
        assert task in tasks_of(g.actors["duty"])
        g.reply(made, "doe", "DOE-92")
        g.do("minister", c.RenewGuidance(target_id=made.pk, review_on=dt.date(2027, 12, 1), reason="ได้ผล"))
        directive_notices.tell_guidance(told("directives.renew_guidance", made.pk, seq=3))
        assert (people(g, "review"), tasks_of(g.actors["minister"])) == (set(), [])
        assert people(g, "guidance") == {"doe", "doe-head"}
        assert [one["href"] for one in tasks_of(g.actors["doe"])] == [f"/guidance/{made.pk}"]
    with at(dt.datetime(2027, 12, 1, 8, tzinfo=ground.BANGKOK)):
        directive_notices.tell_review([made.pk])
        assert "minister" in people(g, "review")
        g.do("minister", c.EndGuidance(target_id=made.pk, reason="บรรจุในแผนแล้ว"))
        directive_notices.guidance_over(told("directives.end_guidance", made.pk, seq=4))
        assert (people(g, "review"), people(g, "guidance")) == (set(), set())


def test_a_counsellor_reads_a_deadline_in_the_time_of_the_country(g):
    g.issue(lead="ABROAD-TW-TAIPEI", due_kind="date", due_day=dt.date(2026, 11, 30))
    (task,) = tasks_of(g.actors["counsellor"])
    assert "30 พ.ย. 23.59 น. เวลาท้องถิ่น (22.59 น. เวลาไทย)" in task["why"]


def test_an_event_and_its_directives_lead_to_each_other(g):
    event = Event.objects.create(
        number=1, year=2569, title="โรงงานไฟไหม้", type="layoff", area=g.areas["92"], owner=g.offices["OPS-92"]
    )
    offered = directive_events.offered(g.actors["minister"], event)
    assert directive_events.offered(g.actors["doe"], event) == ""
    assert "โรงงานไฟไหม้" in g.client("minister").get(offered).content.decode()
    told_of = {"origin": "event", "origin_ref": event.pk, "origin_label": "1/2569 โรงงานไฟไหม้"}
    first, second = g.issue(**told_of), g.issue(lead="DOE-92", **told_of)
    for made in (first, first, second):
        directive_events.link_event(told("directives.issue", made.pk))
    assert {one.target for one in event.links.all()} == {first.pk, second.pk}
    assert f"/situation/events/{event.pk}" in g.client("plo").get(f"/directives/{first.pk}").content.decode()
    assert directive_events.directive_address(g.actors["plo-80"], first.pk) == ""


def test_the_title_of_a_classified_event_stays_where_it_is(g):
    event = Event(pk=7, number=1, year=2569, title="เรื่องลับ", classification=1)
    offered = directive_events.offered(g.actors["minister"], event)
    assert "classification=1" in offered
    assert "%E0%B9%80%E0%B8%A3%E0%B8%B7%E0%B9%88%E0%B8%AD%E0%B8%87" not in offered


def test_what_waits_for_a_seat(g, django_assert_num_queries):
    made = g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    asked = g.give(to=("OPS-92",))
    with django_assert_num_queries(1):
        tasks = tasks_of(g.actors["plo"])
    assert [one["href"] for one in tasks] == [f"/directives/{made.pk}", f"/guidance/{asked.pk}"]
    assert tasks_of(g.actors["minister"]) == []
    g.do("plo", c.Acknowledge(target_id=made.pk))
    g.answer(made)
    g.reply(asked)
    assert tasks_of(g.actors["plo"]) == []
    assert [one["href"] for one in tasks_of(g.actors["duty"])] == [f"/directives/{made.pk}"]
