"""Notices about plans and cascades: who is asked, and that what is settled goes away."""

import pytest

from prasan.desk import plan_notices  # noqa: F401 - registers the listener
from prasan.directory.models import Person
from prasan.plans.cascade.commands import AcceptOffer, AnswerOffer, ChaseOffer, DecideAnswer, RecallCascade
from prasan.plans.commands import Approve, Return, Submit
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.notices.models import Notice
from tests.plans import ground
from tests.plans.cascade import scene


@pytest.fixture
def g(db):
    return ground.build()


def unread(kind: str) -> set[str]:
    """Bring what happened to the listener; return who has a notice of a kind that still asks something."""
    number()
    dispatch([LISTENERS["desk.plan-notices"]])
    assert not FailedEvent.objects.exists()
    rows = Notice.objects.filter(kind=kind, read=None).values_list("person_id", flat=True)
    return set(Person.objects.filter(pk__in=rows).values_list("username", flat=True))


def test_a_plan_is_waited_for_returned_and_approved(g):
    plan = g.ready()
    g.do("plo", Submit(target_id=plan.pk))
    assert unread("plans.waiting") == {"owner"}
    g.do("owner", Return(target_id=plan.pk, reason="x"))
    assert (unread("plans.waiting"), unread("plans.returned")) == (set(), {"plo"})
    g.do("plo", Submit(target_id=plan.pk))
    assert unread("plans.returned") == set()
    g.do("owner", Approve(target_id=plan.pk))
    assert (unread("plans.waiting"), unread("plans.approved")) == (set(), {"plo"})


def test_members_of_a_group_are_asked_to_agree(g):
    plan = g.ready(area=None, group_id=g.group.pk)
    g.do("plo", Submit(target_id=plan.pk))
    assert unread("plans.to_agree") == {"plo-80", "plo-93"}


def test_a_cascade_asks_who_has_something_to_answer(g):
    sent = scene.sent(g)
    assert unread("cascade.offered") == {"plo", "doe", "dsd", "plo-80", "doe-80", "plo-93"}
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    assert unread("cascade.offered") == {"plo-80", "doe-80", "plo-93"}
    g.do("owner", ChaseOffer(target_id=sent.offer("80").pk))
    assert unread("cascade.chased") == {"plo-80", "doe-80"}
    item = sent.item("80")
    g.do("doe-80", AnswerOffer(target_id=item.offer_id, item=item.pk, answer="decline", reason="ไม่มี"))
    assert unread("cascade.answered") == {"owner"}
    assert unread("cascade.chased") == {"plo-80"}
    g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk, agree=False, reason="มี"))
    assert (unread("cascade.answered"), unread("cascade.asked_again")) == (set(), {"plo-80", "doe-80"})
    g.do("owner", RecallCascade(target_id=sent.cascade.pk, reason="ผิด"))
    assert "plo-93" not in unread("cascade.offered")
