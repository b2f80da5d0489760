"""An informal worker comes to the joint counter of the demo: one ticket, three agencies, one silent, followed by phone.

Officers at 1280 px, the silent office and the person at 360 px, the person without scripts. What the officers press and
type is counted, and told in seconds by the keystroke-level model.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import secrets
import subprocess
import sys
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.steps import database, press, told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY, POINT, THINK = 0.5, 1.2, 1.35
"""Seconds of a key of a slow typist, of pointing and pressing, and of making up one's mind: the keystroke-level model
of Card, Moran and Newell (1980)."""
MOST_SECONDS = 300
NEED = "รับงานเย็บผ้าที่บ้าน รายได้ลดลง อยากหางานเพิ่มและสมัครมาตรา 40"
DOE, SSO = "สำนักงานจัดหางานจังหวัดนครศรีธรรมราช", "สำนักงานประกันสังคมจังหวัดนครศรีธรรมราช"
DISTRICT = "8001"
AGO = dt.timedelta(days=8)
"""How long the silent office is silent: beyond the labour office's turn, a week end between."""


@dataclass
class Hand:
    """An officer at a page: does what a person does, and counts it."""

    page: Page
    seconds: float = 0.0

    def press(self, selector: str) -> None:
        """Look for something, press it, and wait for the next page."""
        self.seconds += THINK + POINT
        press(self.page, selector)
        self.page.wait_for_load_state()

    def key(self, key: str) -> None:
        """Press one key that opens the next page."""
        self.seconds += THINK + KEY
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)

    def type(self, name: str, text: str) -> None:
        """Fill a field."""
        self.seconds += POINT + KEY * len(text)
        self.page.fill(f"main [name={name}]", text)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.seconds += THINK + 2 * POINT
        self.page.select_option(f"main select[name={name}]", value)

    def tick(self, words: str) -> None:
        """Tick a box by its label."""
        self.seconds += THINK + POINT
        self.page.get_by_label(words, exact=False).first.check()


def prasan(site, *words: str) -> str:
    """Run a command of the product's on the site's data."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PRASAN_", "DJANGO_"))}
    env |= {"PRASAN_VAR": str(site.var), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    call = [sys.executable, "-m", "prasan", *words]
    done = subprocess.run(call, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def number_of(page: Page) -> int:
    return int(re.search(r"/(\d+)(?:[/?#]|$)", page.url.split("//")[1])[1])


def free_desk(page: Page) -> None:
    """Let whoever sits at the desk go, so that the next can be called."""
    while page.locator(".at-desk").count():
        if page.locator("button[value=miss]").count():
            press(page, "button[value=miss]")
        elif page.locator("button[value=finish]").count():
            press(page, "button[value=finish]")
        else:
            press(page, "form:has(input[value=hold]) button")


def ticket_for(hand: Hand, *agencies: str) -> tuple[int, str]:
    """Take a ticket for some agencies; returns its number in the address and the one on paper."""
    page = hand.page
    page.goto("/counter")
    hand.press("a[href$='/take']")
    for agency in agencies:
        hand.tick(agency)
    hand.tick("ผู้รับบริการยินยอม")
    hand.press("#take-form button")
    return number_of(page), page.locator(".ticket-number").inner_text().strip()


def call_until(hand: Hand, label: str) -> None:
    """Call one after another at the desk until it is the one we follow; others are sent away at once."""
    page = hand.page
    for _ in range(12):
        free_desk(page)
        hand.key("n")
        if page.locator(".at-desk .ticket-number").inner_text().strip() == label:
            return
    raise AssertionError(f"{label} is never called")


def register(hand: Hand) -> None:
    """Look for the person, find nobody, enter them: the check over the whole country comes before anything is kept."""
    page, family = hand.page, "".join(secrets.choice("กขคงจชดตนบปพมยรลวส") for _n in range(8))
    hand.type("q", f"ละมุน {family}")
    hand.press("#worker-search button")
    assert "ไม่พบบุคคลนี้" in told(page)
    hand.press("main a[href='/workers/new']")
    for name, text in (("title", "นาง"), ("given_name", "ละมุน"), ("family_name", family), ("birth_year", "2520"),
                       ("home", DISTRICT), ("phone", f"08{secrets.randbelow(10**8):08d}")):  # fmt: skip
        hand.type(name, text)
    hand.choose("id_kind", "none")
    hand.choose("employment", "informal")
    hand.choose("informal_group", "home")
    hand.press("button[value=check]")
    hand.press("button[value=save]")


def visit(hand: Hand, doe: Hand) -> tuple[int, str]:
    """Three agencies by one ticket, the need told once; they leave before the third. Returns case and number."""
    page = hand.page
    ticket, label = ticket_for(hand, "สำนักงานแรงงานจังหวัด", "สำนักงานจัดหางาน", "สำนักงานประกันสังคม")
    hand.page.goto("/counter")
    hand.press("main .card a[href^='/counter/desks/']")
    call_until(hand, label)
    hand.key("b")
    hand.key("o")
    hand.key("w")
    register(hand)
    hand.press(f"main a.btn:has-text('{label}')")
    hand.type("need", NEED)
    hand.press("#case-form button.btn")
    code = page.locator("main a[href^='/cases/'] b").inner_text()
    case = int(re.search(r"/cases/(\d+)", page.locator("main a[href^='/cases/']").first.get_attribute("href"))[1])
    hand.choose("office", page.locator("select[name=office] option", has_text="จัดหางาน").get_attribute("value"))
    hand.press("#pass-form button")
    other = doe.page
    other.goto("/counter")
    doe.press("main .card a[href^='/counter/desks/']")
    call_until(doe, label)
    doe.key("b")
    doe.key("o")
    assert NEED in told(other), "the next desk reads what was told at the first"
    doe.choose("outcome", "advised")
    doe.type("text", "ให้ตำแหน่งงานเย็บผ้าใกล้บ้าน 3 แห่ง")
    doe.press("#pass-form button")
    page.goto(f"/counter/tickets/{ticket}")
    hand.press("button[value=leave]")
    return case, code


def pin_of(page: Page, case: int) -> str:
    """Print the slip with a new PIN, and read it off the paper."""
    page.goto(f"/cases/{case}")
    form = page.locator("#kept form").first
    sent = {"do": "pin", "paper": form.locator("button").first.get_attribute("value"),
            "csrfmiddlewaretoken": form.locator("input[name=csrfmiddlewaretoken]").get_attribute("value")}  # fmt: skip
    answer = page.request.post(form.get_attribute("action"), form=sent, headers={"Referer": page.url})
    assert answer.headers["content-type"] == "application/pdf"
    words = "".join(PdfReader(io.BytesIO(answer.body())).pages[0].extract_text().split())
    return re.findall(r"(?<!\d)(\d{6})(?!\d)", words)[-1]  # after the number of the case


def silence(site, case: int) -> int:
    """Let some days pass in which the office that was asked says nothing; returns the referral's number."""
    with database(site) as link, link.transaction():
        link.execute("SET LOCAL session_replication_role = replica")  # events are never changed: only time is, here
        (pk,) = link.execute(
            "SELECT id FROM referrals_referral WHERE case_id = %s AND state = 'offered'", (case,)
        ).fetchone()
        link.execute("UPDATE referrals_event SET at = at - %s WHERE referral_id = %s", (AGO, pk))
        moments = ", ".join(f"{name} = {name} - %(ago)s" for name in ("offered_at", "moved_at", "due_at", "rises_at"))
        link.execute(f"UPDATE referrals_referral SET {moments} WHERE id = %(pk)s", {"ago": AGO, "pk": pk})
    prasan(site, "referrals", "sweep")
    return pk


