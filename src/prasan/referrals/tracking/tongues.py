"""The languages of the pages without account: Thai, English, and those of the pack that were read and released."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from markupsafe import Markup, escape

from prasan.platform.compiled import Compiled
from prasan.referrals.models import PageLanguage

COOKIE = "prasan_track_language"
OWN = {"th": "ไทย", "en": "English"}
"""Languages that are complete in the product itself."""
SHEETS = frozenset({"my", "km", "lo", "vi"})
"""Languages with a sheet of their own, referrals/track-….css: the font of their letters, which no other page loads."""


@dataclass(frozen=True)
class Tongue:
    """A language in which a page is written; called with a Thai text it returns it in that language.

    `base`, th or en: in it stand dates, and whatever the pack's language has no words for; `fonts`, families of the
    slip.
    """

    code: str
    base: str
    texts: dict[str, str] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()

    def __call__(self, text: str | Promise, /, **told: Any) -> str:
        """Return a text, also one that is translated late, with escaped values in it."""
        found = self.said(text)
        if not told:
            return found
        safe: Markup = escape(found)
        return safe % told

    def said(self, text: str | Promise) -> str:
        """Return a text as it is, its values not yet in it."""
        if isinstance(text, Promise):
            with override("th"):
                text = str(text)
        return self.texts.get(text) or gettext(text)

    @property
    def sheet(self) -> str:
        """Return the style sheet of its own letters, "" where it needs none."""
        return f"referrals/track-{self.code}.css" if self.code in SHEETS else ""


def tongue(found: PageLanguage) -> Tongue:
    """Return a language of the pack."""
    fonts = tuple(one.strip() for one in found.fonts.split(",") if one.strip())
    return Tongue(found.code, "en", found.texts, fonts)


_released: Compiled[Any] = Compiled(lambda: PageLanguage.objects.released().values_list("code", "name"))


def released() -> dict[str, str]:
    """Return the languages of the pack that people are shown, code → own name: one query."""
    return dict(_released())


def by_code(code: str) -> Tongue | None:
    """Return a language that people may be shown, None for an unknown one or a draft; no query for our own."""
    if code in OWN:
        return Tongue(code, code)
    found = PageLanguage.objects.released().filter(code=code).first() if 0 < len(code) <= 8 else None
    return tongue(found) if found is not None else None


def tongue_of(request: HttpRequest) -> Tongue:
    """Return the language that a reader chose; Thai where none is known, no query for Thai and English."""
    code = (request.GET.get("l") or request.COOKIES.get(COOKIE) or "").replace("\0", "") or "th"
    return by_code(code) or Tongue("th", "th")
