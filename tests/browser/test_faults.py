"""What goes wrong while people work: each fault as they meet it, what they are told, and that nothing typed is lost."""

from __future__ import annotations

import signal

import pytest
import xlsxwriter

from tests.browser import steps
from tests.browser.steps import REPORT, SAVE, press, told, type_answer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_wrong_passwords_are_told_and_then_the_account_rests(site, chromium):
    page = chromium.new_page(base_url=site.url)
    page.goto("/accounts/login/")
    for _ in range(5):
        page.fill("input[name=login]", "doe-72")
        page.fill("input[name=password]", "ไม่ใช่รหัสนี้-1234")
        press(page, "main form button[type=submit]")
        assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in told(page)
        assert page.input_value("input[name=login]") == "doe-72"
        assert "ไม่ใช่รหัสนี้" not in page.content(), "a password never stands in a page"
    steps.sign_in_here(page, site, "doe-72")
    assert "ลองใหม่ได้หลังเวลา" in told(page)
    page.close()


def test_a_session_that_ended_gives_the_filled_form_back_after_sign_in(open_as, site):
    page = open_as("doe-92-officer", 360, 800)
    question = steps.begin_report(page)
    type_answer(page, "๖๔")
    steps.end_session(page)
    press(page, SAVE)
    assert "หมดเวลาเข้าใช้งาน รายการนี้ยังไม่ได้บันทึก" in told(page)
    steps.sign_in_here(page, site, "doe-92-officer")
    assert page.url == site.url + question
    assert page.input_value("input[name=value]") == "๖๔"
    press(page, SAVE)
    assert steps.shown_value(page, question) == "64"


def test_a_reason_typed_into_an_ended_session_comes_back_too(open_as, site):
    page = open_as("plo-92")
    page.goto("/reports/waiting")
    page.locator(REPORT).first.click()
    page.wait_for_url("**/reports/*")
    page.click("details:has(textarea[name=reason]) > summary")
    page.fill("textarea[name=reason]", "โปรดแนบบัญชีรายชื่อ")
    steps.end_session(page)
    press(page, "form:has(textarea[name=reason]) button")
    steps.sign_in_here(page, site, "plo-92")
    assert page.locator("textarea[name=reason]").is_visible()
    assert page.input_value("textarea[name=reason]") == "โปรดแนบบัญชีรายชื่อ"


def test_a_form_older_than_the_sign_in_is_explained_and_keeps_its_fields(open_as, site):
    page = open_as("dsd-42-officer")
    question = steps.begin_report(page)
    type_answer(page, "77")
    steps.end_session(page)
    other = page.context.new_page()
    other.goto("/accounts/login/")
    steps.sign_in_here(other, site, "dsd-42-officer")
    press(page, SAVE)
    assert "หน้าที่กรอกเก่าเกินไป" in told(page)
    press(page, "text=กลับหน้าแรก")  # the wrong way on purpose: leaving the page must lose nothing
    assert steps.shown_value(page, question) == "77"
    press(page, SAVE)
    assert steps.shown_value(page, question) == "77"
    assert page.evaluate("Object.keys(sessionStorage).length") == 0, "what has arrived is kept no longer"


def test_the_second_of_two_people_sees_both_values(open_as):
    first, second = open_as("doe-93-officer"), open_as("doe-93", 360, 800)
    question = steps.begin_report(first)
    second.goto(question)
    type_answer(first, "55")
    type_answer(second, "66")
    press(first, SAVE)
    press(second, SAVE)
    words = told(second)
    assert "มีผู้อื่นบันทึกค่านี้แล้ว" in words
    assert "55" in words
    assert "66" in words
    assert steps.shown_value(first, question) == "55", "nothing is written over before somebody chose"
    second.check("input[name=conflict][value=mine]")
    press(second, "main form button.btn:not(.secondary)")
    assert steps.shown_value(first, question) == "66"


def test_a_double_click_sends_one_report(open_as, site):
    page = open_as("sso-50-officer")
    page.goto("/reports")
    page.locator("form[action='/reports/open'] button").first.dblclick()
    page.wait_for_url("**/items/1")
    report = int(page.url.split("/")[-3])
    steps.answer_all(page)
    page.locator("main form button.btn").dblclick()
    page.wait_for_url("**/receipt")
    with steps.database(site) as link:
        same = "office_id = (SELECT office_id FROM progress_report WHERE id = %s) AND period ="
        query = f"SELECT count(*) FROM progress_report WHERE {same} (SELECT period FROM progress_report WHERE id = %s)"
        assert link.execute(query, (report, report)).fetchone() == (1,)
        sent = "SELECT count(*) FROM platform_journal WHERE verb = 'progress.submit' AND object_id = %s"
        assert link.execute(sent, (report,)).fetchone() == (1,)


