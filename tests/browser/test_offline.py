"""A monthly report on a phone without a signal: nothing is lost, each answer goes once, a conflict shows both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.line import Line
from tests.browser.phones import CARD, WAIT, answer, open_form, ready, signal_again
from tests.browser.steps import SAVE, begin_report, database, press, sign_in_here, type_answer, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STORED = """
SELECT f.value, (SELECT count(*) FROM platform_journal AS e WHERE e.object_id = f.report_id
    AND e.id > %s AND e.model = 'progress.report' AND e.verb = 'progress.save' AND e.changes ? ('figure:' || i.code))
FROM progress_figure AS f JOIN directory_office AS o ON o.id = f.office_id
JOIN registers_indicator AS i ON i.id = f.indicator_id
WHERE o.code = %s AND i.code = %s AND f.member = '' ORDER BY f.period DESC LIMIT 1
"""


def stored(site: Site, office: str, indicator: str) -> list[tuple[int, int]]:
    """Return (value, saves of that figure in the journal) of an office's newest month."""
    with database(site) as link:
        return link.execute(STORED, (began(site), office, indicator)).fetchall()


@cache
def began(site: Site) -> int:
    """Return the newest journal entry before these tests: the demo's own saves are not counted."""
    with database(site) as link:
        return link.execute("SELECT max(id) FROM platform_journal").fetchone()[0]


@pytest.fixture(scope="module")
def offices(site: Site) -> Iterator[str]:
    """Give one office after another that has not sent its newest report: those that began it, then those that did not.

    The last code comes first: other journeys take the first.
    """
    began(site)
    with database(site) as link:
        rows = link.execute(
            "SELECT o.code FROM directory_office AS o LEFT JOIN progress_report AS r ON r.office_id = o.id"
            " AND r.period = (SELECT max(period) FROM progress_report)"
            " JOIN directory_person AS p ON p.username = replace(lower(o.code), 'ops', 'plo') || '-officer'"
            " WHERE o.kind = 'provincial' AND coalesce(r.state, 'draft') = 'draft'"
            " ORDER BY r.id IS NULL, o.code DESC"
        )
        return iter([code for (code,) in rows.fetchall()])


def login_of(office: str) -> str:
    """Return the sign-in of an office's officer in the demo."""
    return f"{office.lower().replace('ops', 'plo')}-officer"


def shown(page: Page, text: str, number: int = 0) -> None:
    """Wait until a card says where its answer stands."""
    page.locator(CARD).nth(number).locator("[data-state]", has_text=text).wait_for(timeout=WAIT)


def test_answers_survive_without_a_signal_and_go_once(site: Site, line: Line, phone, offices) -> None:
    office, page = next(offices), phone()
    ready(page, site, line, login_of(office))
    line.cut()
    open_form(page, line)
    expect(page.locator("[data-net]")).to_contain_text("ไม่มีสัญญาณ", timeout=WAIT)
    first = answer(page, 0, "๑,๒๓๔")
    shown(page, "รอส่ง")
    page = phone()  # the battery is empty: the browser ends and starts again
    open_form(page, line)
    assert page.locator(CARD).nth(0).locator("[name=value]").input_value() == "๑,๒๓๔"
    line.mend()
    signal_again(page)  # a session ends with its browser: signed in again, everything goes
    page.click("[data-sign-in] a")
    line.lose("PUT /api/v1/reports/")
    sign_in_here(page, site, login_of(office))
    shown(page, "ส่งแล้ว")  # sent again under the same key, by the browser or by us
    assert line.lost == 1
    assert stored(site, office, first) == [(1234, 1)]


def say_beside(page: Page) -> str:
    """State another per cent than the figures make, and ask for help; return the indicator."""
    card = page.locator(CARD, has=page.locator("[name=denominator]:visible")).first
    card.locator("[data-beside] summary").click()
    card.locator("[name=help_text]").fill("ขอวิทยากรหนึ่งคน")
    card.locator("[name=help_from]").select_option("department")
    card.locator("[name=stated]").fill("ร้อยละ ๙๕")
    card.locator("[name=stated]").blur()
    card.locator("[data-odd]", has_text=re.compile(r"95%.*90")).wait_for(timeout=WAIT)
    card.locator("[name=note]").fill("ตามหนังสือของสำนักงาน")
    card.locator("[name=note]").blur()
    return card.get_attribute("data-card") or ""


