"""The way through: an officer types a report on a phone, its head approves, the wall moves by itself."""

from __future__ import annotations

import re

import pytest

from tests.browser.steps import REPORT, press, say_why, type_answer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECONDS = 5_000
"""How long a page may take to move here; the number that counts is measured in bench/, machines are noisy."""


def fill_in(page) -> None:
    """Answer every question of the report: what the path asks for, or with cause and recovery when late."""
    page.click("text=กรอกรายงาน")
    for _ in range(20):
        if "/items/" not in page.url:
            break
        here = page.url
        type_answer(page, "๙๐" if page.locator("input[name=denominator]").count() else "๑,๒๓๔")
        press(page, ".form-foot button")
        if page.url.split("?")[0] == here.split("?")[0]:
            say_why(page)
            press(page, ".form-foot button")
    assert "/check" in page.url


def test_a_report_typed_on_a_phone_moves_the_wall_without_reload(open_as):
    wall = open_as("duty-1", 1920, 1080, "dark")
    wall.goto("/wall")
    wall.wait_for_selector("text=ข้อมูลสด")
    wall.evaluate("window.stayed = true")
    before = wall.locator("footer").inner_text()

    phone = open_as("sso-92-officer", 360, 800)
    phone.click(REPORT)
    fill_in(phone)
    phone.click("text=ส่งรายงาน")
    phone.wait_for_url("**/receipt")
    assert "เลขที่" in phone.locator("main").inner_text()
    report = re.search(r"/reports/(\d+)", phone.url).group(1)

    head = open_as("sso-92")
    head.goto(f"/reports/{report}")
    press(head, "text=อนุมัติรายงานนี้")

    wall.wait_for_function(
        "before => document.querySelector('footer').innerText !== before", arg=before, timeout=SECONDS
    )
    assert wall.evaluate("window.stayed") is True, "the page was loaded anew"


def test_the_author_does_not_approve_and_others_do_not_see(open_as):
    other = open_as("doe-92")
    assert other.goto("/reports/1").status in {200, 404}
    stranger = open_as("plo-80")
    mine = open_as("plo-92")
    mine.goto("/desk")
    links = [a.get_attribute("href") or "" for a in mine.locator(REPORT).all()]
    link = next(one for one in links if re.fullmatch(r"/reports/\d+", one))
    assert mine.goto(link).status == 200
    assert stranger.goto(link).status == 404


def test_any_province_is_three_taps_away_on_the_executives_phone(open_as):
    phone = open_as("minister", 360, 800)
    phone.goto("/")
    taps = 0
    press(phone, "text=จังหวัด >> nth=0")
    taps += 1
    phone.locator("main a[href='/province/96']").first.click()
    taps += 1
    phone.wait_for_url("**/province/96")
    assert taps <= 3
