"""Who asks: the seat that a request acts from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def actor_of(request: HttpRequest) -> Any:
    """Return who asks; None only in a view that decides by itself (`decorators.py`)."""
    return request.actor  # type: ignore[attr-defined]
