"""Signing in: password, lock-out, reset by e-mail, sessions, and the identity provider's answer checked in full."""

from __future__ import annotations

import datetime as dt
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection

from prasan.directory.jobs import send_invitation, tell_second_factor_reset
from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.platform.journal.models import Entry
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


def test_many_colleagues_sign_in_from_one_address_in_the_same_minute(client, somchai):
    for _ in range(35):
        client.session.flush()
        assert sign_in(client).status_code == 302


def test_the_address_signs_in_as_well_as_the_name(client, somchai):
    assert sign_in(client, login="somchai@example.invalid").status_code == 302


def test_a_wrong_password_says_so_without_telling_which_part(client, somchai):
    wrong, unknown = sign_in(client, password="x"), sign_in(client, login="nobody", password="x")
    for response in (wrong, unknown):
        assert response.status_code == 200
        assert 'role="alert"' in response.content.decode()
        assert 'value="x"' not in response.content.decode(), "a password never stands in a page"
    words = [re.search(r'role="alert".*?</div>', r.content.decode(), re.S).group() for r in (wrong, unknown)]
    assert words[0] == words[1]


def test_after_five_wrong_passwords_the_account_is_locked_for_a_while_and_says_so(client, somchai):
    for _ in range(5):
        sign_in(client, password="x")
    locked = sign_in(client)
    assert locked.status_code == 200
    text = locked.content.decode()
    opens = re.search(r"ลองใหม่ได้หลังเวลา (\d\d)[:.](\d\d)", text)
    assert opens
    assert "ลืมรหัสผ่าน" in text
    assert "1506" in text
    assert "_auth_user_id" not in client.session


def test_the_promised_time_is_kept_and_an_unknown_name_is_told_the_same(client, somchai, monkeypatch):
    from allauth.core.internal import ratelimit

    for login in ("somchai", "nobody"):
        cache.clear()
        for _ in range(6):
            answer = sign_in(client, login=login, password="x")
        assert "ลองใหม่ได้หลังเวลา" in answer.content.decode()
    cache.clear()
    for _ in range(6):
        sign_in(client, password="x")
    now = time.time()
    monkeypatch.setattr(ratelimit.time, "time", lambda: now + 361)
    assert sign_in(client).status_code == 302


def test_the_library_speaks_the_houses_thai(client, somchai):
    assert "ชื่อผู้ใช้หรืออีเมล" in client.get("/accounts/login/").content.decode()
    sign_in(client)
    text = client.get("/accounts/password/change/").content.decode()
    assert "ยาวอย่างน้อย 12 ตัวอักษร" in text
    assert "&lt;ul&gt;" not in text
    assert "สมชาย" in text  # the person's menu stands around it


def test_one_session_is_ended_and_another_persons_is_not(client, somchai):
    from django.test import Client

    sign_in(client)
    phone = Client(HTTP_USER_AGENT="Phone/1")
    sign_in(phone)
    page = client.get("/accounts/sessions/").content.decode()
    assert "Phone/1" in page
    other = UserSession.objects.get(user_agent="Phone/1")
    stranger = Person.objects.create_user("stranger", PASSWORD, given_name="คนอื่น")
    Seat.objects.create(person=stranger, office=Office.objects.get(), role="policy-owner", start=dt.date(2020, 1, 1))
    thief = Client()
    sign_in(thief, login="stranger")
    thief.post(f"/profile/sessions/{other.pk}/end")
    assert phone.get("/profile").status_code == 200
    assert client.post(f"/profile/sessions/{other.pk}/end").status_code == 302
    assert phone.get("/profile").status_code == 302
    assert client.get("/profile").status_code == 200


