"""What opens without signing in: checking a certificate by the address on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.links import guarded, hash_of
from prasan.training.models import Certificate
from prasan.training.pages.common import page


@never_cache
@open_to_all
@require_safe
def certificate_check(request: HttpRequest, certificate_token: str) -> HttpResponse:
    """Tell anyone who holds a certificate whether it is real and holds: no sign-in, no script, nothing written."""
    rows = Certificate.objects.select_related("application__session__course", "office")
    rows = rows.defer("office__grams", "application__session__course__grams")
    lost = _("ไม่พบวุฒิบัตรของลิงก์นี้ โปรดตรวจที่อยู่อีกครั้ง หรือถามหน่วยงานที่ออก สายด่วน 1506")
    one = guarded(request, rows.filter(token_hash=hash_of(certificate_token)).first(), lost)
    now = timezone.now()
    over = one.holds_until is not None and one.holds_until < timezone.localdate(now)
    answer = page(request, "check", {"one": one, "session": one.application.session, "over": over, "now": now})
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
