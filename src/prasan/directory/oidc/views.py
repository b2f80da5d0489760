"""The two addresses of the sign-in round trip."""

from __future__ import annotations

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse

from prasan.directory.oidc.provider import SsoAdapter
from prasan.platform.web.decorators import open_to_all


@open_to_all
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Begin: send the person to the provider."""
    try:
        response: HttpResponse = OAuth2LoginView.adapter_view(SsoAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response


@open_to_all
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """End: check the provider's answer and sign the person in."""
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(SsoAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
