"""An address found by its first word is the page that Django finds by trying them all."""

import re

import pytest
from django.conf import settings
from django.urls import Resolver404, get_resolver, include, path, re_path
from django.urls.resolvers import RoutePattern, URLResolver

from prasan.platform.web.paths import ByFirstWord, by_first_word

SAMPLES = {"int": "7", "str": "abc", "slug": "a-b", "path": "a/b/c", "uuid": "00000000-0000-4000-8000-000000000000"}


def addresses(pages, before=""):
    """An address for each page of the site."""
    for page in pages:
        route = before + str(page.pattern).removeprefix("^").removesuffix("$")
        if hasattr(page, "url_patterns"):
            yield from addresses(page.url_patterns, route)
        else:
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "x1"), route)


def told(pages, address):
    try:
        found = pages.resolve(address)
    except Resolver404:
        return None
    return (found.func, found.args, found.kwargs, found.url_name, found.route, found.namespaces, found.app_names,
            found.captured_kwargs, found.extra_kwargs)  # fmt: skip


def test_every_address_of_the_site_means_the_same_page():
    root = get_resolver(settings.ROOT_URLCONF)
    (indexed,) = root.url_patterns
    assert isinstance(indexed, ByFirstWord)
    plain = URLResolver(RoutePattern("", is_endpoint=False), indexed.url_patterns)
    known = sorted(set(addresses(root.url_patterns)))
    assert len(known) > 500
    found = 0
    for address in [*known, "", "nothing", "referrals/x", "referrals/7/", "/", "referral", "accounts", "ก/ข", "a//b"]:
        there = told(plain, address)
        found += there is not None
        assert told(indexed, address) == there, address
    assert found > 0.9 * len(known)


def test_only_pages_that_can_begin_with_the_word_are_tried():
    root = get_resolver(settings.ROOT_URLCONF)
    index, _any = root.url_patterns[0]._pages
    assert len(index["referrals"]) < 60
    assert "accounts" in index


def test_order_and_pages_of_any_word_count():
    def view(request):
        """Never asked: only its address is."""

    tree = by_first_word(
        path("a/<int:n>", view, name="number"), re_path(r"^a/(?P<word>x\w+)$", view, name="pattern"),
        path("<str:any>/y", view, name="any"), path("a/y", view, name="late"), path("b", view, name="b"),
        path("c/", include([path("<int:n>", view, name="within")])), path("", view, name="home"),
    )  # fmt: skip
    names = {"a/1": "number", "a/xy": "pattern", "a/y": "any", "b": "b", "c/3": "within", "": "home", "z/y": "any"}
    for address, name in names.items():
        assert tree.resolve(address).url_name == name
    assert tree.resolve("c/3").kwargs == {"n": 3}
    assert tree.resolve("c/3").route == "c/<int:n>"
    for address in ("a", "c", "z", "b/"):
        with pytest.raises(Resolver404):
            tree.resolve(address)


def test_a_page_that_is_none_says_what_was_tried():
    with pytest.raises(Resolver404) as refused:
        get_resolver(settings.ROOT_URLCONF).resolve("/no-such-page")
    assert len(refused.value.args[0]["tried"]) > 100
