"""Who gets in: nobody without sign-in, no write without CSRF, no token that is dead, nothing out of scope."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from prasan.connect.api import schema
from prasan.connect.models import ApiToken, digest
from prasan.directory.models import Person, Seat
from prasan.platform.journal.models import Entry


def operations() -> list[tuple[str, str]]:
    """Return (method, path) of every operation that the API declares."""
    return [(method, path) for path, item in schema()["paths"].items() for method in item]


def filled(path: str) -> str:
    """Put any value of the right kind into a path."""
    return re.sub(r"\{(\w+)\}", lambda m: "1" if m.group(1) in {"pk", "policy", "fiscal_year"} else "92", path)


def test_there_are_operations_to_judge():
    assert len(operations()) >= 28


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), operations())
def test_without_sign_in_every_operation_answers_401_as_json(method, path):
    response = getattr(Client(), method)(filled(path), content_type="application/json")
    assert response.status_code == 401
    assert response.json()["error"]
    assert response["WWW-Authenticate"] == "Bearer"


def test_the_description_itself_needs_sign_in(g):
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert g.session("plo", "lead").get("/openapi.json")["info"]["title"] == "Prasan"


def test_an_unknown_address_answers_404_as_json(g):
    response = g.session("plo", "lead")("get", "/nothing")
    assert response.status_code == 404
    assert response.json()["error"]


@pytest.mark.parametrize(("method", "path"), [one for one in operations() if one[0] != "get"])
def test_a_write_with_the_cookie_needs_its_csrf_token(g, method, path):
    caller = g.session("agency-officer", "own", csrf=True)
    response = caller(method, filled(path).removeprefix("/api/v1"), {})
    assert response.status_code == 403
    assert "CSRF" in response.json()["error"]
    assert not Entry.objects.exclude(verb="connect.make_token").exists()


def test_a_write_with_the_cookie_and_its_csrf_token_gets_through(g):
    caller = g.session("agency-officer", "own", csrf=True)
    caller.client.get("/account/tokens")
    token = caller.client.cookies["prasan_csrf"].value
    told = {"office": "DOE-92", "period": g.period}
    response = caller("post", "/reports", told, HTTP_X_CSRFTOKEN=token)
    assert response.status_code == 200, response.content.decode()
    assert caller("post", "/reports", told, HTTP_X_CSRFTOKEN="x" * 32).status_code == 403


def test_reading_with_the_cookie_needs_no_csrf_token(g):
    assert g.session("plo", "lead", csrf=True).get("/me")["role"] == "plo"


def test_a_token_acts_as_its_person_in_its_seat(g):
    caller = g.token("agency-officer", "own")
    found = caller.get("/me")
    assert found["person"] == caller.actor.person_id
    assert found["seat"] == caller.actor.seat_id
    assert found["by_token"] == "ทดสอบ"
    assert found["may_write"] is True


def test_a_token_writes_without_cookie_and_csrf_and_the_journal_names_its_person(g):
    caller = g.token("agency-officer", "own")
    assert caller("post", "/reports", {"office": "DOE-92", "period": g.period}).status_code == 200
    assert Entry.objects.get(verb="progress.open").person_id == caller.actor.person_id


def test_a_token_that_only_reads_is_refused_a_write(g):
    caller = g.token("agency-officer", "own", writes=False)
    assert caller.get("/me")["may_write"] is False
    response = caller("post", "/reports", {"office": "DOE-92", "period": g.period})
    assert response.status_code == 403
    assert not Entry.objects.filter(verb="progress.open").exists()


def test_only_a_hash_of_the_secret_is_kept(g):
    caller = g.token("plo", "lead")
    one = ApiToken.objects.get()
    assert one.hash == digest(caller.secret)
    assert caller.secret not in str(ApiToken.objects.values().get())
    assert caller.secret not in str(list(Entry.objects.values()))
    assert one.hash not in str(list(Entry.objects.values()))


def _expire(one: ApiToken) -> None:
    ApiToken.objects.update(expires=timezone.localdate() - dt.timedelta(days=1))


def _revoke(one: ApiToken) -> None:
    ApiToken.objects.update(revoked=timezone.now())


def _end_seat(one: ApiToken) -> None:
    Seat.objects.filter(pk=one.seat_id).update(end=timezone.localdate() - dt.timedelta(days=1))


def _close_account(one: ApiToken) -> None:
    Person.objects.filter(pk=one.person_id).update(is_active=False)


def _pass_seat_on(one: ApiToken) -> None:
    other = Person.objects.exclude(pk=one.person_id).first()
    Seat.objects.filter(pk=one.seat_id).update(person=other)


@pytest.mark.parametrize("end", [_expire, _revoke, _end_seat, _close_account, _pass_seat_on])
def test_a_token_dies(g, end):
    caller = g.token("agency-officer", "own")
    assert caller("get", "/me").status_code == 200
    end(ApiToken.objects.get())
    response = caller("get", "/me")
    assert response.status_code == 401
    assert response.json()["error"]


def test_a_token_works_on_its_last_day(g):
    caller = g.token("agency-officer", "own")
    ApiToken.objects.update(expires=timezone.localdate())
    assert caller("get", "/me").status_code == 200


def test_a_dead_token_does_not_fall_back_to_the_cookie(g):
    caller = g.session("plo", "lead")
    assert caller("get", "/me").status_code == 200
    assert caller("get", "/me", HTTP_AUTHORIZATION="Bearer prasan_wrong").status_code == 401


def test_a_token_opens_the_api_alone(g):
    caller = g.token("plo", "lead")
    response = caller.client.get("/account/tokens", HTTP_AUTHORIZATION=f"Bearer {caller.secret}")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_reading_with_a_token_writes_nothing(g):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.house import rules

    caller = g.token("plo", "lead")
    with CaptureQueriesContext(connection) as queries:
        caller.get("/offices")
    assert rules.writes(q["sql"] for q in queries) == []
    assert len(queries) == 2


def test_knowing_the_caller_costs_the_session_and_one_question(g, django_assert_num_queries):
    caller, token = g.session("plo", "lead"), g.token("plo", "lead")
    caller.get("/me")
    with django_assert_num_queries(2):
        caller.get("/me")
    with django_assert_num_queries(1):
        token.get("/me")


HIDDEN = [
    ("get", "/reports/{pk}", None),
    ("post", "/reports/{pk}/submit", None),
    ("post", "/reports/{pk}/approve", {"version": 0}),
    ("post", "/reports/{pk}/return", {"reason": "ตรวจใหม่"}),
    ("post", "/reports/{pk}/reopen", {"reason": "ตรวจใหม่"}),
    ("put", "/reports/{pk}/figures", {"version": 0, "figures": []}),
]


@pytest.mark.parametrize(("role", "place"), [("plo", "far"), ("agency-officer", "sibling"), ("administrator", "own")])
@pytest.mark.parametrize(("method", "path", "body"), HIDDEN)
def test_a_report_out_of_scope_is_404(g, role, place, method, path, body):
    report = g.report(state="submitted")
    response = g.token(role, place)(method, path.format(pk=report.pk), body)
    assert response.status_code == 404
    report.refresh_from_db()
    assert report.state == "submitted"


MISSING = [
    "/areas/99", "/areas?within=99", "/groups?kind=inspection-region&province=99", "/offices/NONE",
    "/offices?area=99", "/people/0", "/policies/0", "/policies?policy_set=none", "/indicators/none",
    "/reports/0", "/reports?area=99", "/rollups/provinces/99", "/rollups/league/0", "/journal/0",
]  # fmt: skip


@pytest.mark.parametrize("path", MISSING)
def test_what_does_not_exist_is_404(g, path):
    response = g.session("minister", "ministry")("get", path)
    assert response.status_code == 404
    assert set(response.json()) == {"error", "field"}


def test_seats_without_domain_data_read_no_roll_up(g):
    caller = g.session("administrator", "ministry")
    for path in ("/rollups/nation", "/rollups/provinces/92", f"/rollups/league/{g.policy.pk}"):
        assert caller("get", path).status_code == 403
    assert caller.get("/reports")["items"] == []
    assert caller.get("/journal")["items"] == []
