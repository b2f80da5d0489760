"""The province page: what is wrong, since when, why, what next; on paper it is the briefing note."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import heads, outlooks, queries, sight, words
from prasan.desk.board import BEHIND, Country, Line, Point, Province, course, english, short
from prasan.desk.boards import near
from prasan.desk.documents.asking import seen_of
from prasan.desk.pages import pictures
from prasan.desk.pages.common import actor_of, address, page_or_part
from prasan.directory.actor import SeatActor
from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.kernel.datewords import MONTHS_EN, MONTHS_TH_SHORT
from prasan.kernel.fiscal import fiscal_year
from prasan.plans.queries import plan_of
from prasan.platform.ui import charts
from prasan.platform.ui.filters import percent
from prasan.progress.sight import level_for

MULTIPLES = 9
"""Small charts shown at once; the others are folded away."""


@require_GET
def province(request: HttpRequest, code: str) -> HttpResponse:
    """Show a province; `?part=1` answers its live part alone."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    now = timezone.now()
    columns = {"head": heads.column(timezone.localdate()), "live_events": near.column(actor)}
    area = sight.province_of(actor, code, **columns)
    seen = seen_of(request.GET.get("seen", ""))
    frame = queries.frame(seen=seen)
    one = Province(area.pk, area.last, area.code, area.name, area.short_th, area.sort_th)
    level = level_for(actor, area)
    country = queries.country(frame, areas={area.pk: one}, seen=seen, level=level)
    offices = queries.reports(frame, area.pk, area.last) if seen is None else []
    worst = country.worst(area.pk)
    histories = queries.histories(
        frame, [(worst[1].measure, area.pk)] if worst and worst[1].measure and seen is None else [], level
    )
    history = next(iter(histories.values()), None)
    return page_or_part(request, "province", {
        "area": area, "frame": frame, "now": now,
        "head": heads.read(area.head),  # type: ignore[attr-defined]
        "outlooks": _outlooks(country, area) if seen is None else [],
        "topics": f"province:{area.code} desk:{area.pk} events" if seen is None else "",
        "seen": seen, "typed": request.GET.get("seen", ""),
        "present": request.path,
        "headline": headline(country, worst, history, offices),
        "trend": _trend(country, worst),
        "multiples": _multiples(country, area.pk),
        "claims": _claims(country, area.pk),
        "people": _people(country, area.pk),
        "offices": _offices(actor, offices),
        "total": queries.tally(offices),
        "events": near.read(area.live_events) if seen is None else [],  # type: ignore[attr-defined]
        "waiting": _waiting(country, area.pk, offices),
        "unaccepted": words.unaccepted(country),
        "credit": pictures.credit(),
        "here": pictures.here(area.code, _("%(place)sในประเทศไทย") % {"place": area.name}),
        "plan": _plan(actor, area.pk, frame.today),
        "chases": actor.has(Role.PLO) and actor.in_area(area.pk),
    })  # fmt: skip


def _outlooks(country: Country, area: Area) -> list[dict[str, Any]]:
    """Return the forecast of each policy in the province, what is behind first."""
    return outlooks.rows(country.frame, _worst_first(country, area.pk), area.code, area=area.pk)


def _worst_first(country: Country, area: int) -> list[Line]:
    """Return the policies that apply in a province, those that are behind first."""
    known = [(country.point(line, area), line) for line in country.lines]
    shown = [
        (point.rank if point.status in BEHIND else (9, 0), line.headline or 99, line.number, line)
        for point, line in known
        if point.status != "not_applicable"
    ]
    return [row[3] for row in sorted(shown, key=lambda row: row[:3])]


