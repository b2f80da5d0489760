"""From sign-in to the receipt without JavaScript, with double clicks, a late answer and a session that ends."""

from __future__ import annotations

import re

import pytest

from tests.browser import steps
from tests.browser.steps import REPORT, SAVE, press, told, type_answer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_report_is_made_and_sent_without_scripts(open_as, site):
    page = open_as("dlpw-76-officer", 360, 800, java_script_enabled=False)
    page.goto("/work")
    press(page, REPORT)
    if "/items/" not in page.url:
        page.locator("a[href*='/items/'], form[action='/reports/open'] button").first.click()
    page.wait_for_url("**/items/*")
    report = int(page.url.split("/reports/")[1].split("/")[0])
    first = f"/reports/{report}/items/1"
    page.goto(first)
    type_answer(page, "๑,๒๓๔,๕")
    press(page, SAVE)
    assert page.input_value("input[name=value]") == "๑,๒๓๔,๕", "a bad number comes back as it was typed"
    assert page.locator("[role=alert]").is_visible()
    type_answer(page, "๑,๒๓๔")
    steps.end_session(page)
    press(page, SAVE)
    assert "หมดเวลาเข้าใช้งาน" in told(page)
    steps.sign_in_here(page, site, "dlpw-76-officer")
    assert page.url == site.url + first
    assert page.input_value("input[name=value]") == "๑,๒๓๔"
    page.locator(SAVE).dblclick()
    page.wait_for_url(re.compile(r"/items/1\?why=1"))  # 1,234 is far from what the office reported before
    steps.say_why(page)
    press(page, SAVE)
    steps.answer_all(page)
    page.locator("main form button.btn").dblclick()  # nothing in this browser holds the second click back
    page.wait_for_url("**/receipt")
    assert "เลขที่" in told(page)
    with steps.database(site) as link:
        sent = "SELECT count(*) FROM platform_journal WHERE verb = 'progress.submit' AND object_id = %s"
        assert link.execute(sent, (report,)).fetchone() == (1,)
        saved = "SELECT value FROM progress_figure WHERE report_id = %s ORDER BY id"
        assert (1234,) in link.execute(saved, (report,)).fetchall()
