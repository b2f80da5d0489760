"""Saved views and exports by address, as a signed-in person uses them."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.platform.listings import LISTINGS
from prasan.platform.listings.models import SavedView
from tests.house.world import build
from tests.platform.listings.test_listings import Reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setitem(LISTINGS, "test.reports", Reports())
    monkeypatch.setattr(Reports, "url_name", "policies")
    world = build()
    actor = world.actors["agency-officer", "own"]
    found = Client()
    person = Person.objects.get(pk=actor.person_id)
    found.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    session = found.session
    session["seat"] = actor.seat_id
    session.save()
    return found


def test_a_view_is_asked_for_kept_and_forgotten(client):
    page = client.get("/lists/test.reports/views/save?state=draft&evil=1&after=x")
    assert page.status_code == 200
    assert 'value="state=draft"' in page.content.decode()
    assert not SavedView.objects.exists()
    assert client.post("/lists/test.reports/views/save", {"query": "state=draft", "name": " "}).status_code == 400
    kept = client.post("/lists/test.reports/views/save", {"query": "state=draft&x=//evil", "name": "ร่างของฉัน"})
    assert kept["Location"].endswith("?state=draft")
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("ร่างของฉัน", "state=draft")
    SavedView.objects.create(person_id=0, listing="test.reports", name="ของคนอื่น", query="")
    for one in SavedView.objects.all():
        client.post("/lists/test.reports/views/forget", {"view": one.pk})
    assert [one.name for one in SavedView.objects.all()] == ["ของคนอื่น"]


def test_exports_by_address(client):
    csv = client.get("/lists/test.reports/export.csv?state=draft")
    assert csv["Content-Type"].startswith("text/csv")
    assert "attachment" in csv["Content-Disposition"]
    assert b"".join(client.get("/lists/test.reports/export.xlsx").streaming_content)[:2] == b"PK"
    assert client.get("/lists/test.reports/export.exe").status_code == 404
    assert client.get("/lists/no.such/export.csv").status_code == 404
    assert Client().get("/lists/test.reports/export.csv").status_code == 302
