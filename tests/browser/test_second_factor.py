"""A one-time code and a passkey in a real browser: set up, asked for, and a passkey alone signs in."""

from __future__ import annotations

import pytest

from tests.browser.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def code(secret: str) -> str:
    """Return what the app on a telephone shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def phone(chromium, site):
    """A browser with an authenticator of its own; passkeys belong to a name, never to a number."""
    from dataclasses import replace

    named = replace(site, url=site.url.replace("127.0.0.1", "localhost"))
    context = chromium.new_context(viewport={"width": 360, "height": 800}, base_url=named.url)
    page = context.new_page()
    keys = context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, named, "dsd-92-officer")
    page.goto("/accounts/reauthenticate/")
    page.fill("input[name=password]", site.password)
    page.click("main form button")
    yield page, named
    context.close()


def test_code_and_passkey(phone):
    page, site = phone
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/accounts/2fa/totp/activate/")
    assert page.locator("main img").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator("main input[readonly]").input_value()
    page.fill("input[name=code]", code(secret))
    page.click("main form button")
    page.wait_for_url("**/recovery-codes/")

    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("main input[name=name]", "เครื่องที่โต๊ะ")
    page.check("main input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    page.goto("/accounts/2fa/webauthn/")
    assert "เครื่องที่โต๊ะ" in page.inner_text("main")

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "dsd-92-officer")
    page.fill("input[name=password]", site.password)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/2fa/authenticate/**")

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/accounts/" not in url)
    assert errors == []
