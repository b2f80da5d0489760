"""What the whole loop needs beside the common steps: counted hands, offices with work to do, numbers off pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Site
from tests.browser.steps import database
from tests.progress.workbook.books import AT, HEAD, Book

TAP, KEY, THINK = 1.0, 0.28, 1.2
"""Seconds of a tap (point and press), a typed character of an ordinary typist, and of thought before a page is acted
upon: keystroke-level model, Card, Moran and Newell, Communications of the ACM 23(7), 1980: P 1.1 with B 0.1 less the
homing that a thumb has not, K 0.28, M 1.2 (1.35 there, with what is known by heart). A bound on work, no stopwatch."""

CAUSE, STEP, NOTE = "รองบประมาณ", "จัดหน่วยเคลื่อนที่เพิ่ม", "นับใหม่จากทะเบียน"


@dataclass
class Hand:
    """A person at a page whose taps, typed characters and pages are counted."""

    page: Page
    taps: int = 0
    keys: int = 0
    pages: int = 0

    def _one(self, target: str | Locator) -> Locator:
        return self.page.locator(target).first if isinstance(target, str) else target

    def tap(self, target: str | Locator) -> None:
        """Press something that keeps the page."""
        self._one(target).click()
        self.taps += 1

    def go(self, target: str | Locator) -> None:
        """Press something that leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self._one(target).click()
        self.taps += 1
        self.pages += 1

    def press(self, words: str) -> None:
        """Press the button or link with these words that leads to another page."""
        name = re.compile("^" + re.escape(words))
        found = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name))
        self.go(found.locator("visible=true").first)

    def write(self, target: str | Locator, text: str) -> None:
        """Tap into a field and type; what stood there is replaced."""
        self._one(target).fill(text)
        self.taps += 1
        self.keys += len(text)

    def choose(self, target: str | Locator, value: str | None = None, index: int | None = None) -> None:
        """Open a list and take one of it, by its value or its place."""
        self._one(target).select_option(value, index=index)
        self.taps += 2

    @property
    def seconds(self) -> float:
        """Return what the counted work takes by the keystroke-level model."""
        return self.taps * TAP + self.keys * KEY + self.pages * THINK


@dataclass(frozen=True)
class Unit:
    """An office whose newest report is still to be written, and the people figure of its agency's wall policy."""

    office: str
    area: int
    province: str
    agency: str

    @property
    def officer(self) -> str:
        """Return the officer's sign-in in the demo."""
        return self.head + "-officer"

    @property
    def head(self) -> str:
        """Return the sign-in of the office's head in the demo."""
        return self.office.lower().replace("ops", "plo")


OPEN = """
SELECT o.code, a.id, a.code, o.agency_id FROM directory_office o JOIN directory_area a ON a.id = o.area_id
WHERE o.id IN (SELECT office_id FROM progress_report)
  AND o.id NOT IN (SELECT office_id FROM progress_report WHERE state NOT IN ('draft', 'returned')
                   AND period = (SELECT max(period) FROM progress_report))
ORDER BY o.id NOT IN (SELECT office_id FROM progress_report WHERE period = (SELECT max(period) FROM progress_report))
  DESC, o.code
"""
"""Offices whose report of the newest month is not sent: first those that have not begun."""
SUM = """
SELECT coalesce(sum(f.value), 0) FROM progress_figure f JOIN registers_indicator i ON i.id = f.indicator_id
WHERE i.policy_id = %(policy)s AND i.is_people AND f.member = '' AND f.level >= 2
  AND f.period / 100 = (SELECT max(period) / 100 FROM progress_report)
"""
"""People of a policy in this fiscal year, straight from the figures that a head of office has approved."""
GROUPS = """
SELECT g.kind, g.number, array_agg(o.area_id) FROM directory_membership m
JOIN directory_area_group g ON g.id = m.group_id JOIN directory_membership o ON o.group_id = g.id
WHERE m.area_id = %s AND g.kind IN ('inspection-region', 'province-group')
  AND m.valid_to IS NULL AND o.valid_to IS NULL AND g.number > 0 GROUP BY g.kind, g.number
"""


def open_units(site: Site) -> list[Unit]:
    """Return the offices that have the newest month still to report."""
    with database(site) as link:
        return [Unit(*row) for row in link.execute(OPEN).fetchall()]


def people_sum(site: Site, policy: int, areas: list[int] | None = None) -> int:
    """Return a policy's people in the nation or in some provinces, by SQL over the figures."""
    told = {"policy": policy, "areas": areas}
    with database(site) as link:
        row = link.execute(SUM + (" AND f.area_id = ANY(%(areas)s)" if areas else ""), told).fetchone()
    return int(row[0]) if row else 0