def on_the_phone(chromium, site, code: str, pin: str) -> Page:
    """Open the case as its person does: a small telephone without scripts, number and PIN."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto("/t/")
    page.fill("#code", code)
    page.fill("#word", pin)
    press(page, "form.card button")
    return page


def card_of(page: Page, office: str):
    """Return the card of one office on the person's page, read anew."""
    page.goto("/t/")
    return page.locator("section.card", has_text=office).first


def answer_at_last(page: Page, pk: int, first: bool) -> None:
    """Let the silent office wake up on a telephone of its own: accept, begin, serve, and tell what came of it."""
    page.goto(f"/referrals/{pk}")
    for move in ("accept", "begin", "serve") if first else ("begin", "serve"):
        press(page, f"main button[value={move}]")
    page.locator("main summary", has_text="แจ้งผล").first.click()
    page.select_option("#tell-form select[name=outcome]", "solved")
    page.fill("#tell-form textarea", "สมัครมาตรา 40 ทางเลือกที่ 2 แล้ว")
    press(page, "#tell-form button")


def counted(page: Page) -> list[int]:
    """Return the figures: outcomes of the silent office, confirmed, denied; people served in the district."""
    offices = page.request.get("/api/v1/referrals/figures?by=office&office=SSO-80").json()["items"]
    places = page.request.get("/api/v1/referrals/reach?province=80").json()["items"]
    served = [one["served"] for one in places if one["place"] == DISTRICT]
    return [sum(one[name] for one in offices) for name in ("told", "confirmed", "denied")] + [sum(served)]


def test_one_ticket_three_agencies_one_silent_and_the_person_has_the_last_word(open_as, site, chromium):
    counter, doe = Hand(open_as("counter-80")), Hand(open_as("doe-80-officer"))
    head = open_as("plo-80")
    before = counted(head)
    case, code = visit(counter, doe)
    assert counter.seconds + doe.seconds <= MOST_SECONDS
    person = on_the_phone(chromium, site, code, pin_of(counter.page, case))
    assert NEED in told(person)
    assert all(office in told(person) for office in (DOE, SSO))
    pk = silence(site, case)
    assert "เกินกำหนด" in card_of(person, SSO).inner_text()
    head.goto("/referrals?view=risen")
    assert head.locator(f"main a[href*='/referrals/{pk}'], main a[href*='={pk}']").count()
    office = open_as("sso-80-officer", 360, 780)
    answer_at_last(office, pk, first=True)
    card = card_of(person, SSO)
    card.locator("summary", has_text="ยังไม่เสร็จ").click()
    card.locator("form:has(input[value=not_done]) textarea").fill("ยังไม่มีใครติดต่อมา")
    press(person, f"section.card:has-text('{SSO}') form:has(input[value=not_done]) button")
    assert "หน่วยงานรับเรื่องแล้ว" in card_of(person, SSO).inner_text()
    answer_at_last(office, pk, first=False)
    card_of(person, SSO)
    press(person, f"section.card:has-text('{SSO}') form:has(input[value=confirm]) button")
    assert "คุณยืนยันผลแล้ว" in card_of(person, SSO).inner_text()
    after = counted(head)
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 1, 1]
    head.goto("/referrals/figures?office=SSO-80")
    assert "ประชาชนยืนยัน" in told(head)
    person.context.close()
