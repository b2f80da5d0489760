"""What the pages of training share: rendering, what was typed, shapes of states."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prasan.platform.commands import RuleBroken

SHAPES = {
    "draft": "not_applicable", "open": "info", "closed": "done", "cancelled": "not_applicable",
    "waiting": "late", "offered": "late", "enrolled": "info", "completed": "done", "failed": "not_applicable",
    "dropped": "not_applicable", "withdrawn": "not_applicable", "lapsed": "not_applicable", "refused": "not_applicable",
}  # fmt: skip
"""The shape beside each state of a session and of an application."""


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room; `key` is for its forms, so that one that is sent twice does its work once."""
    told = {"shapes": SHAPES, "key": secrets.token_urlsafe(12), **context}
    return render(request, f"training/{name}.html", told, status=status, using="jinja2")


def key_of(request: HttpRequest, *what: object) -> str:
    """Return the idempotency key of a form for one verb about one thing, none where the form has none."""
    key = request.POST.get("key", "").replace("\0", "")[:60]
    return ".".join([key, *map(str, what)])[:100] if key else ""


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a page shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}
