"""The policy owner adds a set, a policy, an indicator and targets of every province; announced, it is on the wall."""

from __future__ import annotations

import re

import pytest

from tests.browser.steps import press

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "ส่งเสริมแรงงานสูงวัย"


def submit(page) -> None:
    """Press the form's own button."""
    press(page, ".sticky-actions button")


def add_set(page) -> str:
    """Begin a set that replaces the one in force; returns its address."""
    page.goto("/policies")
    year = page.locator("tbody tr", has_text="ใช้อยู่").locator("td").first.inner_text().strip()
    page.click("a.btn:has-text('เพิ่มชุดนโยบาย')")
    page.fill("[name=name_th]", "ชุดกลางปี")
    page.fill("[name=giver_th]", "รัฐมนตรีว่าการกระทรวงแรงงาน")
    page.fill("[name=fiscal_year]", year)
    page.fill("[name=given_on]", "วันที่สามสิบสอง")
    submit(page)
    assert page.input_value("[name=given_on]") == "วันที่สามสิบสอง"
    assert page.locator(".field-error").count() == 1
    page.fill("[name=given_on]", "๒ ต.ค. ๒๕๖๐")
    submit(page)
    assert "ยังไม่ประกาศใช้" in page.locator("main").inner_text()
    return page.url


def add_policy(page) -> str:
    """Add a policy that stands among the headlines; returns its record's address."""
    page.locator("a.btn", has_text="เพิ่มนโยบายด้านนี้").first.click()
    page.fill("[name=name_th]", f"{NAME}ให้มีงานทำในชุมชน")
    page.fill("[name=short_th]", NAME)
    page.select_option("[name=lead]", "DOE")
    page.fill("[name=headline]", "1")
    submit(page)
    return page.url


def add_indicator(page) -> None:
    """Add the main indicator, which counts people, and set every province's target from one total."""
    page.click("a.btn:has-text('เพิ่มตัวชี้วัด')")
    page.fill("[name=name_th]", "ผู้สูงวัยที่ได้งาน")
    page.fill("[name=unit_th]", "คน")
    page.check("[name=is_people]")
    submit(page)
    page.fill("[name=total]", "๗๗,๐๐๑")
    press(page, "button:has-text('แบ่งเท่ากันทุกจังหวัด')")
    assert "77 จาก 77" in page.locator("caption").inner_text()
    page.fill("[name=v-92]", "2,000")
    submit(page)
    assert "ไม่เท่ากับเป้าหมายทั้งประเทศ" in page.locator(".summary").inner_text()
    page.fill("[name=total]", "78001")
    submit(page)
    assert "78,001" in page.locator("main").inner_text()


def test_a_new_set_goes_from_nothing_to_the_wall_and_back(open_as):
    page = open_as("policy-1")
    made = add_set(page)
    record = add_policy(page)
    add_indicator(page)
    wall = open_as("duty-1", 1280, 900)
    wall.goto("/wall")
    assert NAME not in wall.locator("main").inner_text()
    page.goto(made)
    press(page, "button:has-text('ประกาศใช้ชุดนโยบาย')")
    try:
        wall.goto("/wall")
        assert NAME in wall.locator("main").inner_text()
        phone = open_as("doe-92", 360, 800)
        phone.goto("/policies")
        assert NAME in phone.locator("main").inner_text()
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.goto(made)
        page.click("summary:has-text('ถอนประกาศ')")
        page.fill("[name=reason]", "ทดลอง")
        press(page, "button.danger")
    wall.goto("/wall")
    assert NAME not in wall.locator("main").inner_text()
    page.goto(record)
    assert "เพิ่มนโยบาย" in page.locator(".timeline").inner_text()


def test_the_forms_work_without_javascript_on_a_phone(open_as):
    page = open_as("policy-1", 360, 800, "dark", java_script_enabled=False)
    page.goto("/policies")
    page.locator("a", has_text="ข้อมูลนโยบาย").first.click()
    for link in page.locator("main a[href^='/indicators/']").all()[:1]:
        link.click()
    address = page.locator("a", has_text="ตั้งเป้าหมายทุกจังหวัด").get_attribute("href")
    assert re.fullmatch(r"/indicators/[\w-]+/targets/\d{4}", address)
    page.goto(address)
    page.fill("[name=v-92]", "สิบ")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.input_value("[name=v-92]") == "สิบ"
    assert page.locator(".summary a[href='#f-v-92']").count() == 1
