"""A meeting over video as new users go it: called, met in three real browsers, ordered in, ended, written down, closed.

Pictures and sounds are counted at the receivers, never timed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import loop
from tests.browser.conftest import Site, sign_in
from tests.browser.steps import press, told
from tests.conftest import CHROMIUM, FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAMERA = [
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
WAIT = 60_000
TITLE = "ประชุมติดตามแรงงานภาคใต้"
ORDER = "ให้สำนักงานแรงงานจังหวัดตรังสำรวจตำแหน่งงานว่างของสถานประกอบการ ภายใน 7 วัน แล้วรายงานผล"
RECEIVED = """async () => {
  const receiver = window.prasanMedia?.receiver;
  if (!receiver) return { pictures: 0, sounds: 0 };
  const rows = [...(await receiver.getStats()).values()].filter((one) => one.type === "inbound-rtp");
  return {
    pictures: rows.filter((one) => one.kind === "video" && one.framesDecoded > 0).length,
    sounds: rows.filter((one) => one.kind === "audio" && one.packetsReceived > 0).length,
  };
}"""


@pytest.fixture
def cameras(site: Site, chromium: Browser) -> Iterator:
    """Return a function that signs somebody in to a browser with a made-up camera and microphone."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    contexts: list[BrowserContext] = []

    def opened(login: str, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=site.url, permissions=["camera", "microphone"]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, site, login)
        return page

    yield opened
    for context in contexts:
        context.close()
    browser.close()


def call(page: Page) -> int:
    """The duty officer calls a meeting that the minister chairs, with an item, and opens it; returns its number."""
    page.goto("/meetings/new")
    page.select_option("select[name=kind]", "ad_hoc")
    page.fill("[name=title]", TITLE)
    chair = page.locator("select[name=chair] option", has_text="รัฐมนตรีว่าการกระทรวงแรงงาน").first
    page.select_option("select[name=chair]", chair.get_attribute("value"))
    page.fill("[name=day]", loop.thai_day(1))
    page.fill("[name=clock]", "09.30")
    page.fill("[name=minutes]", "60")
    page.fill("[name=to]", "ตรัง\nสงขลา\nABROAD-TW-TAIPEI")
    press(page, "#meeting-form .buttons:last-child button.btn")
    number = int(re.search(r"/meetings/(\d+)", page.url)[1])
    page.locator("details", has_text="เพิ่มวาระ").locator("summary").first.click()
    form = page.locator("#add_item-form")
    form.locator("[name=section]").select_option("decide")
    form.locator("[name=title]").fill("จังหวัดตรัง: คนได้งานต่ำกว่าแผน")
    press(page, "#add_item-form button.btn")
    press(page, "button[name=do][value=invite]")
    press(page, "button[name=do][value=open]")
    return number


def enter(page: Page, number: int) -> None:
    """Go to the room from the meeting's page, show who one is, and wait for pictures and sounds of others."""
    page.goto(f"/meetings/{number}")
    press(page, f"main a[href='/meetings/{number}/room']")
    press(page, "form.enter button")
    expect(page.locator("[data-room][data-inside]")).to_be_visible(timeout=WAIT)


def sees(page: Page, pictures: int, sounds: int) -> None:
    """Wait until so many pictures are decoded and so many sounds come in."""
    page.wait_for_function(
        f"async () => {{ const got = await ({RECEIVED})();"
        f" return got.pictures >= {pictures} && got.sounds >= {sounds}; }}",
        timeout=WAIT,
    )


def act(page: Page, selector: str) -> None:
    """Press a button of the room and wait for the server's word that it is done."""
    with page.expect_response(re.compile(r"/room/act$"), timeout=WAIT) as answer:
        page.locator(selector).first.click()
    assert answer.value.ok, answer.value.text()