def test_a_whole_report_goes_after_its_answers(site: Site, line: Line, phone, offices) -> None:
    office, page = next(offices), phone()
    ready(page, site, line, login_of(office))
    line.cut()
    open_form(page, line)
    for number in range(page.locator(CARD).count()):
        answer(page, number, "90")
    indicator = say_beside(page)
    page.click("[data-finish]")
    page.locator("[data-outcome]", has_text="รอส่ง").wait_for(timeout=WAIT)
    line.mend()
    signal_again(page)
    page.locator("[data-outcome]", has_text="ส่งรายงานแล้ว").wait_for(timeout=WAIT)
    with database(site) as link:
        state = link.execute(
            "SELECT r.state FROM progress_report AS r JOIN directory_office AS o ON o.id = r.office_id"
            " WHERE o.code = %s ORDER BY r.period DESC LIMIT 1", (office,),
        ).fetchone()  # fmt: skip
        said = link.execute(
            "SELECT s.stated, s.help_text, s.help_from, s.claim FROM progress_said AS s"
            " JOIN registers_indicator AS i ON i.id = s.indicator_id JOIN progress_report AS r ON r.id = s.report_id"
            " JOIN directory_office AS o ON o.id = r.office_id WHERE o.code = %s AND i.code = %s"
            " ORDER BY r.period DESC LIMIT 1", (office, indicator),
        ).fetchone()  # fmt: skip
    assert state == ("submitted",)
    assert said == (9500, "ขอวิทยากรหนึ่งคน", "department", "")


def test_a_conflict_shows_both_values_and_waits_for_a_choice(site: Site, line: Line, phone, offices, open_as) -> None:
    # the labour officer, who heads the province's own office, writes no report: of that one nobody else could
    office, page = next(one for one in offices if not one.startswith("OPS")), phone()
    ready(page, site, line, login_of(office))
    line.cut()
    open_form(page, line)
    indicator = answer(page, 0, "500")
    head = open_as(login_of(office).removesuffix("-officer"))
    head.goto(begin_report(head).rpartition("/")[0] + "/1")
    type_answer(head, "777")
    press(head, SAVE)
    line.mend()
    signal_again(page)
    box = page.locator(CARD).nth(0).locator("[data-conflict]")
    box.wait_for(timeout=WAIT)
    assert "777" in box.inner_text()
    assert "500" in box.inner_text()
    assert stored(site, office, indicator)[0][0] == 777
    box.locator("[data-choose=mine]").click()
    shown(page, "ส่งแล้ว")
    assert stored(site, office, indicator)[0][0] == 500


def test_what_cannot_be_read_stays_a_draft_and_says_why(site: Site, line: Line, phone, offices) -> None:
    office, page = next(offices), phone()
    ready(page, site, line, login_of(office))
    line.cut()
    open_form(page, line)
    card = page.locator(CARD).nth(0)
    card.locator("[name=value]").fill("สิบสอง")
    card.locator("[name=value]").blur()
    card.locator("[data-error]", has_text="อ่านเป็นตัวเลขไม่ได้").wait_for(timeout=WAIT)
    expect(page.locator("[data-n-draft]")).to_have_text("1", timeout=WAIT)
    line.mend()
    signal_again(page)
    page.wait_for_timeout(500)
    expect(page.locator("[data-n-draft]")).to_have_text("1", timeout=WAIT)
    assert card.locator("[name=value]").input_value() == "สิบสอง"


def test_nobody_else_at_the_phone_sees_or_sends_an_answer(site: Site, line: Line, phone, offices) -> None:
    office, other, page = next(offices), next(offices), phone()
    ready(page, site, line, login_of(office))
    line.cut()
    open_form(page, line)
    indicator = answer(page, 0, "654")
    line.mend()
    page.context.clear_cookies()
    ready(page, site, line, login_of(other))
    page.goto(f"{line.url}/reports/offline")
    page.wait_for_selector(CARD, timeout=WAIT)
    assert "654" not in [field.input_value() for field in page.locator("[name=value]").all()]
    assert stored(site, office, indicator)[:1] != [(654, 1)]
    page.context.clear_cookies()
    ready(page, site, line, login_of(office))  # back again: the answer goes by itself
    wait_for(lambda: stored(site, office, indicator)[:1] == [(654, 1)])


def test_an_ended_session_asks_to_sign_in_and_loses_nothing(site: Site, line: Line, phone, offices) -> None:
    office, page = next(offices), phone()
    ready(page, site, line, login_of(office))
    page.goto(f"{line.url}/reports/offline")
    page.wait_for_selector(CARD, timeout=WAIT)
    page.context.clear_cookies()
    indicator = answer(page, 0, "321")
    page.locator("[data-sign-in] a").wait_for(timeout=WAIT)
    page.click("[data-sign-in] a")
    sign_in_here(page, site, login_of(office))
    page.wait_for_selector(CARD, timeout=WAIT)
    shown(page, "ส่งแล้ว")
    assert stored(site, office, indicator) == [(321, 1)]


def test_the_phone_keeps_no_page_of_anybody(site: Site, line: Line, phone, offices) -> None:
    page = phone()
    ready(page, site, line, login_of(next(offices)))
    for path in ("/", "/reports", "/notices"):
        page.goto(line.url + path)
    kept = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat()"
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/reports/offline"]
    text = page.evaluate("async () => (await (await caches.match('/reports/offline?lang=th')).text())")
    assert 'data-person=""' in text
