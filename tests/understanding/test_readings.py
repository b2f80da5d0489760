"""Reading and answering: once for each key, first answers counted, late phones not lost; the map counts people."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.directory.actor import actor_for
from prasan.directory.models import Person, Seat
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.understanding import commands as c
from prasan.understanding import queries
from prasan.understanding.models import Answer, Reading
from tests.understanding.ground import answer, issued

pytestmark = pytest.mark.django_db


def test_who_answers_all_rightly_understands_and_the_first_answer_is_what_counts(m):
    one = issued(m)
    read = answer(m, m.plo, one, 2)
    assert (read.state, read.asked, read.left, read.wrong, read.group) == ("wrong", 3, 0, 1, "provinces")
    second = answer(m, m.plo, one)
    assert (second.pk, second.state, second.wrong) == (read.pk, "done", 0)
    kept = Answer.objects.get(reading=read, item__number=2)
    assert (kept.first, kept.last, kept.tries, kept.is_right) == (2, 1, 2, True)
    assert Answer.objects.get(reading=read, item__number=1).tries == 1  # what was right is not asked again
    assert queries.statistics(one)[1][1].right == 0


def test_the_same_key_is_one_answer_and_another_persons_key_is_theirs(m):
    one = issued(m)
    for _n in range(3):
        answer(m, m.plo, one, 1, key="phone-1")
    answer(m, m.far_plo, one, 1, key="phone-1")
    assert list(Answer.objects.filter(item__number=1).values_list("tries", flat=True)) == [1, 1]
    assert Reading.objects.count() == 2


def test_choices_of_another_brief_or_none_of_the_options_are_refused_and_nothing_is_written(m):
    one = issued(m)
    item = one.items.get(number=1)
    for choices in ({item.pk: 9}, {item.pk: -1}, {item.pk + 999: 0}, {item.pk: 1, 0: 0}):
        with pytest.raises(RuleBroken):
            perform(m.plo, c.Understand(brief_id=one.pk, choices=choices))
    assert Reading.objects.count() == Answer.objects.count() == 0


def test_only_staff_read_each_for_themselves(m):
    one = issued(m)
    for who in (m.partner, m.auditor, m.administrator):
        with pytest.raises(Refused):
            answer(m, who, one)
    answer(m, m.officer, one)
    assert Reading.objects.visible_to(m.officer).count() == Reading.objects.visible_to(m.head).count() == 1
    assert Reading.objects.visible_to(m.plo).count() == Reading.objects.visible_to(m.minister).count() == 1
    assert Reading.objects.visible_to(m.twin).count() == Reading.objects.visible_to(m.far_plo).count() == 0
    assert Answer.objects.visible_to(m.twin).count() == 0


def test_a_phone_that_comes_back_after_the_version_was_replaced_is_not_lost(m):
    first = issued(m)
    second = perform(m.owner, c.Renew(brief_id=first.pk))
    perform(m.owner, c.ChangeItem(target_id=second.items.get(number=1).pk, values={"question": "ถามใหม่"}))
    perform(m.owner, c.Issue(target_id=second.pk))
    read = perform(m.plo, c.Understand(brief_id=second.pk))
    assert (read.left, read.asked) == (3, 3)
    yesterday = timezone.now() - dt.timedelta(days=1)
    late = answer(m, m.plo, first, at=yesterday)
    assert late.done_at == yesterday
    read.refresh_from_db()
    assert (read.left, read.wrong, read.done_at) == (1, 0, None)
    assert [one.number for one in queries.owed(m.plo.person_id, second)] == [1]
    with pytest.raises(RuleBroken):
        perform(m.far_plo, c.Understand(brief_id=first.pk))  # reading alone is for the version in force


def test_a_clock_ahead_does_not_answer_tomorrow(m):
    one = issued(m)
    read = answer(m, m.plo, one, at=timezone.now() + dt.timedelta(days=3))
    assert read.done_at <= timezone.now()


def test_the_map_counts_each_person_once_by_province_and_group_in_the_readers_scope(m):
    one = issued(m)
    answer(m, m.plo, one)
    answer(m, m.officer, one, 2)
    answer(m, m.head, one)
    perform(m.far_plo, c.Understand(brief_id=one.pk))
    cells = queries.cells(queries.people(m.minister, one))
    trang = cells["92", ""]
    assert cells["92", "provinces"].done == 1
    assert (cells["92", "officers"].wrong, cells["92", "heads"].done) == (1, 1)
    assert cells["", ""].all == sum(cells[code, ""].all for code in ("92", "80", "-"))
    assert trang.all == trang.done + trang.wrong + trang.open
    assert cells["80", "provinces"].counts["read"] == 1
    own = queries.cells(queries.people(m.plo, one))
    assert {area for area, _group in own} == {"", "92"}
    second = one.items.get(number=2)
    on_item = queries.cells(queries.people(m.minister, one, second))
    assert (on_item["92", "officers"].wrong, on_item["", ""].wrong, on_item["", ""].done) == (1, 1, 2)
    answer(m, m.officer, one)  # understood by now, but not at first
    assert queries.cells(queries.people(m.minister, one, second))["", ""].wrong == 1
    assert queries.cells(queries.people(m.minister, one))["92", "officers"].done == 1


def test_new_people_in_a_seat_are_asked_for_what_is_in_force_and_who_left_is_not_counted(m):
    one = issued(m)
    before = queries.cells(queries.people(m.minister, one))["92", "officers"].all
    new = Person.objects.create(username="new", given_name="ใหม่", family_name="สมมติ")
    Seat.objects.create(person=new, office=m.world.offices["DOE-92"], role="agency-officer", start=timezone.localdate())
    assert queries.cells(queries.people(m.minister, one))["92", "officers"].all == before + 1
    Seat.objects.filter(person=new).update(end=timezone.localdate() - dt.timedelta(days=1), start=dt.date(2020, 1, 1))
    assert queries.cells(queries.people(m.minister, one))["92", "officers"].all == before


def test_only_the_lead_department_where_it_says_so(m):
    one = issued(m, only_lead=True)
    offices = {who.office for who in queries.people(m.minister, one)}
    assert offices <= {"DOE-92", "DOE-80", "DOE"}
    assert queries.duties(m.plo) == []
    assert len(queries.duties(m.head)) == 1


def test_the_map_of_everybody_asks_few_questions(m):
    one = issued(m)
    with CaptureQueriesContext(connection) as asked:
        queries.cells(queries.people(m.minister, one))
    assert len(asked) <= 3
    with CaptureQueriesContext(connection) as asked:
        queries.duties(m.plo)
    assert len(asked) <= 1


def test_a_hundred_and_fifty_people_of_three_groups_and_who_misunderstood_item_two(m):
    one = issued(m, groups=["executives", "provinces", "central"])
    today = timezone.localdate()
    kinds = (("director-general", "OPS", 50), ("plo", "OPS-92", 76), ("department-officer", "OPS", 24))
    wanted = {"executives": 0, "provinces": 0, "central": 0}
    for role, office, many in kinds:
        people = Person.objects.bulk_create(
            Person(username=f"{role}-{n}", given_name="สมมติ", family_name=str(n)) for n in range(many)
        )
        seats = Seat.objects.bulk_create(
            Seat(person=who, office=m.world.offices[office], role=role, start=today, capacity="acting", order_no="1")
            for who in people
        )
        for n, seat in enumerate(seats):
            wrong = (2,) if n % 5 == 0 else ()
            wanted[queries.GROUP_OF[role]] += len(wrong)
            answer(m, actor_for(Seat.objects.for_actor().get(pk=seat.pk)), one, *wrong)
    assert Reading.objects.count() == 150
    cells = queries.cells(queries.people(m.minister, one, one.items.get(number=2)))
    assert {group: cells["", group].wrong for group in wanted} == wanted == {
        "executives": 10, "provinces": 16, "central": 5,
    }  # fmt: skip
    assert cells["", ""].wrong + cells["", ""].done == 150
    facts = {item.number: facts for item, facts in queries.statistics(one)}
    assert (facts[2].answered, facts[2].right, facts[1].right) == (150, 119, 150)
