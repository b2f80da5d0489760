"""Signing in: password, lock-out, reset by e-mail, sessions, and the identity provider's answer checked in full."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.core.cache import cache

from prasan.directory.models import Agency, Area, Office, Person, Seat
from tests.directory.oidc_stand_in import StandIn

pytestmark = pytest.mark.django_db

PASSWORD = "คำผ่านสำหรับทดสอบ-2569"


@pytest.fixture
def somchai() -> Person:
    cache.clear()
    area = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ไทย", name_en="Thailand")
    Agency.objects.create(code="OPS", order=1, name_th="สป.", name_en="OPS", short_th="สป.", short_en="OPS")
    office = Office.objects.create(code="OPS", kind="ministry", agency_id="OPS", area=area, name_th="สป.รง.")
    person = Person.objects.create_user(
        "somchai", PASSWORD, given_name="สมชาย", family_name="สมมติ", email="somchai@example.invalid"
    )
    Seat.objects.create(person=person, office=office, role="duty-officer", start=dt.date(2020, 1, 1))
    return person


def sign_in(client, login="somchai", password=PASSWORD):
    return client.post("/accounts/login/", {"login": login, "password": password})


def test_a_right_password_signs_in_and_takes_the_first_seat(client, somchai):
    response = sign_in(client)
    assert response.status_code == 302
    assert client.session["seat"] == somchai.seats.get().pk


def test_the_address_signs_in_as_well_as_the_name(client, somchai):
    assert sign_in(client, login="somchai@example.invalid").status_code == 302


def test_a_wrong_password_says_so_without_telling_which_part(client, somchai):
    wrong, unknown = sign_in(client, password="x"), sign_in(client, login="nobody", password="x")
    for response in (wrong, unknown):
        assert response.status_code == 200
        assert 'role="alert"' in response.content.decode()
    words = [re.search(r'role="alert".*?</div>', r.content.decode(), re.S).group() for r in (wrong, unknown)]
    assert words[0] == words[1]


def test_after_five_wrong_passwords_the_account_is_locked_for_a_while_and_says_so(client, somchai):
    for _ in range(5):
        sign_in(client, password="x")
    locked = sign_in(client)
    assert locked.status_code == 200
    text = locked.content.decode()
    assert "ภายหลัง" in text or "หลายครั้ง" in text
    assert "_auth_user_id" not in client.session


def test_a_page_asks_for_sign_in_and_comes_back(client):
    response = client.get("/live/ticket?topics=wall")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/live/ticket?topics=wall"


def test_a_closed_account_does_not_sign_in(client, somchai):
    Person.objects.update(is_active=False)
    sign_in(client)
    assert client.get("/live/ticket?topics=wall").status_code == 302


def test_a_changed_password_ends_other_sessions(client, somchai):
    sign_in(client)
    assert client.get("/live/ticket?topics=wall").status_code == 200
    somchai.set_password("คำผ่านใหม่ที่ยาวพอ-2570")
    somchai.save()
    assert client.get("/live/ticket?topics=wall").status_code == 302


def test_a_lost_password_is_set_anew_by_a_link_in_a_letter(client, somchai, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "somchai@example.invalid"})
    link = re.search(r"http://\S+", mail.outbox[0].body).group()
    path = urlsplit(link).path
    page = client.get(path, follow=True)
    done = client.post(page.request["PATH_INFO"], {"password1": "รหัสใหม่ยาวมาก-99", "password2": "รหัสใหม่ยาวมาก-99"})
    assert done.status_code == 302
    assert sign_in(client, password="รหัสใหม่ยาวมาก-99").status_code == 302


def test_nobody_signs_up_by_themselves(client):
    response = client.get("/accounts/signup/")
    assert "password1" not in response.content.decode()
    client.post("/accounts/signup/", {"email": "a@example.invalid", "username": "a", "password1": PASSWORD})
    assert not Person.objects.filter(username="a").exists()


@pytest.fixture
def provider(settings):
    stand_in = StandIn()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "provider_class": "prasan.directory.oidc.provider.SsoProvider",
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": "บัญชีหน่วยงาน",
                    "client_id": "prasan",
                    "secret": "s",
                    "settings": {"server_url": stand_in.url},
                }
            ],
        }
    }
    yield stand_in
    stand_in.close()


def come_back(client, provider):
    """Go to the provider and return as a browser would."""
    away = client.post("/accounts/oidc/sso/login/")
    assert away.status_code == 302
    query = parse_qs(urlsplit(away["Location"]).query)
    provider.nonce = query["nonce"][0]
    assert query["code_challenge"][0]
    return client.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": query["state"][0]})


def test_a_right_answer_of_the_provider_signs_in(client, somchai, provider):
    response = come_back(client, provider)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(somchai.pk)


@pytest.mark.parametrize("wrong", ["signature", "issuer", "audience", "expiry", "nonce", "subject", "no token"])
def test_a_wrong_answer_of_the_provider_does_not(client, somchai, provider, wrong):
    provider.wrong = wrong
    response = come_back(client, provider)
    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 401, 403}


def test_an_unknown_or_unverified_address_is_refused_with_what_to_do(client, somchai, provider):
    provider.email = "unknown@example.invalid"
    response = come_back(client, provider)
    assert response.status_code == 403
    assert "ผู้ดูแลบัญชี" in response.content.decode()
    provider.email, provider.verified = somchai.email, False
    assert come_back(client, provider).status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_stolen_state_does_not_sign_in_another_browser(client, somchai, provider):
    away = client.post("/accounts/oidc/sso/login/")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    from django.test import Client

    other = Client()
    other.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": state})
    assert "_auth_user_id" not in other.session
