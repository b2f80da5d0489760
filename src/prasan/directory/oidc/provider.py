"""The provider: sends a nonce and PKCE with every sign-in, and checks them on the way back."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

NONCE_KEY = "oidc_nonce"


class SsoAdapter(OpenIDConnectOAuth2Adapter):
    """Reads the provider's answer; anything that does not check out is an OAuth2Error (a plain page)."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Check the id token and that the user-info answer is about the same person.

        Source: OpenID Connect Core 1.0, sections 3.1.3.7 and 5.3.2.
        """
        raw = kwargs["response"].get("id_token")
        if not raw:
            raise OAuth2Error("no id_token in the answer")
        claims = self._decode_id_token(app, raw)
        expected = request.session.pop(NONCE_KEY, "")
        if not expected or not constant_time_compare(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("nonce differs")
        info = self._fetch_user_info(token.token)
        if info.get("sub") != claims.get("sub"):
            raise OAuth2Error("user info is about somebody else")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": info, "id_token": claims})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """Return the claims of a token whose signature, issuer, audience and expiry are right."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims


class SsoProvider(OpenIDConnectProvider):
    """OpenID Connect by settings (PRASAN_OIDC_URL and its neighbours)."""

    package = "prasan.directory.oidc"
    pkce_enabled_default = True
    oauth2_adapter_class = SsoAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the person to the provider with a fresh nonce kept in their session."""
        nonce = secrets.token_urlsafe(24)
        request.session[NONCE_KEY] = nonce
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or self.get_auth_params()), "nonce": nonce}
        response: HttpResponse = super().redirect(request, process, next_url=next_url, data=data, **kwargs)
        return response


provider_classes = [SsoProvider]
