"""On A4: wall, province page and report print on a few sheets, dark ink on white, without menus and buttons."""

from __future__ import annotations

import re

import pytest

from tests.browser.steps import REPORT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

A4 = (595, 842)
"""Points; a sheet may lie on its side."""
SCREEN_ONLY = "header.top, nav.main, .skip, .crumbs, .filters, .btn, dialog, .toasts, .views"


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Return the size of each page of a PDF as Chromium writes it."""
    boxes = re.findall(rb"/Type /Page\b(?!s).*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf, re.S)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


@pytest.mark.parametrize(
    ("login", "address", "most"),
    [("duty-1", "/wall", 1), ("minister", "/province/92", 2), ("plo-92", "report", 3)],
)
def test_it_prints_on_few_sheets_without_the_shell(open_as, login, address, most):
    page = open_as(login, 1280, 900, "dark")
    if address == "report":
        page.goto("/reports/waiting")
        address = page.locator(REPORT).first.get_attribute("href")
    page.goto(address)
    page.wait_for_load_state()
    printed = sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    assert 1 <= len(printed) <= most, printed
    assert all(abs(min(one) - A4[0]) <= 2 and abs(max(one) - A4[1]) <= 2 for one in printed), printed
    page.emulate_media(media="print", color_scheme="dark")
    visible = "(only) => [...document.querySelectorAll(only)].filter((e) => e.checkVisibility())"
    seen = page.evaluate(
        visible + ".map((e) => e.outerHTML.slice(0, 90))",
        SCREEN_ONLY,
    )
    assert seen == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, "a dark screen prints on white paper"
    assert page.locator("h1").first.is_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 1, "nothing is cut off at the edge of the paper"