def test_a_file_over_the_limit_is_refused_in_words(open_as, tmp_path):
    large = tmp_path / "รายชื่อ.xlsx"
    large.write_bytes(b"PK\x03\x04" + bytes(26 * 1024 * 1024))
    page = open_as("admin")
    page.goto("/admin/imports")
    page.set_input_files("input[type=file]", large)
    press(page, "main form button.btn:not(.quiet)")
    words = told(page)
    assert "ไฟล์ใหญ่เกินกำหนด (25 MB) ยังไม่ได้รับข้อมูลใด ๆ" in words
    assert "ย่อขนาดหรือแบ่งไฟล์" in words
    family = page.evaluate("getComputedStyle(document.querySelector('main p')).fontFamily")
    assert "Sarabun" in family, "the page looks like the others"


HEADS = ["ชื่อ-นามสกุล", "อีเมล", "หน่วยงาน", "บทบาท", "วันเริ่ม"]


def test_a_ministrys_workbook_is_read_and_its_bad_cell_named(open_as, tmp_path):
    path = tmp_path / "บัญชี.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("คน")
        sheet.merge_range(0, 0, 0, 4, "บัญชีรายชื่อข้าราชการ")
        sheet.write_row(2, 0, HEADS)
        sheet.merge_range(3, 2, 4, 2, "DSD-92")
        for row, day in ((3, "๑ ต.ค. ๒๕๖๙"), (4, "๓๒/๑๐/๒๕๖๙")):
            sheet.write_row(row, 0, [f"นายทดสอบ นำเข้าที่{row}", f"import{row}@example.go.th"])
            sheet.write_row(row, 3, ["เจ้าหน้าที่หน่วยงาน", day])
    page = open_as("admin")
    page.goto("/admin/imports")
    page.set_input_files("input[type=file]", path)
    press(page, "main form button.btn:not(.quiet)")
    words = told(page)
    assert "นำเข้าที่3" in words
    assert "1 ต.ค. 2569" in words
    assert "คน" in words
    assert "E5" in words, "the cell that cannot be read is named"


def test_a_csv_of_an_older_program_is_read(open_as, tmp_path):
    path = tmp_path / "old.csv"
    lines = [HEADS, ["นางสาวสมหญิง ภาษาไทยเก่า", "old@example.go.th", "DOE-92", "agency-officer", "1 ต.ค. 69"]]
    path.write_bytes("\r\n".join(",".join(line) for line in lines).encode("cp874"))
    page = open_as("admin")
    page.goto("/admin/imports")
    page.set_input_files("input[type=file]", path)
    press(page, "main form button.btn:not(.quiet)")
    assert "ภาษาไทยเก่า" in told(page)


def test_the_database_stops_and_comes_back_with_the_form_still_filled(open_as, site):
    page = open_as("doe-92-officer")
    question = steps.begin_report(page)
    type_answer(page, "81")
    page.wait_for_timeout(350)
    with steps.away(site, steps.database_pid(site), signal.SIGINT):
        press(page, SAVE)
        assert "ฐานข้อมูลยังไม่พร้อม" in told(page)
        assert "ข้อมูลที่กรอกไว้ยังอยู่" in told(page)
        back = page.locator("a.btn", has_text="กลับไปหน้าที่กรอก").get_attribute("href")
    page.goto("/reports")  # not by the button: leaving the page must lose nothing
    assert back == question
    page.goto(question)
    assert page.input_value("input[name=value]") == "81"
    press(page, SAVE)
    assert steps.shown_value(page, question) == "81"


def test_the_pages_own_server_is_killed_while_somebody_sends(open_as, site):
    page = open_as("doe-92-officer")
    question = steps.begin_report(page)
    type_answer(page, "82")
    page.wait_for_timeout(350)
    with steps.away(site, steps.web_pid(site), signal.SIGKILL):
        press(page, SAVE)
        assert "ระบบยังไม่พร้อมชั่วคราว" in told(page)
        assert "ที่กำลังกรอกยังอยู่ในเครื่องนี้" in told(page)
    page.goto("/reports")
    assert steps.shown_value(page, question) == "82"
    press(page, SAVE)
    assert steps.shown_value(page, question) == "82"


def test_a_full_disk_is_told_as_such_and_loses_nothing(open_as, site):
    page = open_as("doe-92-officer")
    question = steps.begin_report(page)
    type_answer(page, "83")
    with steps.full_disk(site, "progress_figure"):
        press(page, SAVE)
        assert "ไม่มีที่ว่างเก็บข้อมูล" in told(page)
        assert "แจ้งผู้ดูแลระบบ" in told(page)
    press(page, "a.btn:has-text('กลับไปหน้าที่กรอก')")
    assert page.input_value("input[name=value]") == "83"
    press(page, SAVE)
    assert steps.shown_value(page, question) == "83"
