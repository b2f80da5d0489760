"""What stands around every page: brand, ways to go, who is signed in as what, language, theme, banner.

The platform does not know people or seats; whoever does writes a function `(request) -> Shell` and names
it in `settings.PRASAN_SHELL_PROVIDER`. Templates see one variable, `shell`, built only when it is used,
so that fragments of pages do not pay for it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.platform.web.addresses import known

__all__ = ["Banner", "NavItem", "SeatChoice", "Shell", "context"]

BRAND = _("ประสาน")
ORGANISATION = _("ศูนย์ปฏิบัติการกระทรวงแรงงาน")
THEMES = ("auto", "light", "dark")
THEME_COOKIE = "prasan_theme"
KEYS_COOKIE = "prasan_keys"
HELP_PHONE = "1506"


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the main navigation."""

    url: str
    label: Any
    current: bool = False
    count: int | None = None
    """How many things wait there; None shows no number."""
    key: str = ""
    """Letter of the shortcut `g <letter>`; empty: none."""


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """One seat that the signed-in person may act in."""

    value: str
    label: Any
    current: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above everything: `kind` is training, notice or warning."""

    text: Any
    kind: str = "notice"


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that the page shell shows."""

    brand: Any = BRAND
    organisation: Any = ORGANISATION
    home_url: str = "/"
    nav: tuple[NavItem, ...] = ()
    account_nav: tuple[NavItem, ...] = ()
    """Links inside the person's menu: profile, notices, sessions …"""
    person_label: Any = None
    place_label: Any = None
    """Where the person works, in short, beside the name on wide screens."""
    seat_label: Any = None
    """Who acts as what and where, in full, at the top of the person's menu."""
    person_key: str = ""
    """Tells people at one browser apart, so that a half-filled form comes back to its own writer only."""
    seats: tuple[SeatChoice, ...] = ()
    seat_switch_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    palette_url: str = ""
    """Answers `?q=` with the fragment that `ui/components/palette.html` draws; empty: no palette."""
    search_url: str = ""
    notices_url: str = ""
    """Where the bell leads; empty: no bell."""
    unread: int = 0
    """How many notices wait; from 100 on the bell shows no exact number."""
    bell_url: str = ""
    notices_topic: str = ""
    """The live topic with which a page with live parts fetches `bell_url` anew."""
    language: str = "th"
    languages: tuple[tuple[str, str], ...] = (("th", "ไทย"), ("en", "English"))
    language_url: str = ""
    theme: str = "auto"
    theme_url: str = ""
    keys_url: str = ""
    keys_on: bool = True
    """Single-letter shortcuts; a person may turn them off (WCAG 2.1.4)."""
    mourning: bool = False
    banner: Banner | None = None
    messages: tuple[tuple[str, str], ...] = ()
    data_as_of: datetime | None = None
    help_phone: str = HELP_PHONE
    path: str = "/"
    posted: str = ""
    """The address of the form that this page answers; empty: nobody sent one. What the server put into its fields
    stands, and is not overwritten by what was typed before it was sent."""

    def with_(self, **changes: Any) -> "Shell":
        """Copy with some fields changed."""
        return replace(self, **changes)

    @property
    def html_class(self) -> str:
        """Classes of the root element: explicit theme and mourning."""
        names = [self.theme] if self.theme in ("light", "dark") else []
        return " ".join([*names, *(["mourning"] if self.mourning else [])])


def plain(request: HttpRequest) -> Shell:
    """The shell of a request without knowing anybody: language, theme, keys, messages and path."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return Shell(
        language=(get_language() or "th")[:2],
        theme=theme if theme in THEMES else "auto",
        theme_url=known("ui_theme"),
        language_url=known("set_language"),
        keys_url=known("ui_keys"),
        keys_on=request.COOKIES.get(KEYS_COOKIE, "on") != "off",
        messages=tuple((m.level_tag, str(m.message)) for m in messages.get_messages(request)),
        path=request.get_full_path(),
        posted=request.path if request.method == "POST" else "",
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, made by the project's provider when a template first asks for it.

    The token of forms too: Django masks it anew for each form of a page, once is enough.
    """
    path = getattr(settings, "PRASAN_SHELL_PROVIDER", None)
    provider = import_string(path) if path else plain
    return {
        "shell": SimpleLazyObject(lambda: provider(request)),
        "csrf_token": SimpleLazyObject(lambda: get_token(request)),
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }
