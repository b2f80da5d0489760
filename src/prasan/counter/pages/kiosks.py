"""The kiosks of a counter as its officers keep them: open one, show its link to the tablet, end it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.kiosking import kiosk_address
from prasan.counter.links import KIOSK, token_of
from prasan.counter.models import Kiosk
from prasan.counter.pages.common import key_of, page, typed, wrong
from prasan.directory.typed import whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.qr import drawn
from prasan.platform.web.asking import actor_of

DAYS = (
    (1, gettext_lazy("1 วัน")), (7, gettext_lazy("7 วัน")), (30, gettext_lazy("30 วัน")), (90, gettext_lazy("90 วัน")),
)  # fmt: skip
"""How long a link may open, as the page offers it."""


def _opened(one: Kiosk) -> tuple[Kiosk, str, str, Any]:
    """Return an open kiosk with its path, its whole address, and that as QR."""
    whole_address = kiosk_address(one)
    path = reverse("kiosk_open", args=[token_of(KIOSK, one.nonce, one.token_hash)])
    return one, path, whole_address, drawn(whole_address, _("QR ของตู้ %(name)s") % {"name": one.name}, 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter_kiosks(request: HttpRequest, counter_place: int) -> HttpResponse:
    """List the kiosks of a counter with the links of those that are open, and open one."""
    actor = actor_of(request)
    place = queries.found_place(actor, counter_place)
    refusal = may.can_keep_kiosk(actor, Kiosk(place=place))
    if refusal is not None:
        raise Refused(refusal)
    told = typed(request) if request.method == "POST" else {}
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            days = whole(told.get("days", ""), "days") or 0
            asked: dict[str, Any] = {"prints": told.get("prints") == "on", "key": key_of(told, "kiosk", place.pk)}
            perform(actor, c.OpenKiosk(place_id=place.pk, title=told.get("title", ""), days=days, **asked))
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("เปิดตู้แล้ว เปิดลิงก์หรือสแกน QR ด้วยแท็บเล็ตที่ตั้งในโถง"))
            return redirect("counter_kiosks", place.pk)
    now = timezone.now()
    rows = queries.kiosks_of(place)
    living = [one for one in rows if one.ended_at is None and one.expires_at > now]
    context = {
        "place": place, "days": DAYS, "told": told, "over": [one for one in rows if one not in living][:10],
        "open": [_opened(one) for one in living], **wrong(error),
    }  # fmt: skip
    return page(request, "kiosks", context, 409 if error else 200)


@require_POST
def counter_kiosk_end(request: HttpRequest, counter_kiosk: int) -> HttpResponse:
    """End a kiosk."""
    actor = actor_of(request)
    kiosk = queries.found_kiosk(actor, counter_kiosk)
    try:
        perform(actor, c.EndKiosk(target_id=kiosk.pk, key=key_of(typed(request), "end", kiosk.pk)))
        messages.success(request, _("ปิดตู้แล้ว ลิงก์เดิมใช้ไม่ได้อีก"))
    except RuleBroken as broken:
        messages.error(request, str(broken.text))
    return redirect("counter_kiosks", kiosk.place_id)
