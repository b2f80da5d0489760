"""The whole loop as new users go it: cascade, plan, report three ways, return, accept, agree to the unit, open, print.

Every leg counts its taps and typed characters; no leg is judged by the clock of the machine it runs on.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser import loop
from tests.browser.conftest import Site
from tests.browser.line import Line
from tests.browser.loop import NOTE, STEP, Hand, Unit
from tests.browser.phones import CARD, WAIT, answer, open_form, ready, signal_again
from tests.browser.steps import SAVE, told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "รับขึ้นทะเบียนแรงงานนอกระบบถึงตลาดเร่งด่วน"
GOAL = "แรงงานนอกระบบ 7,700 คนทุกจังหวัดมีหลักประกันก่อนสิ้นปี"
WORK = "หน่วยเคลื่อนที่รับขึ้นทะเบียนที่ตลาดและวินรถ"
MENDED = 9
WHY = "ตัวเลขต่างจากทะเบียน โปรดนับใหม่"


def centre_cascades(hand: Hand, site: Site) -> int:
    """The policy owner asks one thing of all provinces, from their first page on; returns the cascade."""
    page = hand.page
    hand.press("แผน")
    hand.press("การถ่ายทอดนโยบาย")
    hand.press("เริ่มการถ่ายทอดนโยบาย")
    number = loop.wall_policy(site, "SSO")[0]
    hand.choose("select[name=policy]", str(number))
    hand.write("[name=name_th]", NAME)
    hand.write("[name=goal_th]", GOAL)
    hand.write("[name=due]", loop.thai_day(14))
    hand.press("เริ่มเป็นร่าง")
    hand.press("เพิ่มกิจกรรมที่คาดหวัง")
    hand.write("[name=name_th]", WORK)
    hand.choose("select[name=agency]", "SSO")
    hand.write("[name=weight]", "100")
    hand.tap("select[name=indicator]")
    page.locator("select[name=indicator]").select_option(index=1)
    hand.tap("select[name=indicator]")
    hand.go("main form button.btn")
    hand.write("[name=total]", "7700")
    hand.press("แบ่งเท่ากันทุกจังหวัด")
    hand.press("บันทึกเป้าหมาย")
    hand.press("ดูตัวอย่างแล้วถ่ายทอด")
    assert "76 จังหวัดและกรุงเทพมหานคร" in told(page)
    hand.press("ถ่ายทอดเลย")
    return int(re.search(r"/cascades/(\d+)", page.url)[1])


def province_plans(hand: Hand, plan: str) -> None:
    """A province with a plan in draft takes the activity into it and submits it."""
    page = hand.page
    hand.press("งานของฉัน")
    hand.go(page.locator("main").get_by_role("link", name=re.compile(NAME)))
    hand.press("รับทั้งหมด 1 กิจกรรม และนำลงแผน")
    assert "อยู่ในแผนแล้ว" in told(page)
    hand.press("อยู่ในแผนแล้ว")
    assert WORK in told(page)
    hand.go(page.locator(f"main a[href='{plan}']"))
    assert NAME in told(page)
    hand.press("ส่งแผนให้ส่วนกลางอนุมัติ")
    assert "ส่งแล้ว รออนุมัติ" in told(page)


def centre_approves(hand: Hand, plan: str) -> None:
    """The policy owner opens the submitted plan from their work and approves it."""
    hand.press("งานของฉัน")
    hand.go(hand.page.locator(f"main a[href='{plan}']"))
    hand.press("อนุมัติแผนนี้")
    assert "ฉบับที่ 1" in told(hand.page)


def answer_questions(hand: Hand, value: str) -> None:
    """Answer question after question until the check page, with cause and way back where it is late."""
    page = hand.page
    for _ in range(30):
        if "/items/" not in page.url:
            break
        if "why=1" not in page.url:
            hand.write("input[name=value]", value)
            if page.locator("input[name=denominator]").count():
                hand.write("input[name=denominator]", "100")
            for group in page.locator("details.split[open]").all():
                for place, part in enumerate(group.locator("input[name^='m-']").all()):
                    hand.write(part, "0" if place else value)
                for place, part in enumerate(group.locator("input[name^='d-']").all()):
                    hand.write(part, "0" if place else "100")
        if page.locator("textarea[name=step]").is_visible():
            hand.tap(page.locator("label", has=page.locator("input[name=cause]")).first)
            hand.write("textarea[name=step]", STEP)
        if page.locator("textarea[name=note]").is_visible():
            hand.write("textarea[name=note]", NOTE)
        hand.go(SAVE)
    assert page.url.endswith("/check"), page.url


def report_in_the_browser(hand: Hand) -> str:
    """An officer's whole month on a phone, from their first page to the receipt; returns the report's address."""
    hand.go("main a[href^='/reports']")
    if hand.page.url.endswith("/reports"):
        hand.go("form[action='/reports/open'] button")
    else:
        hand.go(hand.page.get_by_role("link", name="กรอกรายงาน"))
    answer_questions(hand, "90")
    return send(hand)


def send(hand: Hand) -> str:
    """Send from the check page; returns the report's address."""
    hand.press("ส่งรายงาน")
    assert "ส่งรายงานแล้ว" in told(hand.page)
    return urlsplit(hand.page.url).path.removesuffix("/receipt")


