"""The volunteer's pages: the form by a link, what a phone hands in, and the worker that keeps the form."""

from __future__ import annotations

import hashlib
import json
import uuid as uuids
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken
from prasan.platform.commands.errors import PeopleError
from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.traffic import client_of
from prasan.referrals.drives.opening import Found, found_by, moment, opened, receive
from prasan.referrals.drives.told import CHANNELS, agreed, facts, told_from
from prasan.referrals.models import DriveEntry
from prasan.referrals.tracking import attempts
from prasan.referrals.tracking.frame import page, plain_post, private
from prasan.registers.models.worker_words import Channel, InformalGroup, Occupation, Section, Sex
from prasan.registers.workers.facts import settled

SCRIPTS = ("page", "seal", "send", "store")
ASSETS = (
    "referrals/track.css", "referrals/drive/drive.css", "fonts/sarabun-thai-400-normal.woff2",
    *(f"referrals/drive/{name}.js" for name in SCRIPTS),
)  # fmt: skip
"""What the form needs, so that the phone has it before the signal goes."""
LONGEST_BODY = 20_000
View = Callable[..., HttpResponse]


def scripted(view: View) -> View:
    """Let the form's own scripts run, and nothing else; everything a page without account says of caches holds."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = private(view)(request, *args, **kwargs)
        response["Content-Security-Policy"] += "; script-src 'self'; connect-src 'self'; worker-src 'self'"
        return response

    return answer


def _over(request: HttpRequest, status: int = 404) -> HttpResponse:
    """Answer a link that opens nothing: unknown, over and revoked look the same."""
    told = _("ลองหลายครั้งเกินไป โปรดรอสักครู่") if status == 429 else _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอลิงก์ใหม่จากสำนักงาน")
    return page(request, "drive/over", {"error": told, "title": _("ลงทะเบียนกลุ่ม")}, status)


def _free(request: HttpRequest) -> bool:
    """Count a wrong link; looking changes nothing, so that only what is sent counts."""
    return request.method != "POST" or attempts.pay(attempts.LINK, client_of(request))


@open_to_all
@scripted
@require_http_methods(["GET", "HEAD", "POST"])
def drive_form(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the form of a link, or take one person online, as it works without scripts."""
    found = found_by(secret)
    if found is None:
        return _over(request, 404 if _free(request) else 429)
    return _take(request, found, secret) if request.method == "POST" else _show(request, found)


def _number(text: str) -> uuids.UUID | None:
    try:
        return uuids.UUID(text)
    except ValueError:
        return None


def _take(request: HttpRequest, found: Found, secret: str) -> HttpResponse:
    typed = plain_post(request)
    told, uuid = told_from(typed), _number(typed.get("uuid", ""))
    try:
        if uuid is None:
            raise RuleBroken(_("ส่งไม่ได้ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง"))
        if not found.takes_people:
            raise RuleBroken(_("รอบนี้ยังไม่เปิดหรือปิดแล้ว"))
        if not agreed(typed):
            raise RuleBroken(_("โปรดอ่านคำแจ้งให้เจ้าตัวฟัง และทำเครื่องหมายเมื่อเจ้าตัวยินยอม"), field="agreed")
        settled(facts(told))
        entry = receive(found, uuid, told)
    except PeopleError as refused:
        return _show(request, found, refused, typed)
    return HttpResponseRedirect(f"{reverse('drive_form', args=[secret])}?n={entry.number}")


def _places(found: Found) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the places where a person may live, under their districts: tambons where known, else districts."""
    area = found.drive.area
    rows = Area.objects.filter(pk__gte=area.pk, pk__lte=area.last).select_related("parent")
    rows = rows.defer("boundary", "grams", "parent__boundary", "parent__grams").order_by("pk")
    near = [one for one in rows if one.kind in {Area.Kind.DISTRICT, Area.Kind.SUBDISTRICT}]
    least = [one for one in near if one.kind == Area.Kind.SUBDISTRICT] or near or [area]
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in least:
        groups.setdefault(one.parent.name if one.parent else "", []).append((one.pk, one.name))
    return list(groups.items())


def _show(
    request: HttpRequest, found: Found, refused: PeopleError | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    entries = DriveEntry.objects.filter(volunteer=found.volunteer)
    told = entries.values_list("number", "state", "reason")
    ask = [number for number, state, why in told if state == "needs_look" and why == DriveEntry.Reason.DATA]
    done = request.GET.get("n", "")
    context = {
        "drive": found.drive, "open": found.takes_people, "until": found.volunteer.expires_at, "typed": typed or {},
        "error": str(refused.text) if refused else "", "field": refused.field if refused else "",
        "uuid": (typed or {}).get("uuid") or str(uuids.uuid4()), "title": found.drive.title, "places": _places(found),
        "received": len(told), "ask": ask[:50], "sexes": Sex.choices, "occupations": Occupation.choices,
        "groups": InformalGroup.choices, "sections": Section.choices,
        "channels": [one for one in Channel.choices if one[0] in CHANNELS],
        "told": _("รับแล้ว ลำดับที่ %(n)s จดเลขนี้ไว้") % {"n": done} if done.isdecimal() and len(done) < 6 else "",
        "send": request.path.rstrip("/") + "/entries", "worker": reverse("drive_worker"),
    }  # fmt: skip
    return page(request, "drive/form", context, refused.status if refused else 200)


@csrf_exempt  # the secret of the address is what counts: no cookie does, and the kept form has no fresh token
@open_to_all
@private
@require_POST
def drive_entries(request: HttpRequest, secret: str) -> HttpResponse:
    """Take one envelope of a phone: `{"uuid", "sealed", "at"}`; the same one again is answered alike, changes nothing.

    The answer never says whether a person is known: 200 with the entry's number means that the phone may forget it.
    """
    found = found_by(secret)
    if found is None:
        wait = not _free(request)
        text = _("ลองหลายครั้งเกินไป โปรดรอสักครู่") if wait else _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอลิงก์ใหม่จากสำนักงาน")
        return JsonResponse({"error": text}, status=429 if wait else 404)
    body = _body(request)
    uuid = _number(str(body.get("uuid", "")))
    sealed = body.get("sealed")
    if uuid is None or not isinstance(sealed, str) or not sealed:
        return JsonResponse({"error": _("ข้อมูลที่ส่งมาไม่ครบ")}, status=422)
    told, why = opened(found, uuid, sealed)
    try:
        entry = receive(found, uuid, told, why, moment(body.get("at")))
    except PeopleError as refused:
        return JsonResponse({"error": str(refused.text)}, status=refused.status)
    return JsonResponse({"received": str(uuid), "number": entry.number})


def _body(request: HttpRequest) -> dict[str, Any]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY:
        return {}
    try:
        found = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return {}
    return found if isinstance(found, dict) else {}


@open_to_all
@never_cache
@require_safe
def drive_worker(request: HttpRequest) -> HttpResponse:
    """Give the worker that keeps the form; its text changes whenever anything it keeps does. Its scope is /v/ alone."""
    kept = [static(name) for name in ASSETS]
    told = {"version": hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16], "kept": kept}
    text = f"const KEPT = {json.dumps(told)};\n"
    text += render_to_string("referrals/drive/worker.js", using="jinja2")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")
