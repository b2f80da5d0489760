"""Find who acts: the signed-in person in the seat they chose, by one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Delegation, Person, Seat
from prasan.platform.commands import Refused
from prasan.platform.compiled import Compiled
from prasan.platform.notices.models import unread_beside
from prasan.platform.web.formpage import page_around
from prasan.platform.web.middleware import error_page

SEAT_KEY = "seat"
TIMED_OUT = _("หมดเวลาเข้าใช้งาน รายการนี้ยังไม่ได้บันทึก เข้าสู่ระบบอีกครั้งเพื่อกลับไปหน้าเดิม ข้อมูลที่กรอกไว้ยังอยู่")


def seats_of(person_id: int) -> list[tuple[Seat, bool]]:
    """Return the seats a person may act from today: their own, then those delegated to them.

    Each comes with whether it is delegated; office, area and person are loaded.
    """
    day = timezone.localdate()
    related = ("office__area", "person")
    own = Seat.objects.held_on(day).filter(person_id=person_id).select_related(*related)
    lent = (
        Seat.objects.held_on(day)
        .filter(delegations__in=Delegation.objects.filter(to_id=person_id, revoked=None, start__lte=day, end__gte=day))
        .exclude(person_id=person_id)
        .select_related(*related)
        .distinct()
    )
    return [(seat, False) for seat in own] + [(seat, True) for seat in lent]


def actor_again(person_id: int | None, seat_id: int | None) -> SeatActor:
    """Return who queued a background job, as they are now.

    Raises Refused when the account is closed or the person acts from that seat no longer.
    """
    for seat, delegated in seats_of(person_id) if person_id else ():
        person = Person.objects.active().filter(pk=person_id).first()
        if seat.pk == seat_id and person is not None:
            return actor_for(seat, person if delegated else None)
    raise Refused(_("ท่านไม่ได้อยู่ในตำแหน่งที่เริ่มงานนี้แล้ว งานจึงไม่ทำต่อ"))


def _held(seat: int, person: int, day: dt.date) -> Any:
    mine: Any = Seat.objects.held_on(day).filter(pk=seat, person_id=person).for_actor()
    return mine.annotate(unread=unread_beside('"directory_seat"."person_id"'))


_seat: Compiled[Seat] = Compiled(_held)


def find_actor(request: HttpRequest) -> SeatActor | None:
    """Return the actor of a request, or None when nobody is signed in or no seat is held.

    One query loads seat, office, area and person together; the session's password hash is compared,
    so that a changed password ends other sessions.
    """
    person_id = request.session.get(SESSION_KEY)
    if not person_id:
        return None
    seat_id = request.session.get(SEAT_KEY)
    day = timezone.localdate()
    seat: Seat | None = None
    if seat_id:
        seat = next(iter(_seat(int(seat_id), int(person_id), day)), None)
    delegated = False
    if seat is None:
        choices = seats_of(int(person_id))
        if not choices:
            return None
        chosen = [one for one in choices if one[0].pk == seat_id] or choices
        seat, delegated = chosen[0]
    person = request.user if delegated else seat.person
    if not person.is_active or not constant_time_compare(
        request.session.get(HASH_SESSION_KEY, ""),
        person.get_session_auth_hash(),
    ):
        return None
    return actor_for(seat, person if delegated else None)


def unknown_caller(text: str) -> HttpResponse:
    """Return what an API call without a known actor is told: 401, never a way to a page."""
    return JsonResponse({"error": text, "field": ""}, status=401, headers={"WWW-Authenticate": "Bearer"})


class CurrentActor:
    """Set `request.actor`, looked up when first asked for; a GET never writes through it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Ask for sign-in unless the view says that it is open (`open_to_all`) or allauth's own."""
        target = getattr(view, "view_func", view)
        if getattr(target, "open_to_all", False) or target.__module__.startswith(("allauth.", "django.")):
            return None
        # a bearer token found its actor already (connect.middleware)
        request.actor = request.__dict__.get("_actor") or find_actor(request)  # type: ignore[attr-defined]
        request.__dict__["_actor"] = request.actor  # type: ignore[attr-defined]
        roles = getattr(target, "for_roles", None)
        if request.actor is not None and roles and request.actor.role not in roles:  # type: ignore[attr-defined]
            return error_page(request, 403, gettext("หน้านี้ไม่ใช่งานของตำแหน่งที่ท่านใช้อยู่ โปรดสลับตำแหน่งหรือกลับหน้าแรก"))
        if request.actor is not None or getattr(target, "answers_itself", False):  # type: ignore[attr-defined]
            return None
        return _ask_sign_in(request)


def _ask_sign_in(request: HttpRequest) -> HttpResponse:
    """Answer somebody who is not signed in, or holds no seat: 401 for machines, the sign-in page for people."""
    if request.path.startswith("/api/"):
        return unknown_caller(gettext("โปรดเข้าสู่ระบบ หรือส่งรหัสเชื่อมต่อที่ยังใช้ได้"))
    if request.session.get(SESSION_KEY) and request.user.is_authenticated:
        return redirect("no_seat")
    page = request.get_full_path()
    if request.headers.get("HX-Request"):
        page = page_around(request) or "/"  # a fragment alone is no page to come back to
    elif request.method == "POST":
        page = page_around(request) or "/"
        messages.warning(request, TIMED_OUT)
    login = f"{settings.LOGIN_URL}?{urlencode({'next': page})}"
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = login
        return answer
    return redirect(login)
