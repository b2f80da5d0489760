"""A plan that waits is somebody's task: the centre's, the authors', a member province's."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.desk.pages.plan_tasks import plan_tasks
from prasan.directory.models import Person
from prasan.plans.commands import Agree, Return, Submit
from tests.plans import ground


@pytest.fixture
def g(db):
    return ground.build()


def tasks(g, who: str) -> list[str]:
    return [one["what"] for one in plan_tasks(g.actors[who])]


def test_a_submitted_plan_waits_for_the_centre_and_a_returned_one_for_its_authors(g):
    plan = g.ready()
    assert tasks(g, "owner") == []
    g.do("plo", Submit(target_id=plan.pk))
    assert len(tasks(g, "owner")) == len(tasks(g, "secretary")) == 1
    assert tasks(g, "plo") == tasks(g, "minister") == tasks(g, "plo-80") == []
    g.do("owner", Return(target_id=plan.pk, reason="วัดไม่ได้"))
    assert tasks(g, "owner") == []
    (task,) = plan_tasks(g.actors["plo"])
    assert task["why"] == "วัดไม่ได้"
    assert tasks(g, "plo-80") == tasks(g, "plo-officer") == []


def test_a_group_plan_waits_for_its_members_first_and_then_for_the_centre(g):
    plan = g.ready(area=None, group_id=g.group.pk)
    g.do("plo", Submit(target_id=plan.pk))
    assert len(tasks(g, "plo-80")) == len(tasks(g, "plo-93")) == 1
    assert tasks(g, "plo") == tasks(g, "owner") == []
    g.do("plo-80", Agree(target_id=plan.pk))
    assert (tasks(g, "plo-80"), tasks(g, "owner")) == ([], [])
    g.do("plo-93", Agree(target_id=plan.pk))
    assert len(tasks(g, "owner")) == 1


def test_the_tasks_stand_on_my_work(g):
    plan = g.ready()
    g.do("plo", Submit(target_id=plan.pk))
    client = Client()
    actor = g.actors["owner"]
    client.force_login(Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    assert f'href="/plans/{plan.pk}"' in client.get("/work").content.decode()
