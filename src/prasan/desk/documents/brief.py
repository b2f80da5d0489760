"""Briefs of a province, a policy and a region: the figures of the pages, put on one sheet of A4.

Every builder asks `queries.country` once and takes its points, so a number here is the number on the page.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk import queries, sight, words
from prasan.desk.board import BEHIND, Country, Line, Point, Province, course, name, short
from prasan.desk.documents import numbers
from prasan.desk.documents.model import Brief, Chart, PlanPart, Row
from prasan.desk.frame import Frame
from prasan.desk.pages.province import headline, months
from prasan.desk.pages.provinces import group_of
from prasan.directory.actor import SeatActor
from prasan.directory.models import Area
from prasan.plans.models import Project
from prasan.plans.queries import totals
from prasan.platform.ui.words import status as status_of
from prasan.progress import forecasts
from prasan.progress.sight import ACCEPTED, level_for
from prasan.registers.models import Indicator, Policy

ROWS = 24
"""Lines that fit one sheet beside everything else."""
PROVINCES = 16
"""Provinces on a policy's sheet: the worst; the page holds them all."""
HELPED = 5
"""Policies or provinces whose causes and next steps stand in words."""
NATION = "TH"


def brief_of_province(
    actor: SeatActor, area: Area, period: int | None = None, seen: dt.datetime | None = None
) -> Brief:
    """Return the brief of a province: all its policies, worst first; no rank among provinces stands on it.

    Parameters: `area`, as `sight.province_of` gives it; `period`, by default the open month; `seen`, figures as they
    were readable at that moment (plan and forecast are left out then: they are today's).
    """
    sight.must_read_figures(actor)
    frame = queries.frame(period, seen)
    one = Province(area.pk, area.last, area.code, area.name, area.short_th, area.sort_th)
    level = level_for(actor, area)
    country = queries.country(frame, areas={area.pk: one}, seen=seen, level=level)
    offices = queries.reports(frame, area.pk, area.last) if seen is None else []
    behind = [(line, country.point(line, area.pk)) for line in country.lines]
    pairs = [(line.main, area.pk) for line, point in behind if line.main and point.status in BEHIND]
    histories = queries.histories(frame, pairs, level) if seen is None else {}
    lines = [(line, point) for line, point in behind if line.main and area.pk in line.cells]
    lines.sort(key=lambda pair: _order(*pair))
    rows = [_row(country, line, point, one, histories, by_policy=True) for line, point in lines]
    worst = country.worst(area.pk)
    history = histories.get((worst[1].measure.pk, area.pk)) if worst and worst[1].measure else None
    said = headline(country, worst, history, offices)
    total = queries.tally(offices)
    return _brief(
        country, "province", area.code, area.name, rows, seen=seen,
        title=area.name, subtitle=_("สรุปผลตามนโยบายของจังหวัด"),
        status=said["status"], statement=" ".join(part for part in (said["policy"], said["text"]) if part),
        outlook=_outlook(country, worst, area) if seen is None else None,
        line=worst[0] if worst and worst[0].main else None,
        plan=_plan(actor, frame, area=area.pk) if seen is None else None,
        reports=_("รายงานเดือนนี้อนุมัติแล้ว %(done)s จาก %(all)s หน่วย") % {"done": total.approved, "all": total.total}
        if offices else "",
        href=reverse("province", args=[area.code]),
    )  # fmt: skip


def brief_of_policy(actor: SeatActor, pk: int, period: int | None = None, seen: dt.datetime | None = None) -> Brief:
    """Return the brief of a policy: the whole country, and the provinces as far as the seat sees their order.

    Raises Http404 for a policy that the seat does not read.
    """
    sight.must_read_figures(actor)
    found = Policy.objects.visible_to(actor).select_related("policy_set").filter(pk=pk).first()
    if found is None:
        raise Http404
    frame = queries.frame(period, seen)
    if period is None and found.policy_set.fiscal_year < frame.fiscal_year:
        frame = queries.frame(found.policy_set.fiscal_year * 100 + 12)
    country = queries.country(frame, policy=pk, policy_set=found.policy_set_id, seen=seen)
    line = country.lines[0] if country.lines else None
    if line is None or line.main is None:
        raise Http404
    return policy_brief(actor, country, line, seen)


