"""What changed since somebody last looked: five lines with causes, changes of status first, each leading down.

The figures of that moment (progress/asseen.py) stand beside those of now; a line is a policy in a place whose status
or value reads otherwise, with the report that moved it last. Rules: docs/algorithms/documents.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk import queries, sight, words
from prasan.desk.board import Country, Line, Point, Province, short
from prasan.desk.models import LastLook
from prasan.directory.actor import SeatActor
from prasan.directory.models import Office
from prasan.kernel.status import severity
from prasan.platform.ui.words import status as status_of
from prasan.progress import asseen, periods
from prasan.progress.asseen import Moved
from prasan.progress.models import Report
from prasan.progress.sight import SHOWN

LINES = 5
VISIT = dt.timedelta(minutes=30)
"""Looks closer together than this are one visit."""
LONGEST = dt.timedelta(days=120)
"""Whoever was away longer sees what changed within this time."""


def looked(person_id: int, page: str, now: dt.datetime | None = None) -> None:
    """Note that a person looks at a page; called by the browser's own POST, never by a page that is read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO desk_last_look AS l (person_id, page, at) VALUES (%s, %s, %s) ON CONFLICT (person_id, page)"
            " DO UPDATE SET at = excluded.at,"
            " before = CASE WHEN excluded.at - l.at > %s * interval '1 second' THEN l.at ELSE l.before END",
            [person_id, page, now or timezone.now(), VISIT.total_seconds()],
        )


def last_look(person_id: int, page: str, now: dt.datetime | None = None) -> dt.datetime | None:
    """Return the end of the person's visit before this one, None where this is the first: one query."""
    found = LastLook.objects.filter(person_id=person_id, page=page).first()
    if found is None:
        return None
    here = now or timezone.now()
    since = found.before if here - found.at <= VISIT else found.at
    return None if since is None else max(since, here - LONGEST)


@dataclass(frozen=True, slots=True)
class Changed:
    """One line: which policy where, from which status to which, by how much, and why.

    `weight` sorts: the smaller, the more important.
    """

    title: str
    was: str
    now: str
    text: str
    why: str
    href: str
    report: str
    at: dt.datetime | None
    weight: tuple[int, int, int]

    @property
    def turned(self) -> bool:
        """Tell whether the status itself changed."""
        return self.was != self.now


def since(
    actor: SeatActor, moment: dt.datetime, *, area: Province | None = None, policy: int | None = None,
    policy_set: int | None = None,
) -> tuple[list[Changed], int]:  # fmt: skip
    """Return the most important changes since a moment, and how many there are in all.

    Parameters: `area`, one province with all its policies; `policy` (of `policy_set`), one policy in every province
    that the seat opens; neither, every policy over the whole country.
    """
    areas = {area.pk: area} if area else None
    now = queries.country(queries.frame(), areas=areas, policy=policy, policy_set=policy_set)
    before = queries.frame(seen=moment)
    then = queries.country(before, areas=areas, policy=policy, policy_set=policy_set, seen=moment)
    former = {line.policy_id: line for line in then.lines}
    low, high = (area.pk, area.last) if area else (0, 2_147_483_647)
    measures = [line.main.pk for line in now.lines if line.main]
    moved = asseen.moved(moment, SHOWN, indicators=measures, area_range=(low, high)) if measures else []
    found = list(_pairs(actor, now, then, former, moved, whole=area is None and policy is None))
    found.sort(key=lambda pair: pair[0].weight)
    shown = found[:LINES]
    causes = [cause for _one, cause in shown if cause is not None]
    offices = {one.pk: one.short for one in Office.objects.filter(pk__in={one.office_id for one in causes})}
    reports = Report.objects.visible_to(actor).filter(pk__in={one.report_id for one in causes})
    mine = set(reports.values_list("pk", flat=True))
    return [_told(one, cause, offices, mine) for one, cause in shown], len(found)


Pair = tuple[Changed, "Moved | None"]


def _pairs(
    actor: SeatActor, now: Country, then: Country, former: dict[int, Line], moved: list[Moved], *, whole: bool
) -> Iterable[Pair]:
    for line in now.lines:
        if line.main is None:
            continue
        mine = [one for one in moved if one.indicator_id == line.main.pk and one.period // 100 == now.frame.fiscal_year]
        if whole:
            was = then.whole(former[line.policy_id]) if line.policy_id in former else None
            yield from _pair(now, then, line, None, now.whole(line), was, mine)
            continue
        for pk, province in now.provinces.items():
            if pk not in line.cells or not sight.opens(actor, pk, province.last):
                continue
            old = former.get(line.policy_id)
            was = then.point(old, pk) if old else None
            near = [one for one in mine if pk <= one.area_id <= province.last]
            yield from _pair(now, then, line, province, now.point(line, pk), was, near)


def _pair(
    now: Country, then: Country, line: Line, province: Province | None, point: Point, was: Point | None,
    moved: list[Moved],
) -> Iterable[Pair]:  # fmt: skip
    """Yield a change with the figure that moved it last, where status or value reads otherwise.

    A new fiscal year begins from nothing: values of two years are not put side by side.
    """
    before = was.status if was else "not_reported"
    same_year = now.frame.fiscal_year == then.frame.fiscal_year
    former = was.value if was and same_year else None
    if point.status == "not_reported" and now.frame.period != then.frame.period:
        moved = []  # nothing was taken away: the month shown has moved on
    if before == point.status and (former == point.value or not moved):
        return
    turned = before != point.status
    size = 0
    if point.value is not None and former:
        size = abs(point.value - former) * 1000 // abs(former)
    weight = (0 if turned else 1, min(severity(point.status), severity(before)), -size)
    code = province.code if province else "TH"
    title = f"{province.name} · {short(line)}" if province and len(now.provinces) > 1 else short(line)
    measure = point.measure
    text = ""
    if measure is not None and former != point.value:
        arrow = f"{words.amount(measure, former)} → " if same_year else ""
        text = f"{arrow}{words.amount(measure, point.value)}"
    href = reverse("explain", args=[measure.pk, code, now.frame.period]) if measure else ""
    yield Changed(title, before, point.status, text, "", href, "", None, weight), (moved[0] if moved else None)


def _told(one: Changed, cause: Moved | None, offices: dict[int, str], mine: set[int]) -> Changed:
    """Return a change with its cause in words and the way to its report, where the seat reads that."""
    if cause is None:
        why, report, at = _("เดือนที่แสดงเลื่อนไป"), "", None
    else:
        name = offices.get(cause.office_id, "–")
        month = periods.label(cause.period)
        words_of = (
            _("%(office)s ส่งผลเดือน %(month)s") if cause.was is None
            else _("ผลเดือน %(month)s ของ %(office)s ถูกถอนหรือส่งกลับ") if cause.now is None
            else _("%(office)s แก้ผลเดือน %(month)s")
        )  # fmt: skip
        why = words_of % {"office": name, "month": month}
        if cause.cause:
            why = f"{why} · {words.cause(cause.cause)}"
        report, at = (reverse("report", args=[cause.report_id]) if cause.report_id in mine else ""), cause.at
    return Changed(one.title, one.was, one.now, one.text, why, one.href, report, at, one.weight)


def as_rows(found: Iterable[Changed]) -> list[dict[str, object]]:
    """Return changes for a script."""
    return [
        {
            "title": one.title, "was": one.was, "now": one.now, "was_word": str(status_of(one.was).word),
            "now_word": str(status_of(one.now).word), "text": one.text, "why": one.why, "href": one.href,
            "report": one.report, "at": one.at.isoformat() if one.at else None,
        }
        for one in found
    ]  # fmt: skip
