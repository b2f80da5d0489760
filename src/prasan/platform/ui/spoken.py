"""Language and time zone of what is being drawn, found once for a page and not for each of its thousand words.

Django keeps both in variables that cost microseconds to read; a list reads them several thousand times. While a
template is drawn they stand here; outside of one (an export, a letter) Django is asked as ever.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from jinja2 import Template

__all__ = ["Drawn", "language_code", "time_zone"]

_DRAWN: ContextVar[tuple[str, dt.tzinfo] | None] = ContextVar("prasan_drawn", default=None)


class Drawn(Template):
    """A template that says, while it is drawn, in which language and time zone."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Draw the page. One drawn within another has its own language."""
        before = _DRAWN.set((get_language() or "", get_current_timezone()))
        try:
            return super().render(*args, **kwargs)
        finally:
            _DRAWN.reset(before)


def language_code() -> str:
    """Return the language that is spoken now, empty where none is."""
    drawn = _DRAWN.get()
    return drawn[0] if drawn is not None else get_language() or ""


def time_zone() -> dt.tzinfo:
    """Return the time zone in which moments are shown now."""
    drawn = _DRAWN.get()
    return drawn[1] if drawn is not None else get_current_timezone()
