"""An event becomes an activity of a plan: linked both ways, or refused as a whole."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.plans.models import Activity
from prasan.situation.events.commands import OpenEvent
from tests.plans import ground


@pytest.fixture
def g(db):
    return ground.build()


def signed_in(g, who: str) -> Client:
    client = Client()
    actor = g.actors[who]
    client.force_login(Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    return client


def test_linked_both_ways_with_an_activity(g):
    plan = g.opened()
    project = g.project(plan)
    values = {"title": "เลิกจ้างที่ตรัง", "type": "layoff", "area_id": g.areas["92"].pk}
    event = g.do("plo", OpenEvent(values=values))
    client = signed_in(g, "plo")
    address = f"/situation/events/{event.pk}/plan-item"
    assert address in client.get(f"/situation/events/{event.pk}").content.decode()
    assert project.name_th in client.get(address).content.decode()
    assert client.post(address, {"project": "0"}).status_code == 409
    assert client.post(address, {"project": str(project.pk), "add": "on"}).status_code == 302
    assert event.links.get().target == project.pk
    assert event.code in Activity.objects.get(project=project).name_th
    assert f"/plans/{plan.pk}/projects/{project.pk}" in client.get(f"/situation/events/{event.pk}").content.decode()
    assert event.title in client.get(f"/plans/{plan.pk}").content.decode()
    again = client.post(address, {"project": str(project.pk), "add": "on"})
    assert again.status_code == 409
    assert Activity.objects.filter(project=project).count() == 1, "nothing is added where the link is refused"
    assert signed_in(g, "plo-80").get(address).status_code == 404
