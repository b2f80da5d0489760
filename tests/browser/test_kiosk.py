"""The kiosk of the demo's counter on a tablet and on a telephone's width: scripts off, as tablets in halls are."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FINGER = 48
"""Pixels that a finger needs."""


def link_of(chromium, site) -> str:
    """Return the link of the kiosk, as an officer of the counter finds it."""
    context = chromium.new_context(base_url=site.url)
    page = context.new_page()
    sign_in(page, site, "counter-80")
    page.goto("/counter")
    page.goto(page.locator("main a[href$='/settings']").first.get_attribute("href").replace("/settings", "/kiosks"))
    found: str = page.locator("main a[href^='/kiosk/key/']").first.get_attribute("href")
    context.close()
    return found


def narrow(page) -> list[str]:
    """Return what a finger would miss, and whether the page scrolls sideways."""
    boxes = [(one.inner_text(), one.bounding_box()) for one in page.locator("main a, main button").all()]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 1
    return [text for text, box in boxes if min(box["width"], box["height"]) < FINGER] + (["wide"] if wide else [])


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_two_presses_make_a_ticket_and_back_shows_nothing(chromium, site, width, scheme):
    start = link_of(chromium, site)
    context = chromium.new_context(
        base_url=site.url, java_script_enabled=False, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(start)
    assert narrow(page) == []
    page.get_by_text("ไม่แน่ใจ").click()
    assert narrow(page) == []
    page.get_by_role("button", name="ผู้สูงอายุ").click()
    assert page.url.endswith("/slip")
    assert narrow(page) == []
    label = page.locator("h1 b").inner_text()
    assert re.fullmatch(r"A\d{3}", label)
    page.get_by_role("link", name="เสร็จแล้ว").click()
    assert page.url.endswith(start)
    assert label not in page.content()
    page.go_back()
    assert label not in page.content()
    assert page.url.endswith(start)
    page.get_by_role("link", name="English").click()
    assert "What do you come for" in page.content()
    context.close()
