"""The whole loop as new users go it: cascade, plan, report three ways, return, accept, agree to the unit, open, print.

Every leg counts its taps and typed characters; no leg is judged by the clock of the machine it runs on.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser import loop
from tests.browser.conftest import Site
from tests.browser.loop import CAUSE, NOTE, STEP, Hand, Unit
from tests.browser.steps import SAVE, database, told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "รับขึ้นทะเบียนแรงงานนอกระบบถึงตลาดเร่งด่วน"
GOAL = "แรงงานนอกระบบ 7,700 คนทุกจังหวัดมีหลักประกันก่อนสิ้นปี"
WORK = "หน่วยเคลื่อนที่รับขึ้นทะเบียนที่ตลาดและวินรถ"
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
