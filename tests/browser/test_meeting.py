"""A meeting over video as new users go it: the centre calls the nine southern provinces and the office in Taipei.

The desk and three provinces in real browsers (Trang on a phone), the other six and the chair as synthetic peers, meet;
two directives are given, one is closed, and the next meeting of the series opens with both. Pictures and sounds are
counted at the receivers, never timed.
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
from tests.meetings.guests import Guests
from tests.meetings.media.synthetic import until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CAMERA = [
    "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]  # fmt: skip
WAIT = 60_000
TITLE = "ประชุมติดตามแรงงานภาคใต้"
# the nine of 2 November 2560: the Gulf's four (region 6 of then) and the Andaman's five (region 7)
NINE = {
    "80": "นครศรีธรรมราช", "93": "พัทลุง", "84": "สุราษฎร์ธานี", "86": "ชุมพร",
    "82": "พังงา", "85": "ระนอง", "83": "ภูเก็ต", "81": "กระบี่", "92": "ตรัง",
}  # fmt: skip
SEEN = ("80", "84")
"""Provinces in a real browser besides Trang."""
TAIPEI = "สำนักงานแรงงาน ณ กรุงมะนิลา (ส่วนที่ 2) กรุงไทเป"
ORDERS = {
    "สำนักงานแรงงานจังหวัดตรัง": "ให้สำนักงานแรงงานจังหวัดตรังสำรวจตำแหน่งงานว่างของสถานประกอบการ ภายใน 7 วัน แล้วรายงานผล",
    TAIPEI: f"ให้{TAIPEI}ติดตามค่าจ้างค้างจ่ายของแรงงานไทย ภายใน 15 วัน แล้วรายงานผล",
}
WANTED = {"สำนักงานแรงงานจังหวัดตรัง": "สำรวจตำแหน่งงานว่าง", TAIPEI: "ติดตามค่าจ้างค้างจ่าย"}
EVIDENCE = "หนังสือ ตง 0025/118"
RECEIVED = """async () => {
  const receiver = window.prasanMedia?.receiver;
  if (!receiver) return { pictures: 0, sounds: 0 };
  const rows = [...(await receiver.getStats()).values()].filter((one) => one.type === "inbound-rtp");
  return {
    pictures: rows.filter((one) => one.kind === "video" && one.framesDecoded > 0).length,
    sounds: rows.filter((one) => one.kind === "audio" && one.packetsReceived > 0).length,
  };
}"""
SHOWN = """() => [...document.querySelectorAll("figure[data-slot^=v]:not([hidden])")]
  .map((one) => one.dataset.shows)"""


@pytest.fixture
def cameras(site: Site, chromium: Browser) -> Iterator:
    """Return a function that signs somebody in to a browser with a made-up camera and microphone."""
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *CAMERA])
    contexts: list[BrowserContext] = []

    def opened(login: str, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=site.url, permissions=["camera", "microphone"]
        )
        # a machine that starves its browsers would be taken for a weak link, and each would get fewer pictures
        context.route("**/media/report", lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, site, login)
        return page

    yield opened
    for context in contexts:
        context.close()
    browser.close()


def begin_series(page: Page) -> str:
    """The duty officer begins a series of the nine provinces and the office in Taipei; returns its address."""
    page.goto("/meetings/series/new")
    page.fill("[name=name_th]", TITLE)
    page.select_option("select[name=kind]", "ad_hoc")
    page.fill("[name=to]", "\n".join([*NINE.values(), "ABROAD-TW-TAIPEI"]))
    press(page, "#series-form .buttons:last-child button.btn")
    return page.url


def call(page: Page, series: str, clock: str) -> int:
    """The next meeting of the series is called for tomorrow, chaired by the minister; returns its number."""
    page.goto(series)
    press(page, "a[href*='/meetings/new?series=']")
    chair = page.locator("select[name=chair] option", has_text="รัฐมนตรีว่าการกระทรวงแรงงาน").first
    page.select_option("select[name=chair]", chair.get_attribute("value"))
    page.fill("[name=day]", loop.thai_day(1))
    page.fill("[name=clock]", clock)
    press(page, "#meeting-form .buttons:last-child button.btn")
    return int(re.search(r"/meetings/(\d+)", page.url)[1])


def open_it(page: Page) -> None:
    """The meeting gets an item, its people are invited, and it begins."""
    page.locator("details", has_text="เพิ่มวาระ").locator("summary").first.click()
    form = page.locator("#add_item-form")
    form.locator("[name=section]").select_option("decide")
    form.locator("[name=title]").fill("จังหวัดตรัง: คนได้งานต่ำกว่าแผน")
    press(page, "#add_item-form button.btn")
    press(page, "button[name=do][value=invite]")
    press(page, "button[name=do][value=open]")


def begun(page: Page) -> int:
    """A meeting of the nine provinces that has begun; returns its number."""
    number = call(page, begin_series(page), "09.30")
    open_it(page)
    return number


def enter(page: Page, number: int) -> None:
    """Go to the room from the meeting's page, show who one is, and wait until one is inside."""
    page.goto(f"/meetings/{number}")
    press(page, f"main a[href='/meetings/{number}/room']")
    press(page, "form.enter button")
    expect(page.locator("[data-room][data-inside]")).to_be_visible(timeout=WAIT)


