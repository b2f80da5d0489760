"""What the pages of this room share: rendering, what was typed, shapes of states."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prasan.platform.commands import RuleBroken

STATUS = {"reported": "late", "assessed": "info", "closed": "done"}
"""The shape beside each state of a breach."""


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room, kept by no browser; `key`: a form that is sent twice does its work once."""
    told = {"shapes": STATUS, "key": secrets.token_urlsafe(12), **context}
    answer = render(request, f"privacy/{name}.html", told, status=status, using="jinja2")
    answer["Cache-Control"] = "no-store, private"
    return answer


def typed(request: HttpRequest) -> dict[str, str]:
    """Return what a form tells; nothing where none was sent."""
    return {name: str(text).replace("\0", "") for name, text in request.POST.dict().items()}


def key_of(told: dict[str, str], *what: object) -> str:
    """Return the idempotency key of a form for one verb about one thing, none where the form has none."""
    key = told.get("key", "")[:60]
    return ".".join([key, *map(str, what)])[:100] if key else ""


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a form shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}
