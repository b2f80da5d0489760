"""Addresses of named pages, found once: a list asks for the same one at each of its rows.

Django walks through all pages of the site for each address. They do not change while the site runs, but for where it
lies (FORCE_SCRIPT_NAME, a path in front) and which pages it has (ROOT_URLCONF); both are part of what is kept.
"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

__all__ = ["address", "known", "numbered"]

_MARK = 987_654_321


def address(name: str) -> str:
    """Return the address of a page that needs no arguments. Raises NoReverseMatch where there is none."""
    return _address(name, get_script_prefix(), settings.ROOT_URLCONF)


def known(name: str) -> str:
    """Return the address of a page that needs no arguments, empty where this site has no such page."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""


def numbered(name: str, number: int) -> str:
    """Return the address of a page of one thing, by its number. Raises NoReverseMatch where there is none."""
    before, after = _around(name, get_script_prefix(), settings.ROOT_URLCONF)
    return f"{before}{number:d}{after}"


@lru_cache(maxsize=2000)
def _address(name: str, _prefix: str, _urlconf: str) -> str:
    return reverse(name)


@lru_cache(maxsize=2000)
def _around(name: str, _prefix: str, _urlconf: str) -> tuple[str, str]:
    before, _mark, after = reverse(name, args=[_MARK]).partition(str(_MARK))
    return before, after
