"""A report on a phone without a signal: what several journeys do with it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Site, sign_in
from tests.browser.line import Line
from tests.browser.loop import NOTE, STEP, Hand

WAIT = 20_000
CARD = "[data-card]"


def ready(page: Page, site: Site, line: Line, login: str) -> None:
    """Sign in over the line, open the reports once, and wait until the phone has all it needs."""
    sign_in(page, Site(line.url, site.var, site.password), login)
    page.goto(f"{line.url}/reports")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("localStorage.getItem('prasan-reports-person')")


def open_form(page: Page, line: Line) -> None:
    """Open an ordinary page of the site without a signal: the form that the phone keeps comes instead."""
    page.goto(f"{line.url}/reports")
    page.wait_for_selector(CARD, timeout=WAIT)


def answer(page: Page, number: int, value: str, hand: Hand | None = None) -> str:
    """Type one answer as a person does, with cause and way back where it is late; return its indicator.

    Parameters: `hand`, who counts the taps and typed characters.
    """
    hand = hand or Hand(page)
    card = page.locator(CARD).nth(number)
    hand.write(card.locator("[name=value]"), value)
    if card.locator("[name=denominator]").is_visible():
        hand.write(card.locator("[name=denominator]"), "100")
    for group in card.locator("details.split[open]").all():
        for kind, whole in (("m", value), ("d", "100")):
            for place, part in enumerate(group.locator(f"input[name^='{kind}-']").all()):
                hand.write(part, "0" if place else whole)
    if card.locator("[name=step]").is_visible():
        hand.choose(card.locator("[name=cause]"), index=1)
        hand.write(card.locator("[name=step]"), STEP)
    if card.locator("[data-odd]").is_visible():
        hand.write(card.locator("[name=note]"), NOTE)
    hand.tap(card.locator("button[type=submit], button:not([type])"))
    page.wait_for_function("n => document.querySelectorAll('[data-card]')[n].dataset.state !== 'draft'", arg=number)
    return card.get_attribute("data-card") or ""


def signal_again(page: Page) -> None:
    """Tell the page what a phone tells when the signal is back."""
    page.evaluate("dispatchEvent(new Event('online'))")
