"""What several screens of the desk need: the actor of a request, addresses of other rooms, live parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from prasan.directory.actor import SeatActor


def actor_of(request: HttpRequest) -> SeatActor:
    """Return who acts: the middleware has set it on every page of this room."""
    found: SeatActor = request.actor  # type: ignore[attr-defined]
    return found


def address(name: str, *args: Any) -> str:
    """Return the address of a page of another room, or nothing where that room has no such page."""
    try:
        return reverse(name, args=args or None)
    except NoReverseMatch:
        return ""


def page_or_part(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page, or its live part alone when `?part=1` asks for it (templates `x.html` and `x_part.html`)."""
    part = request.GET.get("part") == "1"
    return render(request, f"desk/{name}_part.html" if part else f"desk/{name}.html", context)