def number_in(text: str) -> int:
    """Return the number that a cell begins with: "1,234 คน", or the numerator of "9/100"."""
    found = re.match(r"[\d,]+", text.strip())
    assert found, text
    return int(found[0].replace(",", ""))


def groups_of(site: Site, area: int) -> list[tuple[str, int, list[int]]]:
    """Return the inspection region and province group of a province, each with its provinces."""
    with database(site) as link:
        return link.execute(GROUPS, (area,)).fetchall()


def wall_policy(site: Site, agency: str) -> tuple[int, str]:
    """Return number and short name of the first policy of an agency that stands on the wall."""
    with database(site) as link:
        found = link.execute(
            "SELECT p.id, p.short_th FROM registers_policy p JOIN registers_policy_set s ON s.id = p.policy_set_id"
            " WHERE p.lead_id = %s AND p.headline IS NOT NULL AND NOT s.is_draft AND s.fiscal_year ="
            " (SELECT max(period) / 100 FROM progress_report) ORDER BY s.version DESC, p.headline LIMIT 1", (agency,),
        ).fetchone()  # fmt: skip
    assert found, agency
    return found


def people_in(text: str) -> int:
    """Return the number in "ได้ประโยชน์ 1,234 คน"."""
    found = re.search(r"ได้ประโยชน์ ([\d,]+) คน", text)
    assert found, text
    return int(found[1].replace(",", ""))


def fill_workbook(content: bytes, value: str) -> tuple[bytes, int]:
    """Answer every indicator of a form and save it with another program; return it and how many it asked."""
    book = Book.of(content)
    asked = 0
    for sheet in book.pages:
        if sheet.cells.get((HEAD, AT["code"])) != "รหัสตัวชี้วัด":
            continue
        for row in sorted({row for row, column in sheet.cells if row > HEAD and column == AT["code"]}):
            if not isinstance(sheet.cells.get((row, AT["number"])), float):
                continue  # a group's row
            asked += 1
            sheet.cells[row, AT["value"]] = value
            if sheet.cells.get((row, AT["unit"])) == "ร้อยละ":
                sheet.cells[row, AT["denominator"]] = 100
            sheet.cells[row, AT["cause"]] = CAUSE
            sheet.cells[row, AT["step"]] = STEP
            sheet.cells[row, AT["note"]] = NOTE
    return book.save(), asked


def thai_day(days: int) -> str:
    """Return the day so many days from now as a Thai types it: "5/12/2569"."""
    day = dt.date.today() + dt.timedelta(days=days)
    return f"{day.day}/{day.month}/{day.year + 543}"


BUSY = re.compile(r"-(27|42|50|76|92|93)$")
"""Provinces whose offices other journeys work with."""


def three_units(site: Site) -> list[Unit]:
    """Return three offices with a month to report: the longest form first, then one without groups, then another."""
    known = sorted(open_units(site), key=lambda one: bool(BUSY.search(one.office)))
    first = next((one for one in known if one.agency == "OPS"), known[0])
    second = next(one for one in known if one.agency == "DLPW" and one != first)
    return [first, second, next(one for one in known if one not in {first, second} and one.agency != "OPS")]


def draft_plan(site: Site) -> tuple[str, str]:
    """Return a province whose plan of this year is a draft, and the plan's address."""
    with database(site) as link:
        found = link.execute(
            "SELECT a.code, p.id FROM plans_plan p JOIN directory_area a ON a.id = p.area_id WHERE p.state = 'draft'"
            " AND p.fiscal_year = (SELECT max(fiscal_year) FROM plans_cascade WHERE state = 'offered')"
            " ORDER BY a.code LIMIT 1"
        ).fetchone()
    assert found
    return found[0], f"/plans/{found[1]}"


def answers_asked(site: Site, cascade: int) -> int:
    """Return how many provinces a cascade asked."""
    with database(site) as link:
        row = link.execute(
            "SELECT count(*) FROM plans_offer WHERE cascade_id = %s AND state = 'offered'", (cascade,)
        ).fetchone()
    return row[0] if row else 0


def report_of(site: Site, office: str) -> str:
    """Return the address of an office's newest report."""
    with database(site) as link:
        row = link.execute(
            "SELECT r.id FROM progress_report r JOIN directory_office o ON o.id = r.office_id WHERE o.code = %s"
            " ORDER BY r.period DESC LIMIT 1", (office,),
        ).fetchone()  # fmt: skip
    assert row
    return f"/reports/{row[0]}"
