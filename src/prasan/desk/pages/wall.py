"""The national wall: where the ministry must step in today."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from markupsafe import Markup

from prasan.desk import queries, sight, words
from prasan.desk.board import BEHIND, Country, Line, Point, Province, course, short
from prasan.desk.boards.rows import EventRow, latest_events
from prasan.desk.pages import pictures
from prasan.directory.actor import SeatActor
from prasan.platform.ui import charts
from prasan.platform.ui.filters import number, thaidate, thaitime

DECISIONS, EVENTS, APPROVALS, SILENT = 3, 3, 1, 2
"""Rows of the four lists: what fits a 16:9 screen without scrolling."""
FRESH = dt.timedelta(minutes=2)


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Show the wall; `?view=grid` draws tiles instead of the map."""
    return render(request, "desk/wall.html", context(request.actor, request.GET.get("view", "")))  # type: ignore[attr-defined]


@require_GET
def wall_part(request: HttpRequest) -> HttpResponse:
    """Answer what the wall shows, without its shell, for the live wall."""
    return render(request, "desk/wall_part.html", context(request.actor, request.GET.get("view", "")))  # type: ignore[attr-defined]


def context(actor: SeatActor, view: str) -> dict[str, Any]:
    """Return everything the wall shows, by nine queries (one more while the month is not due)."""
    sight.must_read_figures(actor)
    country = queries.country(queries.frame())
    offices = queries.reports(country.frame)
    shown = {pk: country.worst(pk) for pk in country.provinces}
    waiting = country.exceptions()
    if not sight.sees_rank(actor):
        waiting = [row for row in waiting if sight.opens(actor, row[0].pk, row[0].last)]
    pairs = queries.pairs_of(waiting[:DECISIONS])
    if view == "grid":
        pairs = [(p.measure, pk) for pk, found in shown.items() if found and (p := found[1]).measure]
    histories = queries.histories(country.frame, pairs)
    count: Counter[str] = Counter(found[1].status if found else "not_applicable" for found in shown.values())
    label, href = _("สถานะนโยบายที่ช้าที่สุดของแต่ละจังหวัด"), pictures.opener(actor)
    return {
        "frame": country.frame,
        "now": timezone.now(),
        "view": "grid" if view == "grid" else "map",
        "kpis": [_kpi(country, line) for line in country.headlines()],
        "picture": pictures.tiles(country, shown, href, label, histories)
        if view == "grid"
        else pictures.country_map(country, shown, href, label),
        "credit": "" if view == "grid" else pictures.credit(),
        "called": words.places([country.provinces[pk].code for pk, f in shown.items() if f and f[1].status in BEHIND]),
        "behind": sum(count[key] for key in BEHIND),
        "legend": [
            (key, None, count[key])
            for key in ("very_late", "late", "on_plan", "not_reported", "unproven")
            if key != "unproven" or count[key]
        ],
        "decisions": [_decision(country, row, histories) for row in waiting[:DECISIONS]],
        "decision_count": len(waiting),
        "events": [_event(one) for one in latest_events(actor, EVENTS)],
        "ranked": sight.sees_rank(actor),
        "unaccepted": words.unaccepted(country),
        **_reports(country, offices),
    }


def _kpi(country: Country, line: Line) -> dict[str, Any]:
    """Return one policy as the wall shows it."""
    point = country.whole(line)
    found = course(line, country)
    share = words.share(point)
    return {
        "name": short(line),
        "status": point.status,
        "value": Markup("{}<small>{}</small>").format(*_parted(share)),
        "gap": words.gap(point),
        "late": country.late(line),
        "spark": charts.spark(found.actual, found.plan, status=point.status, top=1.2 if found.recent else 1.05),
        "foot": Markup('<p class="people">{}</p>{}').format(
            words.people(line, country.people(line)) or _("ยังไม่มีตัวชี้วัดจำนวนคน"),
            charts.bullet(point.ratio, point.path_ratio, status=point.status),
        ),
        "href": reverse("policy", args=[line.policy_id]),
    }


def _event(one: EventRow) -> dict[str, Any]:
    """Return a live event as the wall shows it: its severity, when it last moved, who answers for it."""
    today = timezone.localdate(one.as_of) == timezone.localdate()
    return {
        "status": one.status, "word": one.severity_word, "what": one.title, "href": one.href, "much": one.severity_word,
        "at": thaitime(one.as_of).removesuffix(" น.") if today else thaidate(one.as_of, "short"),
        "why": f"{one.area_name} · {one.state_word} · {one.owner}", "fresh": timezone.now() - one.as_of < FRESH,
    }  # fmt: skip


def _parted(share: str) -> tuple[str, str]:
    """Return a share in two: what is written large, and its small sign with the star where there is one."""
    number, sign, star = share.partition("%")
    return number, sign + star


Histories = dict[tuple[int, int], queries.History]


def _decision(country: Country, row: tuple[Province, Line, Point], histories: Histories) -> dict[str, Any]:
    province, line, point = row
    history = histories.get((point.measure.pk, province.pk)) if point.measure else None
    return {
        "status": point.status, "province": province.name, "policy": short(line), "much": words.much(point),
        "href": reverse("province", args=[province.code]), "why": words.why(country, point, history),
    }  # fmt: skip


def _reports(country: Country, offices: Sequence[queries.OfficeReport]) -> dict[str, Any]:
    """Return the month's reports: newest approvals, provinces with the most to send, counts for the footer."""
    grouped = queries.by_area(offices)
    done = [pk for pk, some in grouped.items() if queries.tally(some).complete and pk in country.provinces]
    moments = [(row.approved_at, row) for row in offices if row.approved_at]
    newest = sorted(moments, key=lambda pair: pair[0], reverse=True)[:APPROVALS]
    silent = _silent(country, grouped)
    return {
        "total": queries.tally(offices),
        "complete": words.places([country.provinces[pk].code for pk in done]) if done else "",
        "coverage": words.places([p.code for p in country.provinces.values()]),
        "approvals": [_approval(country, at, row) for at, row in newest],
        "silent": silent[:SILENT],
        "silent_count": len(silent),
    }


def _approval(country: Country, at: dt.datetime, row: queries.OfficeReport) -> dict[str, Any]:
    place = country.provinces.get(row.area)
    today = timezone.localdate(at) == country.frame.today
    return {
        "status": "done", "at": thaitime(at).removesuffix(" น.") if today else thaidate(at, "short"),
        "what": row.name, "why": _("อนุมัติแล้ว · %(place)s") % {"place": place.name if place else ""},
        "fresh": timezone.now() - at < FRESH,
    }  # fmt: skip


def _silent(country: Country, grouped: dict[int, list[queries.OfficeReport]]) -> list[dict[str, Any]]:
    """Return the provinces that still have reports to send, most first; those late by days say so."""
    late = (country.frame.today - country.frame.due).days
    found = []
    for pk, offices in grouped.items():
        count = queries.tally(offices)
        if count.open and pk in country.provinces:
            found.append((count, country.provinces[pk]))
    found.sort(key=lambda pair: (-pair[0].open, pair[1].sort))
    return [
        {
            "status": "not_reported", "what": province.name, "href": reverse("province", args=[province.code]),
            "much": _("เกิน %(n)s วัน") % {"n": number(late)} if late > 0 else "",
            "why": _("ยังไม่ส่ง %(n)s จาก %(total)s หน่วย") % {"n": count.open, "total": count.total},
        }
        for count, province in found
    ]  # fmt: skip
