"""A whole report on a desktop by keyboard alone: sign-in, work, answers, check, send; the focus is always seen."""

from __future__ import annotations

import pytest

from tests.browser.steps import REPORT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_TABS = 60
FOCUS_SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return at.matches(':focus-visible') && (parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none');
}"""


def tab_to(page, selector: str) -> None:
    """Press Tab until the focus stands on what the selector names; it must be seen there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(FOCUS_SEEN), f"the focus on {selector} is not seen"
            return
    raise AssertionError(f"{selector} is not reached by {MOST_TABS} tabs on {page.url}")


def enter(page) -> None:
    """Press Enter and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page) -> None:
    """Answer the question shown: the number, a word when it is unusual, cause and recovery when it is late."""
    if "why=1" not in page.url:
        tab_to(page, "input[name=value]")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("๙๐")
        if page.locator("input[name=denominator]").count():
            tab_to(page, "input[name=denominator]")
            page.keyboard.press("Control+a")
            page.keyboard.insert_text("100")
        for place, part in enumerate(page.locator("details.split[open] input[name^='m-']").all()):
            tab_to(page, f"input[name='{part.get_attribute('name')}']")
            page.keyboard.press("Control+a")
            page.keyboard.insert_text("0" if place else "90")
    if page.locator("textarea[name=note]").is_visible():
        tab_to(page, "textarea[name=note]")
        page.keyboard.insert_text("นับใหม่จากทะเบียน")
    if page.locator("textarea[name=step]").is_visible():
        tab_to(page, "input[name=cause]")
        page.keyboard.press("Space")
        tab_to(page, "textarea[name=step]")
        page.keyboard.insert_text("จัดหน่วยเคลื่อนที่เพิ่ม")
    tab_to(page, ".form-foot button")
    enter(page)


def test_a_report_is_sent_by_keyboard_alone(chromium, site):
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/accounts/login/")
    tab_to(page, "input[name=login]")
    page.keyboard.insert_text("sso-42-officer")
    tab_to(page, "input[name=password]")
    page.keyboard.insert_text(site.password)
    enter(page)
    page.goto("/work")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')"), "the first stop is the way past the menu"
    page.keyboard.press("Enter")
    tab_to(page, REPORT)
    enter(page)
    if "/items/" not in page.url:
        tab_to(page, "main a[href*='/items/'], form[action='/reports/open'] button")
        enter(page)
    for _ in range(30):
        if "/items/" not in page.url:
            break
        answer(page)
    assert page.url.endswith("/check")
    tab_to(page, "main form button.btn")
    enter(page)
    assert page.url.endswith("/receipt")
    assert "เลขที่" in page.locator("main").inner_text()
    context.close()
