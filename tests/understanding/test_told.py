"""Who is told what: a brief to its groups, a misunderstood item once to its owner, an answer to who asked."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.desk import understanding_notices as notices
from prasan.platform.commands import perform
from prasan.platform.jobs.listeners import Told
from prasan.platform.notices.models import Notice
from prasan.understanding import commands as c
from prasan.understanding.models import Brief, Item
from tests.understanding.ground import answer, issued

pytestmark = pytest.mark.django_db


def told(name, pk, seq=1):
    return Told(seq, name, {"id": pk}, [], None, timezone.now())


def unread(kind):
    return set(Notice.objects.unread().filter(kind=kind).values_list("person_id", flat=True))


def test_everybody_of_its_groups_is_told_and_who_understands_is_asked_no_more(m):
    one = issued(m)
    for _n in range(2):
        notices.tell_issued(told("understanding.issue", one.pk))
    people = unread("understanding.issued")
    assert {m.plo.person_id, m.officer.person_id} <= people
    assert m.minister.person_id not in people
    assert m.department.person_id not in people
    read = answer(m, m.plo, one)
    notices.look_at_answers(told("understanding.understand", read.pk))
    assert m.plo.person_id not in unread("understanding.issued")
    assert Notice.objects.filter(kind="understanding.issued", person_id=m.plo.person_id).count() == 1


def test_an_item_that_too_few_understand_goes_back_to_its_owner_once(m):
    one = issued(m)
    m.policy.owner_id = m.owner.person_id
    m.policy.save()
    readers = [m.plo, m.far_plo, m.head, m.officer, m.twin]
    for who in readers:
        read = answer(m, who, one, 2)
        notices.look_at_answers(told("understanding.understand", read.pk))
    rows = Notice.objects.filter(kind="understanding.misunderstood")
    assert [(row.person_id, row.args["n"], row.args["right"], row.args["all"]) for row in rows] == [
        (m.owner.person_id, 2, 0, 5)
    ]
    assert Item.objects.get(brief=one, number=2).told_at is not None
    notices.look_at_answers(told("understanding.understand", read.pk, 2))
    assert rows.count() == 1


def test_who_has_not_understood_is_reminded_before_the_work_begins_and_new_people_are_told(m):
    one = issued(m)
    answer(m, m.plo, one)
    Brief.objects.filter(pk=one.pk).update(due=timezone.localdate() + dt.timedelta(days=3))
    for _n in range(2):
        notices.remind([one.pk])
    assert m.officer.person_id in unread("understanding.due")
    assert m.plo.person_id not in unread("understanding.due") | unread("understanding.issued")
    assert Notice.objects.filter(kind="understanding.due", person_id=m.officer.person_id).count() == 1
    Brief.objects.filter(pk=one.pk).update(due=timezone.localdate() + dt.timedelta(days=2))
    notices.remind([one.pk])
    assert Notice.objects.filter(kind="understanding.due", person_id=m.officer.person_id).count() == 1


def test_a_question_reaches_who_answers_for_the_policy_and_its_answer_who_asked(m):
    one = perform(m.officer, c.AskOwner(policy_id=m.policy.pk, text="นับอย่างไร"))
    notices.tell_asked(told("understanding.ask_owner", one.pk))
    assert m.department.person_id in unread("understanding.asked")
    perform(m.department, c.Reply(target_id=one.pk, text="นับคน"))
    notices.tell_answered(told("understanding.reply", one.pk))
    assert unread("understanding.asked") == set()
    assert unread("understanding.answered") == {m.officer.person_id}