def report_by_excel(hand: Hand, folder: Path) -> str:
    """Download the form, fill it without a connection, send it, read what changes, accept, and send the report."""
    page = hand.page
    page.goto("/reports")
    hand.press("รายงานด้วย Excel")
    with page.expect_download() as arriving:
        hand.tap(page.get_by_role("link", name="แบบทุกเดือนที่ยังกรอกได้"))
    form = folder / "form.xlsx"
    arriving.value.save_as(form)
    filled, asked = loop.fill_workbook(form.read_bytes(), "90")
    form.write_bytes(filled)
    hand.tap("label[for=f-file]")
    page.set_input_files("input[name=file]", form)
    hand.press("อ่านไฟล์และดูสิ่งที่เปลี่ยน")
    taken = page.locator("input[name=take]:checked").count()
    assert taken == asked, (taken, asked)
    hand.press("บันทึกข้อที่เลือก")
    return send(hand)


def report_offline(hand: Hand, site: Site, line: Line, unit: Unit) -> None:
    """A whole month without a signal; it goes by itself when the signal is back."""
    page = hand.page
    ready(page, site, line, unit.officer)
    line.cut()
    open_form(page, line)
    hand.pages += 1
    for number in range(page.locator(CARD).count()):
        answer(page, number, "90", hand)
    hand.tap("[data-finish]")
    page.locator("[data-outcome]", has_text="รอส่ง").wait_for(timeout=WAIT)
    line.mend()
    signal_again(page)
    page.locator("[data-outcome]", has_text="ส่งรายงานแล้ว").wait_for(timeout=WAIT)


def approve(hand: Hand, report: str, words: str) -> None:
    """Open a report from one's waiting list and say one's word on it."""
    hand.page.goto("/reports/waiting")
    hand.go(f"main a[href='{report}']")
    hand.press(words)


def send_back(hand: Hand, report: str) -> None:
    """Return a report with the reason that its office will see."""
    hand.page.goto("/reports/waiting")
    hand.go(f"main a[href='{report}']")
    hand.tap(hand.page.locator("summary", has_text="ส่งกลับให้แก้ไข"))
    hand.write("#send-back textarea[name=reason]", WHY)
    hand.press("ส่งกลับ")


def mend(hand: Hand, report: str) -> None:
    """The officer reads the reason, mends every number and sends again."""
    page = hand.page
    page.goto(report)
    assert WHY in told(page)
    hand.press("กรอกรายงาน")
    answer_questions(hand, str(MENDED))
    assert send(hand) == report


def shown_people(page: Page, short: str) -> int:
    """Return a policy's people as the page open shows it beside the policy's name."""
    card = page.locator("main .kpi", has=page.get_by_role("link", name=short, exact=True, include_hidden=True)).first
    return loop.people_in(card.text_content() or "")


def agree(page: Page, site: Site, units: list[Unit]) -> None:
    """Read each unit's policy off the wall, its groups and its province; each is the sum of the figures."""
    policies = {unit: loop.wall_policy(site, unit.agency) for unit in units}
    places: dict[str, tuple[list[int] | None, list[Unit]]] = {"/wall": (None, units)}
    for unit in units:
        own = {f"/province/{unit.province}": [unit.area]}
        own |= {f"/region/{kind}/{number}": areas for kind, number, areas in loop.groups_of(site, unit.area)}
        assert len(own) == 3
        for address, areas in own.items():
            places.setdefault(address, (areas, []))[1].append(unit)
    for address, (areas, asked) in places.items():
        page.goto(address)
        for unit in asked:
            policy, short = policies[unit]
            assert shown_people(page, short) == loop.people_sum(site, policy, areas), (address, short)
    for policy, _short in policies.values():
        page.goto(f"/policy/{policy}")
        assert loop.people_in(page.locator("main").inner_text()) == loop.people_sum(site, policy), policy


