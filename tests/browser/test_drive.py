"""A volunteer's phone without a signal: nobody is lost, nobody doubled, nobody's name lies in the phone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, sign_in
from tests.browser.line import Line
from tests.browser.phones import WAIT, signal_again
from tests.browser.steps import database, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = (
    ("จันทร์เพ็ญ", "ขนมจีน", "0890000101"), ("บุญเลิศ", "วินมอเตอร์ไซค์", "0890000102"),
    ("สายพิณ", "ย่านลิเภา", "0890000103"),
)  # fmt: skip
"""Invented people: given name, family name, telephone."""
STORED = """
async () => {
  const base = await new Promise((done) => {
    const a = indexedDB.open("prasan-drive"); a.onsuccess = () => done(a.result);
  });
  const all = await new Promise((done) => {
    const a = base.transaction("people").objectStore("people").getAll(); a.onsuccess = () => done(a.result);
  });
  base.close();
  return JSON.stringify(all);
}
"""
CACHED = """
async () => (await Promise.all((await caches.keys()).map(async (name) => {
  const store = await caches.open(name);
  return Promise.all((await store.keys()).map(async (one) => [one.url, await (await store.match(one)).text()]));
}))).flat()
"""


@pytest.fixture(scope="module")
def officer(site: Site, chromium) -> Page:
    """An officer of the labour office of Trang."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, site, "plo-92")
    yield page
    context.close()


def begin(officer: Page, title: str) -> tuple[str, str]:
    """Begin a drive by its pages and give one volunteer a link; return (path of the drive, path of the link)."""
    officer.goto("/drives/new")
    officer.fill("[name=title]", title)
    officer.select_option("[name=area]", "9201")
    officer.fill("[name=first_day]", (date.today() - timedelta(days=1)).isoformat())
    officer.fill("[name=last_day]", (date.today() + timedelta(days=5)).isoformat())
    officer.click("#drive-form button")
    officer.wait_for_url(re.compile(r"/drives/\d+$"))
    drive = officer.url.removeprefix(officer.url.partition("/drives")[0])
    officer.fill("[name=who]", "อาสา สมมติ")
    officer.click("#drive-volunteer button")
    link = officer.locator("main code").inner_text()
    return drive, "/v/" + link.rpartition("/")[2]


def ready(page: Page, line: Line, path: str) -> None:
    """Open the link once with a signal, and wait until the phone has what it needs."""
    page.goto(line.url + path)
    page.wait_for_selector("html[data-kept]", timeout=WAIT)


def write_down(page: Page, given: str, family: str, telephone: str) -> None:
    """Write one person down as a volunteer does."""
    page.check("[name=agreed]")
    page.fill("[name=given_name]", given)
    page.fill("[name=family_name]", family)
    page.fill("[name=birth_year]", "๒๕๒๐")
    page.fill("[name=phone]", telephone)
    page.click("[data-form] button")
    expect(page.locator("[name=given_name]")).to_have_value("", timeout=WAIT)


def counted(page: Page, place: str, number: int) -> None:
    expect(page.locator(f"[data-n-{place}]")).to_have_text(str(number), timeout=WAIT)


def entries(site: Site, drive: str) -> list[tuple[str, bool]]:
    """Return (state, emptied) of what the office has received in a drive."""
    with database(site) as base:
        rows = base.execute(
            "SELECT state, told = '' FROM referrals_drive_entry WHERE drive_id = %s ORDER BY number",
            (int(drive.rpartition("/")[2]),),
        )
        return rows.fetchall()


def test_three_people_without_a_signal_come_once_each(site: Site, line: Line, phone, officer) -> None:
    drive, path = begin(officer, "ไม่มีสัญญาณ (ทดสอบ)")
    page = phone()
    ready(page, line, path)
    line.cut()
    for person in PEOPLE:
        write_down(page, *person)
    counted(page, "ready", 3)
    expect(page.locator("[data-net]")).to_contain_text("ไม่มีสัญญาณ", timeout=WAIT)
    page = phone()  # the battery is empty: the browser ends and starts again, still without a signal
    page.goto(line.url + path)
    counted(page, "ready", 3)
    told = page.evaluate(STORED) + str(page.evaluate(CACHED)) + page.content()
    assert not [word for person in PEOPLE for word in person if word in told]
    line.mend()
    line.lose(f"POST {path}/entries")
    signal_again(page)
    page.wait_for_timeout(1500)  # the first answer was lost: the phone does not know that the office has it
    signal_again(page)
    counted(page, "ready", 0)
    counted(page, "sent", 3)
    assert line.lost == 1
    assert entries(site, drive) == [("taken", True)] * 3
    with database(site) as base:
        rows = base.execute(
            "SELECT count(*) FROM platform_journal WHERE verb = 'referrals.hand_in' AND object_id IN"
            " (SELECT id FROM referrals_drive_entry WHERE drive_id = %s)",
            (int(drive.rpartition("/")[2]),),
        ).fetchone()
    assert rows == (3,)  # the demo's own volunteers have handed people in too
    assert page.evaluate(STORED) == "[]"


def test_a_wrong_number_is_asked_again_while_the_person_is_there(site: Site, line: Line, phone, officer) -> None:
    drive, path = begin(officer, "เลขผิด (ทดสอบ)")
    page = phone()
    ready(page, line, path)
    line.cut()
    page.check("[name=agreed]")
    page.fill("[name=given_name]", "วารี")
    page.fill("[name=id_number]", "1-1007-00000-00-0")
    page.click("[data-form] button")
    expect(page.locator("[data-wrong]")).to_contain_text("หลักตรวจสอบไม่ตรงกัน", timeout=WAIT)
    assert page.input_value("[name=given_name]") == "วารี"
    counted(page, "draft", 1)
    counted(page, "ready", 0)
    page.fill("[name=id_number]", "")
    page.click("[data-form] button")
    counted(page, "ready", 1)
    counted(page, "draft", 0)
    line.mend()
    signal_again(page)
    wait_for(lambda: entries(site, drive) == [("taken", True)])


def test_a_new_link_of_the_drive_takes_what_an_ended_one_left(site: Site, line: Line, phone, officer) -> None:
    drive, path = begin(officer, "ลิงก์ถูกยกเลิก (ทดสอบ)")
    page = phone()
    ready(page, line, path)
    line.cut()
    write_down(page, "มณี", "ทอเสื่อ", "0890000104")
    counted(page, "ready", 1)
    officer.goto(drive)
    officer.click("button[value^=revoke-]")
    line.mend()
    signal_again(page)
    expect(page.locator("[data-net]")).to_contain_text("ข้อมูลยังอยู่ในเครื่อง", timeout=WAIT)
    page.goto(line.url + path)
    expect(page.locator("[data-left]")).to_contain_text("1", timeout=WAIT)
    officer.goto(drive)
    officer.fill("[name=who]", "อาสา สมมติ")
    officer.click("#drive-volunteer button")
    page.goto(line.url + "/v/" + officer.locator("main code").inner_text().rpartition("/")[2])
    wait_for(lambda: entries(site, drive) == [("taken", True)])
    counted(page, "ready", 0)


def test_the_form_fits_a_small_phone(line: Line, phone, officer, tmp_path: Path) -> None:
    _drive, path = begin(officer, "หน้าจอเล็ก (ทดสอบ)")
    for scheme in ("light", "dark"):
        page = phone(scheme)
        page.goto(line.url + path)
        page.wait_for_selector("html[data-kept]", timeout=WAIT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.screenshot(path=str(tmp_path / f"{scheme}.png"), full_page=True)
