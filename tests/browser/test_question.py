"""A question asked as a new user would: which southern provinces are late on informal workers, and why."""

from __future__ import annotations

import pytest

from tests.browser.loop import Hand

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [360, 1280])
def test_southern_provinces_late_on_informal_workers_in_three_taps(open_as, width: int):
    page = open_as("minister", width, 800)
    page.goto("/executive")
    hand = Hand(page)
    hand.go(page.get_by_role("link", name="แรงงานนอกระบบ", exact=True).first)
    hand.go(page.locator("#league").get_by_role("link", name="ภาคใต้", exact=True))
    hand.go(page.locator("#league").get_by_role("link", name="เฉพาะที่ล่าช้า"))
    answer = page.locator("#league .answer")
    assert answer.is_visible()
    assert answer.inner_text().startswith("ภาคใต้ 14 จังหวัด: ")
    late = page.locator("#league tr[data-row]")
    assert late.count() >= 1
    assert all("→" in late.nth(i).locator(".why").inner_text() for i in range(late.count()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert hand.taps <= 3
    assert hand.seconds <= 30, "the issue's half a minute, as work of the hand; a machine's clock is measured in bench/"
