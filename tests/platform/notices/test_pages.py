"""The pages of a person's notices."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.platform.notices.kinds import KINDS, notice_kind
from prasan.platform.notices.models import Notice
from prasan.platform.notices.people import Wishes
from tests.house.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(monkeypatch):
    monkeypatch.setitem(KINDS, "test.page", notice_kind("test.page", "เรื่องทดสอบ", "เรื่องที่ %(n)s"))
    actor = build().actors["agency-officer", "own"]
    client = Client()
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    yield client, person
    KINDS.pop("test.page", None)


def test_reading_and_opening(signed_in):
    client, person = signed_in
    own = Notice.objects.create(person_id=person.pk, kind="test.page", args={"n": 1}, url="/wall", key="1")
    other = Notice.objects.create(person_id=person.pk + 999, kind="test.page", args={"n": 2}, url="/wall", key="2")
    page = client.get("/notices").content.decode()
    assert "เรื่องที่ 1" in page
    assert "เรื่องที่ 2" not in page
    assert client.get(f"/notices/{own.pk}/open").status_code == 405  # a GET cannot mark as read
    assert client.post(f"/notices/{other.pk}/open").status_code == 404
    assert client.post(f"/notices/{own.pk}/open")["Location"] == "/wall"
    own.refresh_from_db()
    assert own.read is not None
    client.post("/notices/read")
    other.refresh_from_db()
    assert other.read is None


def test_wishes_are_kept_through_the_persons_own_verb(signed_in):
    client, person = signed_in
    assert "เรื่องทดสอบ" in client.get("/notices/settings").content.decode()
    told = {"channels": ["email"], "quiet_from": "21:00", "quiet_to": "05:30", "mode-test.page": "off"}
    assert client.post("/notices/settings", told).status_code == 302
    person.refresh_from_db()
    wishes = Wishes.read(person.notice_channels)
    assert (wishes.quiet, wishes.modes, wishes.channels) == (("21:00", "05:30"), {"test.page": "off"}, ("email",))
    client.post("/notices/settings", {"quiet_from": "", "quiet_to": "", "mode-test.page": "nonsense"})
    person.refresh_from_db()
    wishes = Wishes.read(person.notice_channels)
    assert (wishes.quiet, wishes.channels) == (None, ())
