"""The forms by which people bring news in: passed on, by telephone, from the field; and the reveal of an item."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.forms import AreaField
from prasan.directory.models import Area
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import parse_number, to_arabic
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.vault.pages import Hidden, reveal_page
from prasan.platform.web.asking import actor_of
from prasan.situation.intake import policy as may
from prasan.situation.intake import queries
from prasan.situation.intake.commands import FieldReport, HandIn, RecordCall, RevealItem
from prasan.situation.intake.pages.common import READ_WRITE, item_url, key_of, new_key, page
from prasan.situation.models import Fetch, Item


def _sent(request: HttpRequest, fetch: Fetch) -> HttpResponse:
    """Lead to the delivery, which says what became of what was handed in."""
    if fetch.stored:
        messages.success(request, _("รับข่าวแล้ว เข้าคิวคัดกรองของศูนย์ปฏิบัติการ"))
    elif fetch.duplicate:
        messages.info(request, _("ข่าวนี้มีผู้ส่งไว้แล้ว ไม่ได้เก็บซ้ำ"))
    else:
        messages.warning(request, _("ไม่ได้รับข่าวนี้ ดูเหตุผลด้านล่าง"))
    return redirect("listen_fetch", fetch.pk)


def _asked(
    request: HttpRequest, name: str, typed: dict[str, Any], error: RuleBroken | None = None, **more: Any
) -> HttpResponse:
    context = {
        "told": typed, "error": str(error.text) if error else "", "field": error.field if error else "",
        "key": new_key(request), **more,
    }  # fmt: skip
    return page(request, name, context, tab=f"listen_{name}", status=error.status if error else 200)


def _must(refusal: Any) -> None:
    if refusal is not None:
        raise Refused(refusal)


def _photo(request: HttpRequest) -> dict[str, Any]:
    upload: Any = request.FILES.get("photo")
    return {"photo": upload, "photo_name": upload.name} if upload else {}


@require_http_methods(READ_WRITE)
def listen_hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in what somebody passed on: pasted text, a picture with words, a file."""
    actor = actor_of(request)
    _must(may.can_hand_in(actor))
    if request.method != "POST":
        return _asked(request, "hand_in", {})
    upload: Any = request.FILES.get("file")
    file: dict[str, Any] = {"file_name": upload.name, "content": upload.read()} if upload else {}
    told: dict[str, Any] = {name: request.POST.get(name, "") for name in ("title", "text", "url")}
    try:
        fetch = perform(actor, HandIn(**told, **_photo(request), **file, key=key_of(request)))
    except RuleBroken as broken:
        return _asked(request, "hand_in", told, broken)
    return _sent(request, fetch)


def area_code(text: str) -> str:
    """Return the code of a typed area, "" for none. Raises RuleBroken where nobody knows it."""
    try:
        found = AreaField(required=False).clean(text.strip())
    except ValidationError:
        raise RuleBroken(_("ไม่รู้จักพื้นที่นี้"), field="area") from None
    return str(found.code) if found else ""


def when_of(day: str, hour: str) -> dt.datetime | None:
    """Return the typed moment in Thai time, None where nothing was typed. Raises RuleBroken."""
    if not day.strip() and not hour.strip():
        return None
    read = parse_date(day.strip(), timezone.localdate()) if day.strip() else None
    if read is not None and (read.kind != "day" or read.start is None):
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569"), field="day")
    start = read.start if read is not None and read.start is not None else timezone.localdate()
    clean = to_arabic(hour.strip()).replace("น.", "").strip()
    parts = clean.replace(":", ".").split(".") if clean else ["0", "0"]
    if len(parts) > 2 or not all(one.isdecimal() and len(one) < 3 for one in parts):
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดใช้แบบ 09.30"), field="hour")
    try:
        at = dt.time(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0)
    except ValueError:
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดใช้แบบ 09.30"), field="hour") from None
    return dt.datetime.combine(start, at, tzinfo=timezone.get_default_timezone())


def people_of(text: str) -> int | None:
    """Return a typed number of people, None for none. Raises RuleBroken."""
    if not text.strip():
        return None
    read = parse_number(text.strip(), units=("คน", "ราย"))
    if read.value is None or read.value != int(read.value) or read.value < 0:
        raise RuleBroken(_("จำนวนคนต้องเป็นตัวเลข"), field="people")
    return int(read.value)


REPORTED = ("title", "text", "area", "place", "people", "day", "hour", "caller")


def _told(request: HttpRequest) -> dict[str, Any]:
    typed = {name: request.POST.get(name, "") for name in REPORTED}
    return {
        "title": typed["title"], "text": typed["text"], "area_code": area_code(typed["area"]), "place": typed["place"],
        "people": people_of(typed["people"]), "happened_at": when_of(typed["day"], typed["hour"]),
        "caller": typed["caller"],
    }  # fmt: skip


def _provinces() -> list[tuple[str, str, str]]:
    return list(Area.objects.provinces().order_by("sort_th", "id").values_list("code", "name_th", "name_en"))


@require_http_methods(READ_WRITE)
def listen_call(request: HttpRequest) -> HttpResponse:
    """Write down a call to the hotline."""
    actor = actor_of(request)
    _must(may.can_record_call(actor))
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in REPORTED}
    if request.method != "POST":
        return _asked(request, "call", typed, provinces=_provinces())
    try:
        fetch = perform(actor, RecordCall(**_told(request), key=key_of(request)))
    except RuleBroken as broken:
        return _asked(request, "call", typed, broken, provinces=_provinces())
    return _sent(request, fetch)


@require_http_methods(READ_WRITE)
def listen_field(request: HttpRequest) -> HttpResponse:
    """Report from the spot, from a telephone: works without scripts."""
    actor = actor_of(request)
    _must(may.can_report(actor))
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in REPORTED}
    if request.method != "POST":
        own = Area.objects.filter(pk=actor.area_id).exclude(kind=Area.Kind.NATION).first()
        return _asked(request, "field", {**typed, "area": own.name if own else ""}, provinces=_provinces())
    try:
        fetch = perform(actor, FieldReport(**_told(request), **_photo(request), key=key_of(request)))
    except RuleBroken as broken:
        return _asked(request, "field", typed, broken, provinces=_provinces())
    return _sent(request, fetch)


@require_http_methods(READ_WRITE)
def listen_item_reveal(request: HttpRequest, item: int) -> HttpResponse:
    """Show the private data of an item to somebody who says why."""
    actor = actor_of(request)
    found = Item.objects.visible_to(actor).filter(pk=item).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    labels = {"title": _("หัวข้อ"), "text": _("ข้อความ"), "caller": _("ผู้แจ้ง")}
    masks = {"title": queries.shown_title(found, actor), "text": queries.shown_text(found, actor)[:200], "caller": ""}
    names = [name for name in labels if name in RevealItem.hidden(found)]
    return reveal_page(
        request, RevealItem, found, [Hidden(name, labels[name], masks[name]) for name in names],
        title=queries.shown_title(found, actor) or f"#{found.pk}", back=item_url(found.pk) or "/",
    )  # fmt: skip
