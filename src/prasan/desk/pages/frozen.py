"""Figures that were given outside: a set made from a page, and each line beside what it would be today."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from prasan.desk import queries, sight
from prasan.desk.board import Line, Measure, short
from prasan.desk.documents.numbers import NOT_APPLICABLE, NOT_REPORTED, REPORTED, Number
from prasan.desk.pages.common import actor_of, address
from prasan.desk.pages.documents import file
from prasan.directory.models import Area
from prasan.kernel.dates import parse_date
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings.export import safe
from prasan.platform.ui.filters import moment, thaidate
from prasan.progress import periods
from prasan.progress.frozen.commands import Asked, Freeze
from prasan.progress.frozen.comparing import Compared, compare
from prasan.progress.models import FrozenSet, Report
from prasan.progress.policy import can_freeze
from prasan.registers.models import Policy

SHOWN = 200


@require_GET
def frozen_sets(request: HttpRequest) -> HttpResponse:
    """List the sets that the seat reads, newest first."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    rows = FrozenSet.objects.visible_to(actor).select_related("area", "made_by").defer("area__boundary", "area__grams")
    return render(request, "desk/frozen_sets.html", {"rows": list(rows[:SHOWN]), "now": timezone.now()})


def found_set(actor: Any, pk: int) -> FrozenSet:
    """Return a set that the actor reads; Refused 404 otherwise."""
    rows = FrozenSet.objects.visible_to(actor).select_related("area", "office", "made_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบชุดตัวเลขนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A frozen line as the page shows it."""

    one: Compared
    given: Number
    today: Number
    difference: str
    href: str
    month: str
    causes: list[dict[str, Any]]


def _number(one: Compared, value: int | None, *, applies: bool) -> Number:
    line = one.line
    state = NOT_APPLICABLE if not applies else NOT_REPORTED if value is None else REPORTED
    return Number(value, line.decimals, line.unit, state)


def shown(actor: Any, frozen: FrozenSet) -> list[Shown]:
    """Return the lines of a set with their differences in words; a report opens where the seat reads it."""
    found = compare(frozen)
    wanted = {cause.report_id for one in found for cause in one.causes}
    mine = set(Report.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    rows = []
    for one in found:
        line, now = one.line, one.now
        scale = 10**line.decimals
        difference = ""
        if one.changed:
            told = Number(abs(one.difference), line.decimals, line.unit) if one.difference is not None else None
            sign = "−" if (one.difference or 0) < 0 else "+"
            difference = f"{sign}{told.text}" if told else _("ต่างกัน")
        causes = [
            {
                "what": _("%(office)s เดือน %(month)s: %(was)s → %(now)s") % {
                    "office": cause.office, "month": periods.label(cause.period),
                    "was": _plain(cause.was, scale, line.decimals), "now": _plain(cause.now, scale, line.decimals),
                },
                "at": cause.at, "reason": cause.reason,
                "href": address("report", cause.report_id) if cause.report_id in mine else "",
            }
            for cause in one.causes
        ]  # fmt: skip
        rows.append(Shown(
            one, _number(one, line.value, applies=line.applies),
            _number(one, now.value if now else None, applies=now.applies if now else True), difference,
            reverse("explain", args=[line.indicator_id, line.area.code, line.period]), periods.label(line.period),
            causes,
        ))  # fmt: skip
    return rows


def _plain(value: int | None, scale: int, decimals: int) -> str:
    return _("ไม่มี") if value is None else f"{value / scale:,.{decimals}f}"


@require_GET
def frozen_set(request: HttpRequest, frozen: int) -> HttpResponse:
    """Show a set: each line as it was given, as it is today, and what made the difference."""
    actor = actor_of(request)
    found = found_set(actor, frozen)
    rows = shown(actor, found)
    return render(request, "desk/frozen_set.html", {
        "frozen": found, "rows": rows, "changed": sum(one.one.changed for one in rows), "now": timezone.now(),
        "journal": f"{reverse('journal')}?model=progress.frozenset&object={found.pk}",
    })  # fmt: skip


@require_GET
def frozen_csv(request: HttpRequest, frozen: int) -> HttpResponse:
    """Answer a set as CSV: given and present values, raw and in words."""
    actor = actor_of(request)
    found = found_set(actor, frozen)
    out = io.StringIO()
    writer = csv.writer(out)
    head = [_("ลำดับ"), _("รายการ"), _("พื้นที่"), _("เดือน"), _("ให้ไว้"), _("วันนี้"), _("ต่างกัน"), _("หน่วย")]
    writer.writerow(head)
    for row in shown(actor, found):
        line = row.one.line
        writer.writerow(map(safe, (
            line.order, line.label, line.area.name, row.month, row.given.bare, row.today.bare, row.difference,
            line.unit,
        )))  # fmt: skip
    writer.writerow([])
    writer.writerow([f"{_('ชุดที่')} {found}", moment(found.made_at), safe(found.purpose)])
    return file(
        ("\ufeff" + out.getvalue()).encode(),
        "text/csv; charset=utf-8",
        f"{_('ชุดตัวเลข')}-{found.number}-{found.year}.csv",
    )


def lines_from(actor: Any, asked: Any) -> list[Asked]:
    """Return the lines of a page: `policy=` the nation's and those of the provinces in sight, `province=` all policies.

    What has no figure is left out. Raises Refused 404 for what the seat does not read.
    """
    frame = queries.frame()
    if asked.get("province"):
        area = sight.province_of(actor, asked["province"])
        country = queries.country(frame, areas=queries.provinces([area.pk]))
        return [
            Asked(one.pk, area.pk, frame.period, f"{short(line)}: {one.name_th}")
            for line in country.lines for one in _measures(line)
            if area.pk in (line.cells if one is line.main else line.people_cells)
        ]  # fmt: skip
    wanted = str(asked.get("policy", ""))
    policy = Policy.objects.visible_to(actor).filter(pk=int(wanted)).first() if wanted.isdigit() else None
    if policy is None:
        raise Refused(_("โปรดเลือกนโยบายหรือจังหวัดที่จะตรึงตัวเลข"), status=404)
    if policy.policy_set.fiscal_year < frame.fiscal_year:
        frame = queries.frame(policy.policy_set.fiscal_year * 100 + 12)
    country = queries.country(frame, policy=policy.pk, policy_set=policy.policy_set_id)
    nation = Area.objects.get(code="TH")
    found: list[Asked] = []
    for line in country.lines:
        for one in _measures(line):
            cells = line.cells if one is line.main else line.people_cells
            places = [p for p in country.provinces.values() if p.pk in cells and sight.opens(actor, p.pk, p.last)]
            if sight.sees_country(actor):
                found.append(Asked(one.pk, nation.pk, frame.period, f"{one.name_th} ({nation.name_th})"))
            found += [Asked(one.pk, p.pk, frame.period, f"{one.name_th} ({p.name})") for p in places]
    return found


def _measures(line: Line) -> list[Measure]:
    """Return a policy's main measure and the one of people, once where they are the same."""
    found = [one for one in (line.main, line.people) if one is not None]
    return found[:1] if len(found) == 2 and found[0].pk == found[1].pk else found


@require_http_methods(["GET", "POST"])
def frozen_new(request: HttpRequest) -> HttpResponse:
    """Ask for whom and what the figures of a page are given, and freeze them."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    told = request.POST if request.method == "POST" else request.GET
    lines = lines_from(actor, told)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            day = told.get("given_on", "").strip()
            read = parse_date(day) if day else None
            if read is not None and (read.kind != "day" or read.start is None):
                raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569 หรือ 2026-05-31"), field="given_on")
            found = perform(actor, Freeze(
                given_to=told.get("given_to", ""), purpose=told.get("purpose", ""), recipient=told.get("recipient", ""),
                given_on=read.start if read else None, lines=lines, key=told.get("key", "")[:100],
            ))  # fmt: skip
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("ตรึงเป็นชุดที่ %(number)s แล้ว") % {"number": found})
            return redirect("frozen_set", found.pk)
    areas = {one.area_id for one in lines}
    probe = FrozenSet(area_id=next(iter(areas)) if len(areas) == 1 else 1, office_id=actor.office_id)
    refusal = can_freeze(actor, probe)
    if refusal is not None:
        raise Refused(refusal)
    return render(request, "desk/frozen_new.html", {
        "lines": lines, "told": told, "choices": FrozenSet.To.choices, "now": timezone.now(),
        "error": str(error.text) if error else "", "field": error.field if error else "",
        "today": thaidate(timezone.localdate()), "key": f"freeze-{actor.person_id}-{timezone.now():%Y%m%d%H%M%S%f}",
    }, status=409 if error else 200)  # fmt: skip