def sees(page: Page, pictures: int, sounds: int) -> None:
    """Wait until so many pictures are decoded and so many sounds come in."""
    got = {"pictures": 0, "sounds": 0}
    for _try in range(WAIT // 500):  # not wait_for_function: it takes the promise of an async one for a yes
        got = page.evaluate(RECEIVED)
        if got["pictures"] >= pictures and got["sounds"] >= sounds:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{got} instead of {pictures} pictures and {sounds} sounds")


def act(page: Page, selector: str) -> None:
    """Press a button of the room and wait for the server's word that it is done."""
    with page.expect_response(re.compile(r"/room/act$"), timeout=WAIT) as answer:
        page.locator(selector).first.click()
    assert answer.value.ok, answer.value.text()


def everybody_is_there(pages: list[Page], guests: Guests) -> dict[str, str]:
    """All eleven are in the roll and in the slots, seen and heard; returns the line of each province."""
    desk = pages[0]
    for page in pages:
        expect(page.locator("[data-person][data-here='1']")).to_have_count(11, timeout=WAIT)
        sees(page, 9, 3)
    lines = {code: desk.locator(f"[data-person][data-name='สรจ.{name}']").get_attribute("data-person")
             for code, name in NINE.items()}  # fmt: skip
    shown = {line for page in pages for line in page.evaluate(SHOWN)}
    assert set(lines.values()) <= shown
    for guest in guests.people:
        until(lambda guest=guest: guest.watcher.pictures() == 9 and guest.watcher.sounds() == 3, f"{guest.login} sees")
    return lines


def stage(desk: Page, pages: list[Page], guests: Guests, line: str) -> None:
    """The item is taken up; Trang comes on stage, large, and its scorecard as data onto every screen."""
    act(desk, ".agenda form[data-act]:has(input[name=do][value=take_up]) button")
    act(desk, f"form[data-act]:has(input[name=do][value=stage]):has(input[name=line][value='{line}']) button")
    for page in pages:
        expect(page.locator("[data-card-name]")).to_have_text("ตรัง", timeout=WAIT)
        expect(page.locator("[data-card-rows] tr").first).to_be_visible(timeout=WAIT)
        if page.locator(f"[data-room][data-line='{line}']").count() == 0:
            page.wait_for_function(
                "() => document.querySelector(\"figure[data-slot='v0'] video\").videoWidth === 640", timeout=WAIT
            )
    for guest in guests.people:
        until(lambda guest=guest: (guest.news.get("card") or {}).get("name") == "ตรัง", f"{guest.login} has the card")


def order(desk: Page, member: Page, number: int, lead: str) -> str:
    """The scribe's sentence is read, looked at and given in the chair's name, before all; returns its address."""
    expect(desk.locator("[data-scribe] textarea[name=sentences]")).to_be_visible(timeout=WAIT)
    desk.fill("[data-scribe] textarea[name=sentences]", ORDERS[lead])
    desk.locator("[data-scribe] button[value=read]").click()
    expect(desk.locator("[data-scribe] [name=p0-lead]")).to_have_value(lead, timeout=WAIT)
    desk.locator("[data-scribe] button[value=confirm-0]").click()
    expect(desk.locator("[data-scribe] [role=status]")).to_be_visible(timeout=WAIT)
    for page in (member, desk):
        given = page.locator(f"[data-topic='meeting:{number}:given'] li", has_text=WANTED[lead])
        expect(given).to_be_visible(timeout=WAIT)
    return given.locator("a").first.get_attribute("href")


def end(desk: Page, pages: list[Page], number: int) -> str:
    """The meeting ends and everybody's pictures with it; returns the words of its minutes."""
    desk.locator("details", has_text="ปิดประชุม").locator("summary").last.click()
    act(desk, "form[data-act]:has(input[name=do][value=close]) button")
    for page in pages:
        page.wait_for_function("() => !window.prasanMedia || window.prasanMedia.closed", timeout=WAIT)
    member = pages[1]
    for _try in range(30):
        member.goto(f"/meetings/{number}/minutes")
        if "ผู้มาประชุม" in told(member):
            break
        member.wait_for_timeout(1000)
    return told(member)


def answer_and_close(plo: Page, desk: Page, directive: str) -> None:
    """Trang takes note and answers on a phone with evidence; the giver's side closes."""
    plo.goto(directive)
    press(plo, "button[value=acknowledge]")
    plo.locator("details", has_text="รายงานผล").locator("summary").first.click()
    plo.fill("#answer-form [name=text]", "สำรวจครบ 120 แห่ง มีตำแหน่งว่าง 640 ตำแหน่ง")
    plo.fill("#answer-form [name=evidence]", EVIDENCE)
    press(plo, "#answer-form button.btn")
    desk.goto(directive)
    press(desk, "button[value=close]")
    assert "ปิดเรื่องแล้ว" in told(desk)


def next_opens(desk: Page, series: str, closed: str, still_open: str) -> None:
    """The next meeting's agenda begins with what the last one ordered, each with its state and one press from its
    evidence.
    """
    number = call(desk, series, "13.30")
    press(desk, f"a[href='/meetings/{number}/agenda']")
    follow = desk.locator("section", has_text="ระเบียบวาระที่ 3")
    for directive, state in ((closed, "ปิดเรื่องแล้ว"), (still_open, "สั่งการแล้ว")):
        expect(follow.locator(f"a[href='{directive}']").first).to_contain_text(state)
    press(desk, "main form[data-once] .buttons button")
    for line in (WANTED[TAIPEI], "ข้อสั่งการที่ปิดเรื่องแล้ว"):
        expect(desk.locator("main li a", has_text=line).first).to_be_visible()
    press(desk, "main li a:has-text('ข้อสั่งการที่ปิดเรื่องแล้ว')")
    press(desk, f"main a[href='{closed}']")
    assert EVIDENCE in told(desk)


def test_the_nine_southern_provinces_from_their_call_to_the_next_meeting(site: Site, cameras) -> None:
    desk, trang = cameras("duty-1"), cameras("plo-92", 360, 780)
    pages = [desk, *(cameras(f"plo-{code}") for code in SEEN), trang]
    series = begin_series(desk)
    number = call(desk, series, "09.30")
    open_it(desk)
    with Guests(site.url, number, site.password) as guests:
        for page in pages:
            enter(page, number)
        guests.come(["minister", *(f"plo-{code}" for code in NINE if code not in {*SEEN, "92"})])
        lines = everybody_is_there(pages, guests)
        trang.locator("[data-hand]").click()
        signs = desk.locator(f"[data-person='{lines['92']}'] [data-signs]")
        expect(signs).to_contain_text("ยกมือ", timeout=WAIT)
        stage(desk, pages, guests, lines["92"])
    given = [order(desk, pages[1], number, lead) for lead in ORDERS]
    words = end(desk, pages, number)
    present = words.partition("ผู้ไม่มาประชุม")[0]
    assert all(f"จังหวัด{name}" in present for name in NINE.values())
    assert all(lead in words for lead in ORDERS)
    answer_and_close(trang, desk, given[0])
    next_opens(desk, series, *given)
