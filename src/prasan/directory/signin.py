"""How accounts sign in: by invitation only, to a seat; OpenID Connect joins an existing account."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from prasan.directory.lockout import opens_at
from prasan.directory.middleware import SEAT_KEY, seats_of
from prasan.directory.models import Person
from prasan.platform.ui.filters import thaitime
from prasan.platform.web.middleware import error_page
from prasan.platform.web.traffic import client_of

WRONG = _lazy("ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ตรวจชื่อผู้ใช้แล้วพิมพ์รหัสผ่านใหม่ หากจำไม่ได้ กด “ลืมรหัสผ่าน”")
LOCKED = _lazy(
    "ใส่รหัสผ่านไม่ถูกต้องหลายครั้ง ระบบพักการเข้าสู่ระบบนี้ไว้เพื่อกันผู้อื่นเดารหัส ลองใหม่ได้หลังเวลา %(time)s "
    "หากลืมรหัสผ่านให้กด “ลืมรหัสผ่าน” หรือติดต่อผู้ดูแลบัญชีของหน่วยงานท่าน โทร %(phone)s"
)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's questions about accounts, answered for a ministry."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse self-registration: accounts are made by an administrator."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address as the traffic log has it: limits count people, not our proxy."""
        address = client_of(request)
        if not address:
            raise PermissionDenied("the address of the client is unknown")
        return address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse while locked, and say what happened, when it opens and who helps; the same for unknown names."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            opens = opens_at(request, self._get_login_attempts_cache_key(request, **credentials))
            if error.code != "too_many_login_attempts" or opens is None:
                raise
            # the minute after: what is promised must hold
            told = {"time": thaitime(opens + dt.timedelta(minutes=1)), "phone": settings.HELP_PHONE}
            raise ValidationError(LOCKED % told, code=error.code) from None

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        """Seat the person in their first seat; one with several may switch in the shell."""
        seats = seats_of(user.pk)
        if seats:
            request.session[SEAT_KEY] = seats[0][0].pk
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Joins a sign-in from the ministry's identity provider to the account with the same e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse to make accounts: an unknown address has no seat."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect a first sign-in to the account with the verified address; refuse unknown people."""
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        claims = claims.get("userinfo", claims) | claims.get("id_token", {})
        email = claims.get("email", "")
        person = Person.objects.active().filter(email__iexact=email).first() if email else None
        if person is None or claims.get("email_verified") is not True:
            text = _("บัญชีนี้ยังไม่ได้รับสิทธิ์เข้าใช้ระบบ โปรดติดต่อผู้ดูแลบัญชีของหน่วยงานท่าน")
            raise ImmediateHttpResponse(error_page(request, 403, text))
        sociallogin.connect(request, person)