class TestSecondFactor:
    @pytest.fixture
    def secret(self, somchai):
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        kept = generate_totp_secret()
        TOTP.activate(somchai, kept)
        RecoveryCodes.activate(somchai)
        return kept

    @staticmethod
    def code(secret):
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    def test_the_code_of_the_app_is_asked_after_the_password(self, client, somchai, secret):
        assert sign_in(client)["Location"] == "/accounts/2fa/authenticate/"
        assert "_auth_user_id" not in client.session
        page = client.get("/accounts/2fa/authenticate/").content.decode()
        assert "แอปยืนยันตัวตน" in page
        assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
        assert client.post("/accounts/2fa/authenticate/", {"code": self.code(secret)}).status_code == 302
        assert client.session["_auth_user_id"] == str(somchai.pk)

    def test_a_recovery_code_opens_once(self, client, somchai, secret):
        code = Authenticator.objects.get(user=somchai, type="recovery_codes").wrap().get_unused_codes()[0]
        for status in (302, 200):
            client.logout()
            sign_in(client)
            assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == status

    def test_who_lost_them_is_helped_by_the_administrator_and_told(self, client, somchai, secret):
        admin = Person.objects.create_user("admin", PASSWORD, given_name="ผู้ดูแล")
        until = {"start": dt.date(2020, 1, 1), "end": dt.date(2099, 1, 1), "reason": "ทดสอบ"}
        Seat.objects.create(person=admin, office=Office.objects.get(), role="administrator", **until)
        sign_in(client, login="admin")
        url = f"/admin/people/{somchai.pk}/second-factor"
        assert url in client.get(f"/directory/people/{somchai.pk}").content.decode()
        assert client.post(url, {"reason": ""}).status_code == 422
        assert Authenticator.objects.filter(user=somchai).exists()
        assert client.post(url, {"reason": "โทรศัพท์หาย มาพบพร้อมบัตร"}).status_code == 302
        assert not Authenticator.objects.filter(user=somchai).exists()
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.reason) == ("directory.reset_second_factor", "โทรศัพท์หาย มาพบพร้อมบัตร")
        assert entry.changes["second_factors"] == [2, 0]
        tell_second_factor_reset(somchai.pk)
        assert "หากท่านไม่ได้ขอ" in mail.outbox[-1].body
        assert client.post(url, {"reason": "อีกครั้ง"}).status_code == 422
        assert client.post(f"/admin/people/{admin.pk}/second-factor", {"reason": "ของตนเอง"}).status_code == 403
        client.logout()
        assert sign_in(client).status_code == 302
        assert client.session["_auth_user_id"] == str(somchai.pk)

    @pytest.mark.parametrize("page", ["", "totp/deactivate/", "webauthn/", "webauthn/add/", "recovery-codes/"])
    def test_its_pages_open_inside_the_shell(self, client, somchai, secret, page):
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": self.code(secret)})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        answer = client.get(f"/accounts/2fa/{page}")
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "สมชาย" in text
        for wrong in ("Authenticator App", "Security Key", "กุญแจผี", "AddrAccess"):
            assert wrong not in text


def test_an_invitation_leads_to_a_password_and_the_first_sign_in(client, somchai):
    invited = Person.objects.create(username="new", email="new@example.invalid", given_name="สมหญิง")
    invited.set_unusable_password()
    invited.save()
    Seat.objects.create(person=invited, office=Office.objects.get(), role="policy-owner", start=dt.date(2020, 1, 1))
    send_invitation(invited.pk)
    link = re.search(r"http://\S+", mail.outbox[-1].body).group()
    page = client.get(urlsplit(link).path, follow=True)
    text = page.content.decode()
    assert "รหัสผ่านใหม่" in text
    weak = client.post(page.request["PATH_INFO"], {"password1": "12345678", "password2": "12345678"})
    assert weak.status_code == 200
    done = client.post(page.request["PATH_INFO"], {"password1": "รหัสของฉันยาวพอ-77", "password2": "รหัสของฉันยาวพอ-77"})
    assert done.status_code == 302
    assert sign_in(client, login="new@example.invalid", password="รหัสของฉันยาวพอ-77").status_code == 302
    assert client.get("/profile").status_code == 200
    assert "ใช้ไม่ได้" in client.get(urlsplit(link).path, follow=True).content.decode()


def test_a_page_asks_for_sign_in_and_comes_back(client):
    response = client.get("/live/ticket?topics=wall")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=%2Flive%2Fticket%3Ftopics%3Dwall"


def test_the_whole_address_comes_back_with_its_filters(client, somchai):
    asked = client.get("/reports?state=approved&month=256912")
    signed_in = client.post(asked["Location"], {"login": "somchai", "password": PASSWORD})
    assert signed_in["Location"] == "/reports?state=approved&month=256912"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page_and_not_to_its_address(client, somchai):
    sent = client.post("/reports/9/approve", {}, headers={"referer": "http://testserver/reports/9?from=desk"})
    assert sent["Location"] == "/accounts/login/?next=%2Freports%2F9%3Ffrom%3Ddesk"
    page = client.get(sent["Location"]).content.decode()
    assert "หมดเวลาเข้าใช้งาน รายการนี้ยังไม่ได้บันทึก" in page
    elsewhere = client.post("/reports/9/approve", {}, headers={"referer": "https://evil.example/reports/9"})
    assert elsewhere["Location"] == "/accounts/login/?next=%2F"


def test_a_fragment_leads_back_to_the_page_around_it(client, somchai):
    part = client.get("/wall/part", headers={"referer": "http://testserver/wall?view=grid", "HX-Request": "true"})
    assert part.status_code == 401
    assert part["HX-Redirect"] == "/accounts/login/?next=%2Fwall%3Fview%3Dgrid"


def test_wrong_passwords_are_counted_for_all_web_processes_together(client, somchai):
    sign_in(client, password="x")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM platform_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] > 0


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