def order_in_the_room(duty: Page, minister: Page, number: int) -> str:
    """The scribe's sentence is read, looked at and given in the chair's name; returns the directive's address."""
    expect(duty.locator("[data-scribe] textarea[name=text]")).to_be_visible(timeout=WAIT)
    duty.fill("[data-scribe] textarea[name=text]", ORDER)
    duty.locator("[data-scribe] button[value=read]").click()
    expect(duty.locator("[data-scribe] [name=lead]")).to_have_value("สำนักงานแรงงานจังหวัดตรัง", timeout=WAIT)
    duty.locator("[data-scribe] button[value=issue]").click()
    given = minister.locator(f"[data-topic='meeting:{number}:given'] li")
    expect(given).to_contain_text("สำรวจตำแหน่งงานว่าง", timeout=WAIT)
    return given.locator("a").first.get_attribute("href")


def end(duty: Page, minister: Page, number: int) -> str:
    """The meeting ends and everybody's pictures with it; returns the words of its minutes."""
    duty.locator("details", has_text="ปิดประชุม").locator("summary").last.click()
    act(duty, "form[data-act]:has(input[name=do][value=close]) button")
    expect(minister.locator("[data-show=state]")).to_be_visible()
    minister.wait_for_function("() => !window.prasanMedia || window.prasanMedia.closed", timeout=WAIT)
    for _try in range(30):
        minister.goto(f"/meetings/{number}/minutes")
        if "สำรวจตำแหน่งงานว่าง" in told(minister):
            break
        minister.wait_for_timeout(1000)
    return told(minister)


def answer_and_close(plo: Page, duty: Page, directive: str) -> None:
    """Trang takes note and answers on a phone with evidence; the giver's side closes."""
    plo.goto(directive)
    press(plo, "button[value=acknowledge]")
    plo.locator("details", has_text="รายงานผล").locator("summary").first.click()
    plo.fill("#answer-form [name=text]", "สำรวจครบ 120 แห่ง มีตำแหน่งว่าง 640 ตำแหน่ง")
    plo.fill("#answer-form [name=evidence]", "หนังสือ ตง 0025/118")
    press(plo, "#answer-form button.btn")
    duty.goto(directive)
    press(duty, "button[value=close]")
    assert "ปิดเรื่องแล้ว" in told(duty)


def test_a_briefing_from_its_call_to_the_closed_directive(site: Site, cameras) -> None:
    duty, minister, plo = cameras("duty-1"), cameras("minister"), cameras("plo-92", 360, 780)
    number = call(duty)
    for page in (duty, minister, plo):
        enter(page, number)
    for page in (duty, minister, plo):
        sees(page, 2, 2)

    # everybody is in the roll of the others, by their open sockets
    expect(minister.locator("[data-person][data-here='1']")).to_have_count(3, timeout=WAIT)

    # a hand goes up on the phone and is seen at the desk
    plo.locator("[data-hand]").click()
    trang = duty.locator("[data-person][data-name='สรจ.ตรัง']")
    expect(trang.locator("[data-signs]")).to_contain_text("ยกมือ", timeout=WAIT)

    # the item is taken up and Trang comes on stage, large, with its scorecard as data on every screen
    act(duty, ".agenda form[data-act]:has(input[name=do][value=take_up]) button")
    line = trang.get_attribute("data-person")
    act(duty, f"form[data-act]:has(input[name=do][value=stage]):has(input[name=line][value='{line}']) button")
    for page in (minister, plo):
        expect(page.locator("[data-card-name]")).to_have_text("ตรัง", timeout=WAIT)
        expect(page.locator("[data-card-rows] tr").first).to_be_visible(timeout=WAIT)
    minister.wait_for_function(
        "() => document.querySelector(\"figure[data-slot='v0'] video\").videoWidth === 640", timeout=WAIT
    )

    directive = order_in_the_room(duty, minister, number)
    words = end(duty, minister, number)
    assert "สำรวจตำแหน่งงานว่าง" in words
    assert "ผู้มาประชุม" in words
    answer_and_close(plo, duty, directive)