def headline(
    country: Country,
    worst: tuple[Line, Point] | None,
    history: queries.History | None,
    offices: list[queries.OfficeReport],
) -> dict[str, Any]:
    """Return the one sentence: its status, the policy it is about, and what is said of it."""
    if worst is None:
        return {"status": "not_applicable", "policy": "", "text": _("ยังไม่มีเป้าหมายของจังหวัดนี้ในปีงบประมาณนี้")}
    line, point = worst
    if point.status in BEHIND:
        known = history or queries.History()
        since = words.lasting(queries.months_behind(point, known, country.frame.month, country.frame.thresholds))
        parts = [words.gap(point), since]
        parts.append(_("เพราะ%(why)s") % {"why": words.cause(known.cause)} if known.cause else _("ยังไม่ระบุสาเหตุ"))
        parts.append(_("จังหวัดจะ%(step)s") % {"step": known.step} if known.step else _("ยังไม่ระบุแนวทางแก้ไข"))
        return {"status": point.status, "policy": short(line), "text": " ".join(p for p in parts if p)}
    if point.status == "not_reported":
        total = queries.tally(offices)
        text = _("รายงานเดือน %(month)s: ยังไม่ส่ง %(open)s หน่วย รออนุมัติ %(wait)s หน่วย จากทั้งหมด %(all)s หน่วย") % {
            "month": country.frame.label, "open": total.open, "wait": total.submitted, "all": total.total,
        }  # fmt: skip
        return {"status": "not_reported", "policy": _("บางนโยบายยังไม่มีผลของเดือนนี้"), "text": text}
    text = _("ทุกนโยบายเป็นไปตามแผนถึงเดือน %(month)s") % {"month": country.frame.label}
    return {"status": "on_plan", "policy": "", "text": text}


def months() -> list[str]:
    """Return the twelve short month names of a fiscal year in the reader's language."""
    names = [name[:3] for name in MONTHS_EN] if english() else list(MONTHS_TH_SHORT)
    return [*names[9:], *names[:9]]


def trend_of(country: Country, line: Line, point: Point) -> dict[str, Any]:
    """Return a policy's trend with its table and its words."""
    found = course(line, country)
    said = f"{short(line)}: {_('ผลสะสม')} {words.share(point)} {words.gap(point)}"
    now = _("แผนถึงเดือนนี้ %(much)s") % {"much": percent(point.path_ratio)} if point.path_ratio is not None else ""
    told = charts.TrendWords(
        label=said, plan_now="" if found.recent else now, plan_end=_("แผน 100%"), missing=_("ยังไม่รายงาน")
    )
    names = [months()[period % 100 - 1] for period in found.periods]
    picture = charts.trend(
        found.actual, found.plan, names, told, fmt=lambda v: f"{v * 100:.0f}%", status=point.status,
        due=len(found.actual), top=ceiling(found.actual),
    )  # fmt: skip
    return {
        "picture": picture, "actual": found.actual, "plan": found.plan, "months": names, "said": said,
        "recent": found.recent,
    }  # fmt: skip


def ceiling(actual: list[float | None]) -> float | None:
    """Return the upper edge of a chart of shares: 100 %, 120 % where somebody is ahead, beyond that as needed."""
    highest = max((v for v in actual if v is not None), default=0.0)
    return next((edge for edge in (1.0, 1.2) if highest <= edge), None)


def _trend(country: Country, worst: tuple[Line, Point] | None) -> dict[str, Any] | None:
    """Return the trend of the province's worst policy, with amounts and the way to its sources."""
    if worst is None or worst[1].measure is None:
        return None
    line, point = worst
    measure = worst[1].measure
    return {
        **trend_of(country, line, point),
        "name": short(line),
        "status": point.status,
        "gap": words.gap(point),
        "value": words.amount(measure, point.value),
        "path": words.amount(measure, point.path),
        "target": words.amount(measure, point.target),
        "people": words.people(line, country.people(line, next(iter(country.provinces)))),
        "href": reverse("policy", args=[line.policy_id]),
        "explain": _explain(country, measure.pk),
    }


def _explain(country: Country, measure: int) -> str:
    code = next(iter(country.provinces.values())).code
    return reverse("explain", args=[measure, code, country.frame.period])


def _multiples(country: Country, area: int) -> tuple[object, object]:
    """Return (worst first the charts shown, the charts folded away), all on one scale."""
    rows = []
    for line in country.lines:
        point = country.point(line, area)
        if point.measure is None or point.status == "not_applicable":
            continue
        found = course(line, country)
        order = (point.rank if point.status in BEHIND else (9, 0), line.headline or 99, line.number)
        rows.append((order, charts.Multiple(
            short(line), found.actual, found.plan, point.status, words.share(point), words.gap(point),
            _explain(country, point.measure.pk), words.people(line, country.people(line, area)),
        )))  # fmt: skip
    shown = [multiple for _order, multiple in sorted(rows, key=lambda row: row[0])]
    top = max([1.05, *(v for m in shown for v in m.actual if v is not None)])
    rest = charts.multiples(shown[MULTIPLES:], top=top) if len(shown) > MULTIPLES else ""
    return charts.multiples(shown[:MULTIPLES], top=top), rest


