"""Naming people by typing "@" in a comment: by keyboard and by touch, only whom the picker holds; no scripts needed."""

from __future__ import annotations

import pytest

from tests.browser.steps import REPORT, press

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = "#comment-text"
OPTION = ".mention-list [role=option]"


def open_report(page) -> list[str]:
    """Open the newest report of the office, return whom its picker holds."""
    page.goto("/reports")
    press(page, REPORT)
    return page.locator("label:has(input[name=mention])").all_text_contents()


def chosen(page) -> list[str]:
    return page.locator("label:has(input[name=mention]:checked)").all_text_contents()


def test_typing_offers_people_of_the_picker_and_ticks_whom_one_chooses(open_as):
    page = open_as("doe-92-officer", 1280, 900)
    people = [one.strip() for one in open_report(page)]
    name = people[-1].split(" · ")[0]
    page.locator(TEXT).click()
    page.keyboard.type(f"เรียน @{name[:1]}")
    assert page.locator(OPTION).count() == 0, "one letter offers nobody"
    page.keyboard.type(name[1:4])
    offered = [one.strip() for one in page.locator(OPTION).all_text_contents()]
    assert offered
    assert set(offered) <= set(people)
    assert all(name[:4] in one for one in offered)
    at = offered.index(people[-1])
    for _ in range(at):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(TEXT) == f"เรียน @{name} "
    assert [one.strip() for one in chosen(page)] == [people[-1]]
    page.keyboard.type("a@zz ไม่ใช่ชื่อ @ไม่มีใคร")
    assert page.locator(OPTION).count() == 0
    page.keyboard.type(f" @{name[:3]}")
    page.keyboard.press("Escape")
    assert page.locator(OPTION).count() == 0
    assert page.evaluate("document.activeElement.id") == "comment-text"
    press(page, "#comments form[data-once] button")
    assert f"@{people[-1]}" in page.locator("#comments").inner_text()


def test_a_finger_chooses_too(open_as):
    page = open_as("doe-92-officer", 360, 800, has_touch=True)
    people = [one.strip() for one in open_report(page)]
    page.locator(TEXT).tap()
    page.keyboard.type(f"@{people[0][:3]}")
    first = page.locator(OPTION).first
    wanted = first.inner_text().strip()
    assert first.bounding_box()["height"] >= 44
    first.tap()
    assert [one.strip() for one in chosen(page)] == [wanted]
    assert page.evaluate("document.activeElement.id") == "comment-text"


def test_without_scripts_the_picker_stays(open_as):
    page = open_as("doe-92-officer", 360, 800, java_script_enabled=False)
    assert open_report(page)
    assert not page.locator("[data-mention-hint]").is_visible()
    page.locator("details:has(input[name=mention]) summary").click()
    page.locator("input[name=mention]").first.check()
    name = chosen(page)[0].strip()
    page.fill(TEXT, "ขอให้ดูด้วย")
    press(page, "#comments form[data-once] button")
    assert f"@{name}" in page.locator("#comments").inner_text()