def policy_brief(actor: SeatActor, country: Country, line: Line, seen: dt.datetime | None = None) -> Brief:
    """Return the brief of one policy of figures that are read already."""
    point = country.whole(line)
    ranked = sight.sees_rank(actor)
    places = [p for p in country.provinces.values() if p.pk in line.cells and sight.opens(actor, p.pk, p.last)]
    points = {p.pk: country.point(line, p.pk) for p in places}
    late = [p for p in places if points[p.pk].status in BEHIND]
    pairs = [(line.main, p.pk) for p in late if line.main]
    histories = queries.histories(country.frame, pairs) if seen is None else {}
    order = (lambda p: (points[p.pk].rank, p.sort)) if ranked else (lambda p: p.sort)
    rows = [_row(country, line, points[p.pk], p, histories) for p in sorted(places, key=order)]
    area = Area.objects.get(code=NATION) if seen is None else None
    return _brief(
        country, "policy", str(line.policy_id), short(line), rows, seen=seen, limit=PROVINCES, ranked=ranked,
        title=short(line), subtitle=name(line),
        status=point.status, statement=_said_of(country, line, point),
        outlook=_outlook(country, (line, point), area) if area else None, line=line,
        whole=_whole(country, line, point), plan=_plan(actor, country.frame, policy=line.policy_id) if area else None,
        reports=_("รายงานครบ %(n)s จาก %(all)s แห่ง") % {"n": point.reported, "all": point.expected},
        href=reverse("policy", args=[line.policy_id]),
    )  # fmt: skip


def brief_of_region(
    actor: SeatActor, kind: str, number: int, period: int | None = None, seen: dt.datetime | None = None
) -> Brief:
    """Return the brief of a group of provinces: its policies over all of them. Raises Http404 for no such group."""
    sight.must_read_figures(actor)
    group, areas = group_of(kind, number)
    if group is None:
        raise Http404
    frame = queries.frame(period, seen)
    country = queries.country(frame, areas=queries.provinces(areas), seen=seen)
    lines = [(line, country.whole(line)) for line in country.lines if line.main]
    lines.sort(key=lambda pair: _order(*pair))
    rows = [_whole(country, line, point) for line, point in lines]
    late = [country.worst(pk) for pk in country.provinces]
    count = sum(1 for one in late if one and one[1].status in BEHIND)
    status = lines[0][1].status if lines else "not_applicable"
    return _brief(
        country, "region", f"{kind}/{number}", group.name, rows, seen=seen, title=group.name,
        subtitle=words.places([p.code for p in country.provinces.values()]), status=status,
        statement=_("มีนโยบายที่ล่าช้าใน %(n)s จาก %(all)s จังหวัด") % {"n": count, "all": len(country.provinces)},
        line=lines[0][0] if lines else None, href=reverse("region", args=[kind, number]),
    )  # fmt: skip


def _brief(
    country: Country, kind: str, code: str, label: str, rows: Sequence[Row], *, title: str, subtitle: str, status: str,
    statement: str, href: str, line: Line | None, seen: dt.datetime | None, limit: int = ROWS, ranked: bool = False,
    outlook: forecasts.Outlook | None = None, whole: Row | None = None, plan: PlanPart | None = None, reports: str = "",
) -> Brief:  # fmt: skip
    behind = [row for row in rows if row.status in BEHIND]
    count = Counter(row.why for row in behind if row.why)
    notes = [_("ตัวเลขจากรายงานประจำเดือนของหน่วยงานในจังหวัด ที่จังหวัดยังไม่รับรองมีคำบอกไว้")]
    if seen is not None:
        notes.append(_("เป้าหมายเป็นของวันนี้ สาเหตุ แผน และการคาดการณ์ไม่มีในมุมมองย้อนหลัง"))
    ids = [one.main.pk for one in country.lines if one.main]
    told = Indicator.objects.filter(pk__in=ids).exclude(source_th="").order_by("source_th")
    facts = list(told.values_list("source_th", "policy__policy_set__is_demo").distinct())
    return Brief(
        kind=kind, code=code, title=title, subtitle=subtitle, period=country.frame.period, month=country.frame.label,
        made=timezone.now(), seen=seen, status=status, statement=statement, rows=tuple(rows[:limit]),
        behind=_helped(behind, by_gap=ranked or kind == "province") if seen is None and kind != "region" else (),
        causes=tuple(count.most_common(5)), left_out=max(0, len(rows) - limit), whole=whole,
        outlook=outlook.sentence if outlook else "", outlook_detail=outlook.detail if outlook else "",
        chart=_chart(country, line), plan=plan, reports=reports,
        sources=(*notes, *sorted({source for source, _demo in facts})), ranked=ranked,
        demo=any(demo for _source, demo in facts), href=href,
        area_id=next(iter(country.provinces)) if kind == "province" else 1,
    )  # fmt: skip


def _helped(behind: list[Row], *, by_gap: bool) -> tuple[Row, ...]:
    """Return what is behind, the first of it, with its words; in the order of the gap where the seat sees one."""
    return tuple((sorted(behind, key=lambda row: row.gap_tenths or 0) if by_gap else behind)[:HELPED])


