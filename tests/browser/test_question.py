"""A question asked as a new user would: which southern provinces are late on informal workers, and why."""

from __future__ import annotations

import time

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [360, 1280])
def test_southern_provinces_late_on_informal_workers_in_three_taps(open_as, width: int):
    page = open_as("minister", width, 800)
    page.goto("/executive")
    taps, begun = 0, time.monotonic()
    for find in (
        lambda: page.get_by_role("link", name="แรงงานนอกระบบ", exact=True).first,
        lambda: page.locator("#league").get_by_role("link", name="ภาคใต้", exact=True),
        lambda: page.locator("#league").get_by_role("link", name="เฉพาะที่ล่าช้า"),
    ):
        with page.expect_navigation():
            find().click()
        taps += 1
    answer = page.locator("#league .answer")
    spent = time.monotonic() - begun
    assert answer.is_visible()
    assert answer.inner_text().startswith("ภาคใต้ 14 จังหวัด: ")
    late = page.locator("#league tr[data-row]")
    assert late.count() >= 1
    assert all("→" in late.nth(i).locator(".why").inner_text() for i in range(late.count()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert taps <= 3
    assert spent <= 30
