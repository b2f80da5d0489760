"""One's own place: switch the seat, the page of those without one, one's settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.commands import ChangeProfile
from prasan.directory.middleware import SEAT_KEY, seats_of
from prasan.directory.models import Person
from prasan.directory.pages.frame import draw
from prasan.platform.commands import Refused, perform
from prasan.platform.ui.preferences import keys as keep_keys
from prasan.platform.web.asking import actor_of
from prasan.platform.web.decorators import answers_itself


@require_http_methods(["GET", "HEAD", "POST"])
def switch_seat(request: HttpRequest) -> HttpResponse:
    """Choose the seat to work from; only one's own or one lent by delegation today."""
    choices = seats_of(actor_of(request).person_id)
    if request.method != "POST":
        return draw(request, "switch_seat", {"choices": choices, "current": actor_of(request).seat_id})
    wanted = request.POST.get("seat", "")
    chosen = next((seat for seat, _lent in choices if str(seat.pk) == wanted), None)
    if chosen is None:
        raise Refused(_("ท่านไม่ได้ดำรงตำแหน่งนี้ในวันนี้ หรือการมอบหมายสิ้นสุดแล้ว"))
    request.session[SEAT_KEY] = chosen.pk
    messages.success(request, _("ขณะนี้ท่านทำงานในฐานะ %(seat)s") % {"seat": chosen.title})
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "/")


@answers_itself
@require_safe
def no_seat(request: HttpRequest) -> HttpResponse:
    """Tell a signed-in person who holds no seat whom to ask; others are sent home."""
    if actor_of(request) is not None or not request.user.is_authenticated:
        return redirect("/")
    return draw(request, "no_seat", {"person": request.user})


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show one's name, seats and settings; POST turns single-letter keys on or off."""
    actor = actor_of(request)
    if request.method == "POST":
        off = request.POST.get("keys") != "on"
        perform(actor, ChangeProfile(target_id=actor.person_id, keys_off=off))
        messages.success(request, _("บันทึกการตั้งค่าแล้ว"))
        request.POST = request.POST.copy()  # type: ignore[assignment]
        request.POST.update({"keys": "off" if off else "on", "next": request.path})
        answer: HttpResponse = keep_keys(request)
        return answer
    person = Person.objects.defer("grams").get(pk=actor.person_id)
    return draw(request, "profile", {"person": person, "choices": seats_of(actor.person_id), "current": actor.seat_id})
