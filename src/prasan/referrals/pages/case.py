"""A case: what one person needs, the offices it is with, one story; taking one in and sending it on."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.typed import whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import number
from prasan.platform.web.asking import actor_of
from prasan.referrals import policy as may
from prasan.referrals import queries
from prasan.referrals.commands import OpenCase, Refer
from prasan.referrals.figures import answers
from prasan.referrals.models import Case
from prasan.referrals.pages.common import lines, page, status_of
from prasan.referrals.pages.keeping import kept
from prasan.registers.queries_workers import visible


def _typed(request: HttpRequest) -> dict[str, str]:
    told = request.POST if request.method == "POST" else request.GET
    return {name: str(text).replace("\0", "") for name, text in told.dict().items()}


def _key(request: HttpRequest) -> str:
    """Return the key of a form: what was sent twice counts once, what was refused keeps its own."""
    return request.POST.get("key", "").replace("\0", "")[:100] or secrets.token_urlsafe(12)


@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Take in what a person of the registry needs."""
    actor = actor_of(request)
    if not actor.has(*may.WORKERS):
        raise Refused(may.CASE_WORKERS_ONLY)
    told = _typed(request)
    error, field = "", ""
    number = told.get("worker", "")
    if request.method == "POST":
        try:
            worker = whole(number, "worker") or 0
            asked: dict[str, Any] = {
                "need": told.get("need", ""),
                "channel": told.get("channel", ""),
                "key": _key(request),
            }
            command = OpenCase(worker_id=worker, **asked)
            made = perform(actor, command)
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, _("รับเรื่องแล้ว เลขเรื่อง %(code)s") % {"code": made.code})
            if command.pin:  # once; a form that was sent twice has none
                messages.success(request, _("รหัสติดตาม %(pin)s แสดงครั้งเดียว หรือพิมพ์ใบติดตามด้านล่าง") % {"pin": command.pin})
            return redirect("case", made.pk)
    person = visible(actor, int(number)) if number.isdecimal() else None
    context = {"told": told, "error": error, "field": field, "person": person, "channels": Case.Channel.choices}
    context["key"] = _key(request)
    return page(request, "case_form", context, 409 if error else 200)


@require_safe
def case(request: HttpRequest, case: int) -> HttpResponse:
    """Show a case."""
    return _show(request, case)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.found_case(actor, pk)
    rows = queries.referrals_of(actor, found)
    person = queries.person_of(actor, found)
    now = timezone.now()
    works = actor.has(*may.WORKERS) and person is not None
    context = {
        "one": found, "rows": [(row, status_of(row, now)) for row in rows], "person": person, "now": now,
        "story": lines(queries.story(rows), show_text=person is not None), "told": _typed(request),
        "offices": choices_near(found) if works else [], "kept": kept(actor, found),
        "error": str(error.text) if error else "", "field": error.field if error else "", "key": _key(request),
    }  # fmt: skip
    return page(request, "case", context, 409 if error else 200)


def choices_near(found: Case) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the offices near a case with what to expect of each, and its services.

    "o…" names an office alone, "s…" a service.
    """
    near = queries.offices_near(found)
    expected = answers.expected(office.pk for office, _services in near)
    told = []
    for office, services in near:
        own = [(f"o{office.pk}", _("%(office)s ไม่ระบุบริการ") % {"office": office.short})]
        rows = own + [(f"s{office.pk}.{one.pk}", str(one.name)) for one in services]
        told.append((f"{office.name} · {_expects(expected[office.pk])}", rows))
    return told


def _expects(one: answers.Expected) -> str:
    """Return what a sender may expect of an office, in words."""
    waits = _("มีเรื่องรออยู่ %(n)s เรื่อง") % {"n": one.waiting}
    if one.days is None:
        return waits
    return _("มักตอบภายใน %(days)s วัน") % {"days": number(one.days, 1)} + " · " + waits


def to_whom(text: str) -> dict[str, Any]:
    """Return office and service of a choice; raises RuleBroken for none."""
    kind, rest = text[:1], text[1:]
    office, _dot, service = rest.partition(".")
    if kind not in {"o", "s"} or not office.isdecimal() or (kind == "s" and not service.isdecimal()):
        raise RuleBroken(_("โปรดเลือกหน่วยงานปลายทางหรือบริการ"), field="to")
    return {"office_id": int(office), "service_id": int(service) if kind == "s" else None}


@require_POST
def case_refer(request: HttpRequest, case: int) -> HttpResponse:
    """Send a case to an office; what was typed stays where it is refused."""
    actor = actor_of(request)
    found = queries.found_case(actor, case)
    told = _typed(request)
    try:
        asked: dict[str, Any] = {"text": told.get("text", ""), "consent": told.get("consent") == "on"}
        asked["key"] = _key(request)
        made = perform(actor, Refer(case_id=found.pk, **to_whom(told.get("to", "")), **asked))
    except RuleBroken as broken:
        return _show(request, case, broken)
    messages.success(request, _("ส่งต่อถึง %(office)s แล้ว") % {"office": made.office.short})
    return redirect("case", case)
