"""Generated pages say what is true today."""

from __future__ import annotations

from tests.house import permissions_page


def test_the_page_of_rights_is_up_to_date():
    assert permissions_page.PAGE.read_text() == permissions_page.text(), "run: python -m tests.house.snapshots"
