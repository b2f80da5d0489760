"""Answers to a cascade that come due or are late are told once to who owes them; an answer settles the word."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.desk.jobs import cascade_due
from prasan.directory.models import Person
from prasan.plans.cascade.commands import AcceptOffer, AnswerOffer
from prasan.plans.models import Cascade
from prasan.platform.jobs.job import Run
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.schedule import SCHEDULE
from prasan.platform.notices.models import Notice
from tests.plans import ground
from tests.plans.cascade import scene

TRANG, OTHERS = {"plo", "doe", "dsd"}, {"plo-80", "doe-80", "plo-93"}


@pytest.fixture
def sent(db):
    return scene.sent(ground.build())


def due_in(sent, days):
    Cascade.objects.update(due=timezone.localdate() + dt.timedelta(days=days))


def run():
    cascade_due.function(Run(None))


def unread(kind):
    number()
    dispatch([LISTENERS["desk.plan-notices"]])
    rows = Notice.objects.filter(kind=kind, read=None).values_list("person_id", flat=True)
    return set(Person.objects.filter(pk__in=rows).values_list("username", flat=True))


@pytest.mark.parametrize(
    ("days", "soon", "late"),
    [(3, False, False), (2, True, False), (0, True, False), (-1, False, True), (-30, False, True), (-31, False, False)],
)
def test_it_is_told_two_days_before_and_when_late(sent, days, soon, late):
    due_in(sent, days)
    run()
    assert unread("cascade.due") == (TRANG | OTHERS if soon else set())
    assert unread("cascade.late") == (TRANG | OTHERS if late else set())


def test_each_hears_it_once_and_again_where_the_day_moves(sent):
    due_in(sent, 2)
    run()
    run()
    assert Notice.objects.filter(kind="cascade.due").count() == len(TRANG | OTHERS)
    due_in(sent, 1)
    run()
    assert Notice.objects.filter(kind="cascade.due").count() == 2 * len(TRANG | OTHERS)


def test_who_has_answered_hears_nothing_and_an_answer_settles_it(sent):
    sent.g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    due_in(sent, 1)
    run()
    assert unread("cascade.due") == OTHERS
    item = sent.item("80")
    sent.g.do("doe-80", AnswerOffer(target_id=item.offer_id, item=item.pk, answer="decline", reason="ไม่มี"))
    assert unread("cascade.due") == OTHERS - {"doe-80"}
    sent.g.do("plo-80", AcceptOffer(target_id=sent.offer("80").pk))
    assert unread("cascade.due") == {"plo-93"}


def test_late_takes_the_earlier_word_back(sent):
    due_in(sent, 1)
    run()
    due_in(sent, -1)
    run()
    assert (unread("cascade.due"), unread("cascade.late")) == (set(), TRANG | OTHERS)
    notice = Notice.objects.filter(kind="cascade.late").first()
    assert notice.url == f"/plans/offers/{notice.url.rsplit('/', 1)[1]}"
    sent.g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    assert unread("cascade.late") == OTHERS


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_cascade_that_asks_nothing_tells_nothing(sent, state):
    due_in(sent, 1)
    Cascade.objects.update(state=state)
    run()
    assert not Notice.objects.exists()


def test_it_runs_every_morning():
    assert SCHEDULE["desk.cascade_due"].cron == "30 23 * * *"  # UTC
