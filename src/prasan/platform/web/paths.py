"""Which page an address means, found by its first word: Django tries all pages of the site one after the other.

    urlpatterns = [by_first_word(path("", include("prasan.referrals.urls")), …)]

The pages that can begin with the word are tried in the order in which they stand, so the answer is Django's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

__all__ = ["ByFirstWord", "by_first_word"]

Page = URLPattern | URLResolver


def by_first_word(*pages: Page) -> ByFirstWord:
    """Put pages together so that an address finds its own by the first word."""
    return ByFirstWord(RoutePattern("", is_endpoint=False), list(pages))


class ByFirstWord(URLResolver):
    """Pages of a site, indexed by the first word of their address."""

    @cached_property
    def _pages(self) -> tuple[dict[str, list[Page]], list[Page]]:
        """Return (pages by first word, pages that may begin with any)."""
        known = [(_first_word(page), page) for page in _flat(self.url_patterns)]
        words = {word for word, _page in known if word is not None}
        index = {word: [page for first, page in known if first in {word, None}] for word in words}
        return index, [page for first, page in known if first is None]

    def resolve(self, path: str) -> ResolverMatch:
        """Return the page of an address. Raises Resolver404, with all that was tried, where it is none."""
        index, any_word = self._pages
        for page in index.get(str(path).partition("/")[0], any_word):
            try:
                found: ResolverMatch | None = page.resolve(path)
            except Resolver404:
                continue
            if found is not None:
                return found if isinstance(page, URLPattern) else _routed(page, found)
        return super().resolve(path)


def _routed(page: URLResolver, found: Any) -> ResolverMatch:
    """Return a match with the route of the pages it stands among, which Django adds one floor above."""
    make: Any = ResolverMatch
    match: ResolverMatch = make(
        found.func, found.args, found.kwargs, found.url_name, found.app_names, found.namespaces,
        f"{page.pattern}{found.route}", found.tried, found.captured_kwargs, found.extra_kwargs,
    )  # fmt: skip
    return match


def _flat(pages: list[Any]) -> Iterator[Page]:
    """Yield pages in order; those of an include that adds nothing stand for it."""
    for page in pages:
        plain = isinstance(page, URLResolver) and isinstance(page.pattern, RoutePattern) and not page.namespace
        if plain and not str(page.pattern) and not page.default_kwargs and not page.pattern.converters:
            yield from _flat(page.url_patterns)
        else:
            yield page


def _first_word(page: Page) -> str | None:
    """Return the word with which every address of a page begins, None where that is not known."""
    route = str(page.pattern)
    if not isinstance(page.pattern, RoutePattern) or (isinstance(page, URLResolver) and "/" not in route):
        return None
    word = route.partition("/")[0]
    return None if "<" in word else word
