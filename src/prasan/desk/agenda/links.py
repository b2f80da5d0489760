"""Where the evidence of a fact is looked up: its address on this site."""

from __future__ import annotations

from prasan.desk.pages.common import address
from prasan.meetings.agenda import Evidence

PAGES = {
    "report": "report", "office": "office", "directive": "directive", "guidance": "guidance", "event": "event",
    "meeting": "meeting",
}  # fmt: skip
"""Kind of evidence → name of the page, which takes its id."""


def href(one: Evidence) -> str:
    """Return the address of a piece of evidence, empty where no room has such a page."""
    if one.kind == "figure":
        return address("explain", *one.id.split("/"))
    if one.kind == "exemption":
        return address("exemptions")
    page = PAGES.get(one.kind)
    return address(page, one.id) if page else ""