def _order(line: Line, point: Point) -> tuple[Any, ...]:
    """Return a key that puts what is behind first, worst first, and the rest in the order of the policies."""
    return (point.rank if point.status in BEHIND else (9, 0), line.headline or 99, line.number)


def _row(
    country: Country, line: Line, point: Point, province: Province,
    histories: dict[tuple[int, int], queries.History], *, by_policy: bool = False,
) -> Row:  # fmt: skip
    """Return a policy in a province as a line; on a province's sheet it is called by the policy."""
    measure, cell = line.main, line.cells[province.pk]
    assert measure is not None
    history = histories.get((measure.pk, province.pk))
    late = point.status in BEHIND
    frame = country.frame
    since = queries.months_behind(point, history, frame.month, frame.thresholds) if history and late else 0
    applies, accepted = cell.applies, cell.accepted
    people = line.people_cells.get(province.pk)
    return Row(
        key=str(line.policy_id) if by_policy else province.code, name=short(line) if by_policy else province.name,
        status=point.status, word=str(status_of(point.status).word),
        value=numbers.of(measure, point.value, applies=applies, accepted=accepted, twice=_twice(line)),
        path=numbers.plan(measure, point.path, applies=applies),
        target=numbers.plan(measure, point.target, applies=applies),
        gap=words.gap(point), gap_tenths=point.gap, share=words.share(point),
        people=numbers.of(
            line.people, people.value, applies=people.applies, accepted=people.accepted, twice=line.may_count_twice
        ) if line.people and people else None,
        missing=cell.missing, waiting=cell.waiting, claim=point.claim, since=words.lasting(since),
        why=words.cause(history.cause) if late and history and history.cause else "",
        step=history.step if late and history else "",
        href=reverse("explain", args=[measure.pk, province.code, frame.period]),
    )  # fmt: skip


def _twice(line: Line) -> bool:
    """Tell whether the main figure itself counts people who may stand in it twice."""
    return line.main is not None and line.main.may_count_twice


def _whole(country: Country, line: Line, point: Point) -> Row:
    """Return a policy over every place asked for as a line."""
    measure, total, people = line.main, line.total, line.people_total
    assert measure is not None
    accepted = all(cell.accepted for cell in line.cells.values())
    return Row(
        key=str(line.policy_id), name=short(line), status=point.status, word=str(status_of(point.status).word),
        value=numbers.of(measure, point.value, accepted=accepted, twice=_twice(line)),
        path=numbers.plan(measure, point.path), target=numbers.plan(measure, point.target),
        gap=words.gap(point), gap_tenths=point.gap, share=words.share(point),
        people=numbers.of(line.people, people.value, twice=line.may_count_twice) if line.people and people else None,
        waiting=bool(total and total.waiting), reported=point.reported, expected=point.expected,
        href=reverse("explain", args=[measure.pk, NATION, country.frame.period]),
    )  # fmt: skip


def _said_of(country: Country, line: Line, point: Point) -> str:
    """Return the one sentence about a policy in the country."""
    late = country.late(line)
    parts = [_("%(share)s ของเป้าทั้งปี") % {"share": words.share(point)}, words.gap(point)]
    if late:
        parts.append(_("ล่าช้า %(n)s จังหวัด") % {"n": late})
    parts.append(words.people(line, country.people(line)))
    return " · ".join(part for part in parts if part)


def _outlook(country: Country, found: tuple[Line, Point] | None, area: Area) -> forecasts.Outlook | None:
    """Return the forecast of a policy's main figure in an area: three queries."""
    if found is None or found[0].main is None:
        return None
    indicator = Indicator.objects.get(pk=found[0].main.pk)
    return forecasts.outlook(indicator, area, country.frame.period, ACCEPTED)


def _plan(actor: SeatActor, frame: Frame, *, area: int | None = None, policy: int | None = None) -> PlanPart | None:
    """Return what the plans that the seat reads say about a province or a policy: three queries; None without any."""
    rows = Project.objects.visible_to(actor).filter(plan__fiscal_year=frame.fiscal_year)
    rows = rows.filter(plan__area_id=area) if area is not None else rows.filter(policies=policy)
    found = totals(rows)
    if not found.projects:
        return None
    return PlanPart(found.projects, found.people, found.reached, found.groups, found.allocated, found.spent)


def _chart(country: Country, line: Line | None) -> Chart:
    """Return a policy's line with the names of its months."""
    if line is None:
        return Chart()
    found = course(line, country)
    known = months()
    names = tuple(known[period % 100 - 1] for period in found.periods)
    actual = [*found.actual, *([None] * (len(names) - len(found.actual)))]
    return Chart(short(line), found.recent, names, tuple(actual), tuple(found.plan))
