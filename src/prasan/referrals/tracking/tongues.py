"""The languages of the pages without account: Thai, English, and those of the pack that were read and released."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from markupsafe import Markup, escape

from prasan.referrals.models import PageLanguage

COOKIE = "prasan_track_language"
OWN = {"th": "ไทย", "en": "English"}
"""Languages that are complete in the product itself."""


@dataclass(frozen=True)
class Tongue:
    """A language in which a page is written; called with a Thai text it returns it in that language.

    `base`, th or en: in it stand dates, and whatever the pack's language has no words for.
    """

    code: str
    base: str
    texts: dict[str, str] = field(default_factory=dict)

    def __call__(self, text: str, /, **told: Any) -> str:
        """Return a text with escaped values in it."""
        found = self.texts.get(text) or gettext(text)
        if not told:
            return found
        safe: Markup = escape(found)
        return safe % told


def released() -> dict[str, str]:
    """Return the languages of the pack that people are shown, code → own name: one query."""
    rows = PageLanguage.objects.filter(state=PageLanguage.State.RELEASED)
    return dict(rows.values_list("code", "name"))


def tongue_of(request: HttpRequest) -> Tongue:
    """Return the language that a reader chose; Thai where none is known, no query for Thai and English."""
    code = (request.GET.get("l") or request.COOKIES.get(COOKIE) or "").replace("\0", "") or "th"
    if code in OWN:
        return Tongue(code, code)
    found = PageLanguage.objects.filter(code=code[:8], state=PageLanguage.State.RELEASED).first()
    return Tongue(found.code, "en", found.texts) if found is not None else Tongue("th", "th")
