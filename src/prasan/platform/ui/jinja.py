"""The Jinja environment of all our pages: an undefined name is an error, everything is escaped."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import get_current_timezone_name
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from prasan.platform.ui import charts, pieces
from prasan.platform.ui.filters import FILTERS, language
from prasan.platform.ui.shell import HELP_PHONE
from prasan.platform.ui.sources import source_words
from prasan.platform.ui.spoken import Drawn, language_code
from prasan.platform.ui.words import STATUSES, status
from prasan.platform.web.addresses import address
from prasan.platform.web.request_id import current_request_id

__all__ = ["environment"]


def url(name: str, *args: object, **kwargs: object) -> str:
    """Address of a named page. Raises NoReverseMatch when no such page exists."""
    if not args and not kwargs:
        return address(name)
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _fill(text: str, variables: dict[str, object]) -> str:
    """Put escaped values into a translated text; without values the text stays as it is."""
    if not variables:
        return text
    safe: Markup = escape(text)
    return safe % variables


_FILES: dict[str, str] = {}


def _static(path: str) -> str:
    """Address of a static file; by the list of their digests it is found once."""
    if settings.DEBUG or not isinstance(staticfiles_storage, ManifestFilesMixin):
        return static(path)
    if path not in _FILES:
        _FILES[path] = static(path)
    return _FILES[path]


MOST_TEXTS = 20_000
_SAID: dict[str, dict[str, str]] = {}
"""Translations by language: a list asks for the same few words in each row, and the catalogues do not change."""


def _gettext(message: str, /, **variables: object) -> str:
    """Translate; with variables, fill `%(name)s` and escape each value.

    A message without variables may hold a bare per cent sign, unlike Jinja's own new-style gettext.
    """
    texts = _SAID.setdefault(language_code(), {})
    said = texts.get(message)
    if said is None:
        if len(texts) > MOST_TEXTS:
            texts.clear()
        said = texts[message] = translation.gettext(message)
    return _fill(said, variables) if variables else said


def _ngettext(singular: str, plural: str, n: int, /, **variables: object) -> str:
    """Translate by number; `%(num)s` is always at hand."""
    return _fill(translation.ngettext(singular, plural, n), {"num": n, **variables})


def _pgettext(context: str, message: str, /, **variables: object) -> str:
    """Translate a word that means different things in different places."""
    return _fill(translation.pgettext(context, message), variables)


def environment(**options: Any) -> Environment:
    """Build the environment for Django's Jinja2 backend.

    `options` are the backend's (loader, autoescape, auto_reload …); what the house decides is laid over them.
    """
    options.pop("undefined", None)
    options["autoescape"] = True
    options["auto_reload"] = bool(settings.DEBUG)
    env = Environment(  # noqa: S701  autoescape is set two lines above
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", *options.pop("extensions", ())],
        **options,
    )
    # Old style on purpose: our callables above format and escape by themselves.
    env.template_class = Drawn
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_gettext, ngettext=_ngettext, newstyle=False, pgettext=_pgettext
    )
    env.globals.update(
        _=_gettext,  # Jinja's own `_` goes round by the context at each word
        url=url,
        static=_static,
        charts=charts,
        pieces=pieces,
        status_of=status,
        STATUSES=STATUSES,
        language=language,
        time_zone=get_current_timezone_name,
        request_id=current_request_id,
        help_phone=HELP_PHONE,
    )
    env.filters.update(FILTERS, source_words=source_words)
    return env
