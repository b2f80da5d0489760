"""What the pages of the cascade share: rendering, finding, forms, numbers in the indicator's unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from prasan.kernel.digits import format_scaled
from prasan.plans.models import Cascade, Expected, Offer
from prasan.plans.rules import Incomplete
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Indicator

READ_WRITE = ["GET", "HEAD", "POST"]
STATES = {
    "open": "not_reported", "part": "late", "centre": "info", "landing": "late", "answered": "done",
    "excluded": "not_applicable", "draft": "not_reported", "recalled": "not_applicable",
    "accepted": "done", "agreed": "done", "adjusted": "info", "declined": "info", "not_applicable": "not_applicable",
}  # fmt: skip
"""The shape of each state of a province and of an answer."""


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of the cascade."""
    return render(request, f"plans/cascade/{name}.html", context, status=status, using="jinja2")


def whole_words() -> dict[str, str]:
    """Return what a province's state as a whole is called."""
    return {
        "open": _("ยังไม่ตอบ"), "part": _("ตอบบางกิจกรรม"), "centre": _("รอส่วนกลาง"), "landing": _("รับแล้ว รอลงแผน"),
        "answered": _("ตอบครบ"), "excluded": _("ไม่เกี่ยวข้อง"), "draft": _("ยังไม่ส่ง"), "recalled": _("เรียกคืนแล้ว"),
    }  # fmt: skip


def find_cascade(request: HttpRequest, pk: int) -> Cascade:
    """Return a cascade that the actor reads, with its policy; 404 otherwise: one query."""
    rows = Cascade.objects.visible_to(actor_of(request)).select_related(
        "policy__policy_set", "policy__owner", "offered_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบการถ่ายทอดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def find_offer(request: HttpRequest, pk: int) -> Offer:
    """Return an offer that the actor reads, with cascade, policy and province; 404 otherwise: one query."""
    rows = Offer.objects.visible_to(actor_of(request)).select_related("cascade__policy", "area", "office", "project")
    found = rows.defer("area__grams", "area__boundary", "office__grams").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบข้อเสนอนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def find_expected(cascade: Cascade, pk: int) -> Expected:
    """Return an expected activity of a cascade; 404 otherwise: one query."""
    rows = Expected.objects.filter(cascade=cascade, pk=pk).select_related("indicator", "agency", "series")
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบกิจกรรมนี้ในการถ่ายทอด"), status=404)
    return found


def shown(value: int | None, indicator: Indicator | None) -> str:
    """Write a scaled value as people read it, a dash where there is none."""
    if value is None:
        return "–"
    return format_scaled(value, indicator.decimals if indicator else 0)


def put_errors(form: forms.Form, broken: RuleBroken) -> None:
    """Put what a verb refused where it belongs in a form."""
    found = broken.errors if isinstance(broken, Incomplete) else {broken.field: broken.text}
    for name, text in found.items():
        form.add_error(name if name in form.fields else None, str(text))


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a form."""
    return request.POST.get("key", "")[:100]


def decimal_of(scaled_value: int | None) -> Decimal | None:
    """Return hundredths as a decimal."""
    return None if scaled_value is None else Decimal(scaled_value) / 100