def minister_opens_and_prints(hand: Hand, site: Site, unit: Unit, report: str) -> None:
    """From the first page down a red number to the report behind it, then the brief on paper with the same number."""
    page = hand.page
    policy, short = loop.wall_policy(site, unit.agency)
    hand.go(page.get_by_role("link", name=short, exact=True).first)
    hand.go(page.locator("#league").get_by_role("link", name="เฉพาะที่ล่าช้า"))
    row = page.locator("#league tr[data-row]", has=page.locator(f"a[href='/province/{unit.province}']"))
    red, why = row.inner_text(), row.locator(".why").inner_text()
    assert "ล่าช้า" in red, "the number is red"
    assert why.endswith(STEP)
    hand.go(row.locator("td.num a"))
    indicator = page.locator("main h1").inner_text()
    source = page.locator("main tr", has=page.locator(f"td a[href='{report}']"))
    behind = loop.number_in(source.locator("td[data-label='ค่าที่รายงาน']").inner_text())
    assert behind == MENDED, "what the officer typed last"
    hand.go(source.locator(f"a[href='{report}']"))
    assert hand.taps <= 4, "four taps from the first page to the report"
    line = page.locator("main tr", has=page.get_by_role("rowheader", name=indicator))
    assert loop.number_in(line.locator("td[data-label='เดือนนี้']").inner_text()) == behind
    page.goto(f"/policy/{policy}")
    hand.press("พิมพ์สรุป")
    with page.expect_download() as arriving:
        hand.tap(page.get_by_role("link", name="ดาวน์โหลด PDF"))
    paper = PdfReader(io.BytesIO(arriving.value.path().read_bytes()))
    words = "".join(sheet.extract_text() for sheet in paper.pages)
    assert len(paper.pages) >= 1
    assert f"{loop.people_sum(site, policy):,}" in words, "the paper holds the wall's number"
    assert hand.taps <= 6


def test_one_urgent_policy_goes_to_every_province_and_comes_back_as_an_approved_plan(site: Site, open_as) -> None:
    province, plan = loop.draft_plan(site)
    centre = Hand(open_as("policy-1"))
    cascade = centre_cascades(centre, site)
    assert loop.answers_asked(site, cascade) == 77
    assert centre.taps <= 30, "one flow: what is asked, of whom, by when, seen once before it goes"
    officer = Hand(open_as(f"plo-{province}", 360, 800))
    province_plans(officer, plan)
    assert officer.taps <= 6
    assert officer.keys == 0, "accepting types nothing"
    owner = Hand(open_as("policy-1"))
    centre_approves(owner, plan)
    assert owner.taps <= 3


def test_reports_three_ways_agree_to_the_unit_and_open_down_to_the_report(
    site: Site, open_as, line: Line, phone, tmp_path: Path
) -> None:
    by_phone, by_excel, offline = loop.three_units(site)

    hand = Hand(open_as(by_phone.officer, 360, 800))
    first = report_in_the_browser(hand)
    # The three minutes for a whole month on a phone, as a bound on the work that the form asks for.
    assert hand.seconds <= 180, hand
    approve(Hand(open_as(by_phone.head)), first, "รับรองแทนจังหวัด" if by_phone.agency == "OPS" else "อนุมัติรายงานนี้")

    hand = Hand(open_as(by_excel.officer))
    second = report_by_excel(hand, tmp_path)
    assert hand.taps <= 8
    assert hand.keys == 0, "what was typed in Excel is not typed again"
    approve(Hand(open_as(by_excel.head)), second, "อนุมัติรายงานนี้")

    hand = Hand(phone())
    report_offline(hand, site, line, offline)
    assert hand.keys > 0
    assert hand.seconds <= 180, hand
    third = loop.report_of(site, offline.office)
    hand = Hand(open_as(offline.head))
    send_back(hand, third)
    mend(Hand(open_as(offline.officer, 360, 800)), third)
    approve(hand, third, "อนุมัติรายงานนี้")
    approve(Hand(open_as(f"{offline.agency.lower()}-officer")), third, "รับรองแทนกรม")
    approve(Hand(open_as(f"plo-{offline.province}")), third, "รับรองแทนจังหวัด")

    agree(open_as("duty-1"), site, [by_phone, by_excel, offline])
    minister_opens_and_prints(Hand(open_as("minister", 360, 800)), site, offline, third)
