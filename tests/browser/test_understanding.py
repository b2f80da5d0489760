"""A brief on a phone without a signal: the answers wait, go once by themselves, and the map shows who was wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.steps import database

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MINE = (
    "SELECT a.tries, a.is_right, i.number FROM understanding_answer AS a JOIN understanding_reading AS r"
    " ON r.id = a.reading_id JOIN understanding_item AS i ON i.id = a.item_id JOIN directory_person AS p"
    " ON p.id = r.person_id WHERE p.username = %s AND r.brief_id = %s ORDER BY i.number"
)


def test_answers_wait_for_a_signal_and_the_map_shows_who_was_wrong(site: Site, open_as) -> None:
    with database(site) as link:
        (brief,) = link.execute("SELECT max(id) FROM understanding_brief WHERE state = 'issued'").fetchone()
        items = link.execute(
            'SELECT id, number, "right" FROM understanding_item WHERE brief_id = %s ORDER BY number', (brief,)
        ).fetchall()
    page = open_as("plo-93", width=360)
    page.goto(f"{site.url}/understanding/briefs/{brief}/check")
    for pk, number, right in items:
        page.check(f'[name="item-{pk}"][value="{0 if number == 2 else right}"]')
    page.context.set_offline(True)
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.locator("[data-outcome]")).to_contain_text("เก็บคำตอบไว้ในเครื่องนี้แล้ว")
    with database(site) as link:
        assert link.execute(MINE, ("plo-93", brief)).fetchall() == []
    with page.expect_event("load"):
        page.context.set_offline(False)
    expect(page).to_have_url(f"{site.url}/understanding/briefs/{brief}")
    expect(page.get_by_text("ยังไม่ตรง", exact=True)).to_be_visible()
    with database(site) as link:
        assert link.execute(MINE, ("plo-93", brief)).fetchall() == [(1, True, 1), (1, False, 2), (1, True, 3)]
    page = open_as("policy-1")
    page.goto(f"{site.url}/understanding/briefs/{brief}/people?area=93&item=2&state=wrong")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("แรงงานจังหวัดพัทลุง")