def _claims(country: Country, area: int) -> list[dict[str, Any]]:
    """Return the policies where the office's own word differs from the computed status, or stands without a figure."""
    pairs = [(line, country.point(line, area)) for line in country.lines]
    return [
        {
            "name": short(line), "status": point.status, "claim": words.claim(point),
            "href": _explain(country, point.measure.pk) if point.measure else "",
        }
        for line, point in sorted(pairs, key=lambda pair: pair[1].rank)
        if point.claim
    ]  # fmt: skip


def _people(country: Country, area: int) -> list[dict[str, Any]]:
    """Return how many people each policy reached this year, most first; those that nobody reported say so."""
    rows = []
    for line in country.lines:
        if line.people is None or area not in line.people_cells:
            continue
        count = country.people(line, area)
        rows.append({
            "name": short(line), "count": count, "text": words.bare(line.people, count),
            "twice": line.may_count_twice, "href": _explain(country, line.people.pk),
        })  # fmt: skip
    return sorted(rows, key=lambda row: -int(row["count"] or 0))[:8]


def states() -> dict[str, tuple[str, str]]:
    """Return what each state of a report is called and which shape it takes."""
    return {
        "approved": ("done", _("อนุมัติแล้ว")),
        "submitted": ("info", _("ส่งแล้ว รออนุมัติ")),
        "returned": ("late", _("ส่งกลับให้แก้ไข")),
        "draft": ("not_reported", _("กำลังกรอก")),
        "none": ("not_reported", _("ยังไม่เริ่ม")),
    }


def _reads(actor: Any, row: queries.OfficeReport) -> bool:
    return bool(actor.scope.covers(area=row.area, office=row.office, agency=row.agency))


def _offices(actor: Any, offices: list[queries.OfficeReport]) -> list[dict[str, Any]]:
    """Return the units of the five agencies with the state of their report."""
    known = states()
    return [
        {
            "name": row.name, "agency": row.agency_name, "status": known[row.state][0],
            "word": known[row.state][1] if row.accepted or row.state != "approved" else _("อนุมัติแล้ว รอรับรอง"),
            "at": row.approved_at or row.submitted_at, "due": row.due,
            "href": address("report", row.report) if row.report else "", "office": address("office", row.office),
            "results": reverse("office_results", args=[row.code]) if _reads(actor, row) else "",
        }
        for row in offices
    ]  # fmt: skip


def _waiting(country: Country, area: int, offices: list[queries.OfficeReport]) -> list[dict[str, Any]]:
    """Return what waits in the province: approvals, reports not sent, policies behind."""
    late = (country.frame.today - country.frame.due).days
    rows = [_waiting_report(row, late) for row in offices if row.state != "approved"]
    behind = sum(1 for line in country.lines if line.codes.get(area) in BEHIND)
    if behind:
        rows.append({
            "status": "late", "word": None, "text": _("%(n)s นโยบายล่าช้ากว่าแผน") % {"n": behind}, "href": "",
            "meta": _("ต้องมีแนวทางแก้ไขในรายงานเดือนถัดไป"),
        })  # fmt: skip
    return rows


def _plan(actor: SeatActor, area: int, today: dt.date) -> dict[str, Any] | None:
    """Return the province's action plan of the fiscal year as far as the reader sees it: one query."""
    found = plan_of(area, fiscal_year(today), actor)
    if found is None:
        return None
    return {
        "href": reverse("plan", args=[found.pk]), "year": found.fiscal_year, "state": found.get_state_display(),
        "projects": found.project_count, "people": found.people,
    }  # fmt: skip


def _waiting_report(row: queries.OfficeReport, late: int) -> dict[str, Any]:
    """Return one report that waits, and for whom."""
    found: dict[str, Any] = {"text": row.name, "href": address("report", row.report) if row.report else ""}
    if row.state == "submitted":
        return {**found, "status": "info", "word": _("รออนุมัติ"), "meta": _("รอหัวหน้าหน่วยงานอนุมัติ")}
    word = _("เกิน %(n)s วัน") % {"n": late} if late > 0 else _("ยังไม่ถึงกำหนด")
    return {**found, "status": "late" if late > 0 else "not_reported", "word": word, "meta": states()[row.state][1]}
