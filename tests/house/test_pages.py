"""Every page, opened by a seat that may: it answers, writes nothing, and keeps to its budget of queries.

The addresses come from the product itself (tests/house/test_access.py); one that needs a value finds it
in `VALUES`, and an address without a value fails here, so that no page is left out.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house import rules
from tests.house.pages import ELSEWHERE, SEATS, address_of, budget, open_pages
from tests.house.test_access import decisions
from tests.house.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build()


def signed_in(world, role: str, place: str) -> Client:
    from prasan.directory.models import Person

    client = Client()
    actor = world.actors[(role, place)]
    client.force_login(Person.objects.get(pk=actor.person_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    return client


def ours() -> list[str]:
    """Return the addresses of our own pages."""
    return [a for a, who in decisions().items() if who not in {"sign-in library", "api: signed-in seat"}]


def test_every_page_is_listed_or_answered_elsewhere(world):
    missing = [a for a in ours() if a not in ELSEWHERE and address_of(a, world) is None]
    assert missing == []


@pytest.mark.parametrize(("role", "place"), SEATS)
def test_pages_answer_write_nothing_and_keep_to_their_budget(world, role, place):
    client = signed_in(world, role, place)
    seen = 0
    for pattern, url in open_pages(ours(), world):
        client.get(url)  # warm: templates compile once
        with CaptureQueriesContext(connection) as queries:
            response: Any = client.get(url)
        assert response.status_code in {200, 302, 403, 404, 405}, url
        assert rules.writes(q["sql"] for q in queries) == [], url
        assert len(queries) <= budget(pattern), f"{url}: {len(queries)} queries"
        if response.status_code == 200 and "html" in response.headers.get("Content-Type", ""):
            seen += 1
            text = response.content.decode()
            assert not re.search(r"\sstyle=", text), url
            assert (
                rules.unsafe_markup(
                    url, re.sub(r'<script[^>]*type="application/json".*?</script>', "", text, flags=re.S)
                )
                == []
            )
    assert seen > 5


def test_without_sign_in_nothing_of_ours_is_shown(world):
    client = Client()
    for _, url in open_pages([a for a, who in decisions().items() if who == "seat"], world):
        response: Any = client.get(url)
        assert response.status_code in {302, 401, 405}, url
        if response.status_code == 302:
            assert response["Location"].startswith("/accounts/login/"), url


def test_a_write_is_found():
    assert rules.writes(['UPDATE "directory_person" SET x = 1'])
    assert rules.writes(["SELECT 1 FOR UPDATE"])
    assert rules.writes(['UPDATE "django_session" SET x = 1', "SELECT 1"]) == []
