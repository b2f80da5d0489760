"""The demo's reports: who sent and accepted what when; the latest month is still moving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from prasan.packs.demo.figures import chance
from prasan.progress import periods

ACCEPTED, PROVINCE, DEPARTMENT, HEAD = "accepted", "province", "department", "head"
"""Approved by the head; accepted by both lines, by one of them alone, by none yet."""
SUBMITTED, DRAFT, RETURNED, ABSENT = "submitted", "draft", "returned", "absent"
LEVELS = {ACCEPTED: 4, PROVINCE: 4, DEPARTMENT: 3, HEAD: 2, SUBMITTED: 1, DRAFT: 0, RETURNED: 0}
APPROVED = frozenset({ACCEPTED, PROVINCE, DEPARTMENT, HEAD})
RETURN_REASON = "ตัวเลขเดือนนี้ต่างจากเดือนก่อนมาก โปรดตรวจหลักฐานและยืนยันอีกครั้ง"


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting office: its ids, and the people who send, approve and accept its reports."""

    office: int
    area: int
    province: str
    agency: str
    officer: int
    head: int
    department: int
    plo: int


@dataclass(frozen=True, slots=True)
class Made:
    """A report of the demo as the table takes it; `stage` is how far it has come."""

    unit: Unit
    period: int
    stage: str
    due: dt.date
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    department_at: dt.datetime | None
    province_at: dt.datetime | None

    @property
    def state(self) -> str:
        """Return the report's state."""
        return "approved" if self.stage in APPROVED else self.stage

    @property
    def reason(self) -> str:
        """Return why it was sent back, where it was."""
        return RETURN_REASON if self.state == RETURNED else ""


def latest_states(units: list[Unit]) -> dict[tuple[str, str], str]:
    """Return the state of each unit's report of the latest month, by (province, agency).

    About three of four provinces are accepted whole; the others wait, are still writing, were sent
    back, or are silent, so that desks and phones have work.
    """
    provinces = sorted({unit.province for unit in units}, key=lambda code: chance("latest", code))
    if "92" in provinces:  # the province of the sign-in table has something of everything
        provinces = [code for code in provinces if code != "92"]
        mixed = {("92", "DSD"): SUBMITTED, ("92", "DLPW"): HEAD, ("92", "SSO"): DRAFT, ("92", "DOE"): ABSENT}
    else:
        mixed = {}
    found: dict[tuple[str, str], str] = dict(mixed)
    kinds = [
        (9, (SUBMITTED, SUBMITTED)), (4, (DRAFT, SUBMITTED)), (3, (RETURNED,)), (4, (ABSENT, DRAFT)),
        (6, (HEAD, DEPARTMENT, PROVINCE)), (5, (HEAD, HEAD)),
    ]  # fmt: skip
    for count, states in kinds:
        for code in provinces[:count]:
            agencies = sorted({u.agency for u in units}, key=lambda agency: chance("which", code, agency))
            found |= {(code, agency): state for agency, state in zip(agencies, states, strict=False)}
        provinces = provinces[count:]
    return found


def reports(units: list[Unit], shown: list[int], due: dict[int, dt.date]) -> Iterator[Made]:
    """Yield every report, oldest month first. Parameters: `due`, the due day of each month."""
    latest = latest_states(units)
    now = timezone.localtime()
    year = periods.first_of_year(shown[-1])
    for period in shown:
        for unit in units:
            state = latest.get((unit.province, unit.agency), ACCEPTED) if period == shown[-1] else ACCEPTED
            if period < year and chance("silent", unit.province, unit.agency, period) < 0.006:
                state = ABSENT
            if state != ABSENT:
                yield _dated(unit, period, state, due[period], now)


def _dated(unit: Unit, period: int, state: str, due: dt.date, now: dt.datetime) -> Made:
    """Give a report the moments it was sent and accepted: office hours, never in the future."""
    luck = chance("day", unit.office, period)
    end = periods.bounds(period)[1]
    day = end + dt.timedelta(days=1 + int(luck * max(1, (due - end).days)))
    sent = dt.datetime.combine(day, dt.time(9, 0), tzinfo=now.tzinfo) + dt.timedelta(minutes=int(luck * 7919) % 420)
    sent = min(sent, now - dt.timedelta(minutes=90 + int(luck * 600)))
    approved = min(sent + dt.timedelta(hours=1 + int(luck * 97) % 26), now - dt.timedelta(minutes=30 + int(luck * 60)))
    accepted = min(
        approved + dt.timedelta(hours=2 + int(luck * 53) % 30), now - dt.timedelta(minutes=2 + int(luck * 20))
    )
    return Made(
        unit, period, state, due,
        submitted_at=sent if state in APPROVED | {SUBMITTED, RETURNED} else None,
        approved_at=approved if state in APPROVED else None,
        department_at=accepted if state in {ACCEPTED, DEPARTMENT} else None,
        province_at=accepted if state in {ACCEPTED, PROVINCE} else None,
    )  # fmt: skip
