"""Facts of the reports: what an office has not sent, and what nobody has confirmed in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from prasan.desk.agenda.places import Named, Places
from prasan.desk.frame import Frame
from prasan.desk.queries import OfficeReport
from prasan.meetings.agenda import Evidence, Fact

ACCEPTED_WITHIN = dt.timedelta(days=7)
"""So long department and province have after the head's approval before a report counts as not confirmed."""


def facts_of(
    frame: Frame, now: dt.datetime, rows: Iterable[OfficeReport], places: Places, offices: Mapping[int, Named]
) -> list[Fact]:
    """Return the facts of a month's reports of the meeting's provinces."""
    return list(_facts(frame, now, rows, places, offices))


def _facts(
    frame: Frame, now: dt.datetime, rows: Iterable[OfficeReport], places: Places, offices: Mapping[int, Named]
) -> Iterator[Fact]:
    for row in rows:
        where = places.holding(row.area)
        judged = _judged(frame, now, row)
        if where is None or judged is None:
            continue
        kind, how, days = judged
        place, office = places.names[where], offices[row.office]
        proof = Evidence("report", str(row.report)) if row.report else Evidence("office", row.code)
        yield Fact(
            kind=kind, key=f"report:{row.code}:{frame.period}", area_code=place.code, area_th=place.th,
            area_en=place.en, evidence=(proof,), office=row.code, office_th=office.th, office_en=office.en,
            order=office.order, ref=row.report, label_th=office.th, label_en=office.en,
            parts=(("how", how), ("days", days), ("period", frame.period)),
        )  # fmt: skip


def _judged(frame: Frame, now: dt.datetime, row: OfficeReport) -> tuple[str, str, int] | None:
    """Return (kind, how, days past its time), None while a report is in time."""
    past = (frame.today - (row.due or frame.due)).days
    if row.state in {"none", "draft", "returned"}:
        return ("late", row.state, past) if past > 0 else None
    if row.state == "submitted":
        return ("unproven", "unapproved", past) if past > 0 else None
    if row.accepted or row.approved_at is None:
        return None
    waited = now - row.approved_at - ACCEPTED_WITHIN
    return ("unproven", "unaccepted", waited.days + 1) if waited > dt.timedelta() else None
