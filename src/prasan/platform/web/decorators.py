"""Access decisions that a view carries; the house test lists one for every address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def answers_itself(view: View) -> View:
    """Mark a view that is given `request.actor = None` and decides by itself."""
    view.answers_itself = True  # type: ignore[attr-defined]
    return view


def for_roles(*roles: str) -> Callable[[View], View]:
    """Mark a view that only some roles open; the middleware refuses the others with the reason."""

    def mark(view: View) -> View:
        view.for_roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark
