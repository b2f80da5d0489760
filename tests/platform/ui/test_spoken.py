"""What is found once for a page is still the page's own: its language, its zone, its addresses, its pieces."""

import datetime as dt

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import timezone, translation
from jinja2 import UndefinedError
from markupsafe import Markup

from prasan.platform.ui.filters import moment, number
from prasan.platform.ui.pieces import cell, tag
from prasan.platform.ui.spoken import language_code, time_zone
from prasan.platform.web.addresses import address, known, numbered

WHEN = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)


def drawn(text, **told):
    return engines["jinja2"].from_string(text).render(told)


def test_a_page_speaks_its_language_and_another_the_next():
    text = '{{ _("สถานะ") }} {{ when|moment }}'
    said = []
    for code in ("th", "en", "th"):
        with translation.override(code):
            said.append(drawn(text, when=WHEN))
    assert said[0] == said[2] == f"สถานะ {moment(WHEN)}"
    assert said[1] == "Status 24 Nov 2026 03:00"


def test_a_page_within_a_page_speaks_its_own_and_the_outer_goes_on():
    def inner():
        with translation.override("en"):
            return drawn('{{ _("สถานะ") }}')

    with translation.override("th"):
        assert drawn('{{ _("สถานะ") }}/{{ inner() }}/{{ _("สถานะ") }}', inner=inner) == "สถานะ/Status/สถานะ"


def test_a_page_that_fails_leaves_nothing_behind():
    with translation.override("en"), pytest.raises(UndefinedError):
        drawn("{{ missing }}")
    with translation.override("th"):
        assert language_code() == "th"
    with timezone.override("Asia/Tokyo"):
        assert str(time_zone()) == "Asia/Tokyo"
        assert moment(WHEN).startswith("24")
        assert "05.00" in moment(WHEN)


def test_outside_of_a_page_the_language_is_that_of_now():
    with translation.override("en"):
        assert (language_code(), moment(WHEN)) == ("en", "24 Nov 2026 03:00")
    with translation.override("th"):
        assert (language_code(), number(None)) == ("th", "–")


def test_addresses_are_the_same_as_djangos():
    assert address("referrals") == reverse("referrals")
    assert numbered("referral", 7) == reverse("referral", args=[7])
    assert known("no such page") == ""
    for ask in (lambda: address("no such page"), lambda: numbered("no such page", 1), lambda: address("referral")):
        with pytest.raises(NoReverseMatch):
            ask()


def test_addresses_follow_where_the_site_lies():
    assert address("referrals") == "/referrals"
    set_script_prefix("/prasan/")
    try:
        assert (address("referrals"), numbered("referral", 7)) == ("/prasan/referrals", "/prasan/referrals/7")
    finally:
        set_script_prefix("/")
    assert address("referrals") == "/referrals"


def test_pieces_escape_what_they_are_given_and_nothing_twice():
    assert cell("ก<", "<b>") == '<td data-label="ก&lt;">&lt;b&gt;</td>'
    assert cell("ก", Markup("<b>1</b>"), num=True) == '<td data-label="ก" class="num"><b>1</b></td>'
    assert cell("ก", 1, num=True, quiet=True) == '<td data-label="ก" class="num only-wide">1</td>'
    assert cell("ก", 1, quiet=True) == '<td data-label="ก" class="only-wide">1</td>'
    assert tag("done", "<i>").endswith("&lt;i&gt;</span>")
    with pytest.raises(KeyError):
        tag("nobody defined this")
    with pytest.raises(UndefinedError):
        drawn('{% import "ui/components/lists.html" as l %}{{ l.cell("ก", missing) }}')
