"""What the pages of the watch share: the actor, rendering, and a verb with its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of the watch."""
    return render(request, f"situation/watch/{name}.html", context, status=status, using="jinja2")


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a form."""
    return request.POST.get("key", "")[:100]


def done(
    request: HttpRequest,
    make: Callable[[], Command[Any]],
    said: str,
    to: str,
    again: Callable[[RuleBroken], HttpResponse],
) -> HttpResponse:
    """Carry out a verb and go on to a page, or show the form again with what was typed.

    Parameters: `make` builds the command (reading what was typed may already fail), `said` the sentence of success,
    `to` the address to go on to, `again` renders the form with its fault.
    """
    try:
        perform(actor_of(request), make())
    except RuleBroken as broken:
        return again(broken)
    messages.success(request, said)
    return redirect(to)
