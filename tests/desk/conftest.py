"""The Thai pack with the demo ministry in the test database: what a test writes is taken back after it."""

from __future__ import annotations

import pytest
from django.test import Client

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Person, Seat
from tests.databases import holding
from tests.kept_databases import DEMO


@pytest.fixture(scope="module")
def _demo_for_module(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), holding(DEMO):
        yield


@pytest.fixture
def demo(_demo_for_module, db):
    """The loaded demo."""


@pytest.fixture
def sign_in(demo):
    """Return a function that signs a demo account in."""

    def made(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend")
        seats = Seat.objects.filter(person__username=username).order_by("pk")
        session = client.session
        session["seat"] = seats.first().pk
        session.save()
        return client

    return made


@pytest.fixture
def actor(demo):
    """Return a function that gives the actor of a demo account."""

    def made(username: str) -> SeatActor:
        return actor_for(Seat.objects.select_related("office__area", "person").get(person__username=username))

    return made
