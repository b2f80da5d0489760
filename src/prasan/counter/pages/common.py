"""What the pages of the counter share: rendering, what was typed, shapes of states."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from prasan.counter.models import Place
from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken

STATUS = {
    "waiting": "late", "called": "info", "served": "info", "held": "late", "finished": "done",
    "left": "not_applicable", "carried": "not_applicable",
}  # fmt: skip
"""The shape beside each state."""


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room; `key` is for its forms, so that one that is sent twice does its work once."""
    told = {"shapes": STATUS, "key": secrets.token_urlsafe(12), **context}
    return render(request, f"counter/{name}.html", told, status=status, using="jinja2")


def typed(request: HttpRequest) -> dict[str, str]:
    """Return what a form tells, or the address where it tells nothing."""
    told = request.POST if request.method == "POST" else request.GET
    return {name: str(text).replace("\0", "") for name, text in told.dict().items()}


def key_of(told: dict[str, str], *what: object) -> str:
    """Return the idempotency key of a form for one verb about one thing, none where the form has none."""
    key = told.get("key", "")[:60]
    return ".".join([key, *map(str, what)])[:100] if key else ""


def numbers(request: HttpRequest, name: str) -> list[int]:
    """Return the whole numbers that a form tells under a name."""
    return [int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdecimal() and len(one) < 10]


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a form shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}


def near(place: Place) -> list[tuple[int, str]]:
    """Return the offices of the counter's province: one query."""
    area = place.office.area
    rows = Office.objects.open_on(timezone.localdate()).filter(area_id__gte=area.pk, area_id__lte=area.last)
    kinds = [Office.Kind.PROVINCIAL, Office.Kind.BRANCH, Office.Kind.OUTSIDE]
    rows = rows.filter(kind__in=kinds).defer("grams").order_by("agency__order", "code")
    return [(one.pk, one.name) for one in rows[:60]]
