"""Sign-in settings (django-allauth): password, one-time codes, passkeys, OpenID Connect by settings."""

from __future__ import annotations

from prasan.config.env import Environment

_env = Environment()

ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_ADAPTER = "prasan.directory.signin.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts begin with an invitation sent to the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # a ministry sits behind one address: on a Monday morning it signs in by the hundred
    "login": "600/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Prasan"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _env.text("PRASAN_BASE_URL").startswith("https://")
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "prasan.directory.signin.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {
    "openid_connect": {"provider_class": "prasan.directory.oidc.provider.SsoProvider"}
}
if _env.text("PRASAN_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sso",
            "name": _env.text("PRASAN_OIDC_NAME", "บัญชีของหน่วยงาน"),
            "client_id": _env.text("PRASAN_OIDC_CLIENT_ID"),
            "secret": _env.text("PRASAN_OIDC_SECRET"),
            "settings": {"server_url": _env.text("PRASAN_OIDC_URL")},
        }
    ]
