"""Where a number comes from: any figure opens down to the reports it is made of, and on to the journal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import queries, sight, words
from prasan.desk.board import Country, Line, Measure, unit
from prasan.desk.pages.common import actor_of, address
from prasan.desk.splits import splits_of
from prasan.directory.models import Area
from prasan.progress import periods
from prasan.progress.queries import Source
from prasan.progress.queries import explain as sources
from prasan.progress.rollups import Cell
from prasan.progress.sight import ACCEPTED, level_for
from prasan.registers.models import Indicator


@require_GET
def explain(request: HttpRequest, pk: int, code: str, period: int) -> HttpResponse:
    """Show what a number is made of: provinces of the nation, or the monthly reports of a province."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    found = Indicator.objects.visible_to(actor).select_related("policy__policy_set").filter(pk=pk).first()
    try:
        frame = queries.frame(period)
        periods.split(period)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    nation = code == "TH"
    area = Area.objects.get(code="TH") if nation else sight.province_of(actor, code)
    where = queries.provinces(None if nation else [area.pk])
    level = level_for(actor, None if nation else area)
    country = _country(found, frame, where, level)
    line = country.lines[0] if country.lines else None
    made_of = [] if nation and line else sources(actor, found, period, None if nation else area)
    return render(request, "desk/explain.html", {
        "indicator": found,
        "area": area,
        "nation": nation,
        "frame": frame,
        "now": timezone.now(),
        "summary": _summary(country, line, found, area.pk, nation),
        "provinces": _provinces(country, line, found, actor) if nation and line else [],
        "rows": [_source(one, found) for one in made_of],
        "unaccepted": words.unaccepted(country),
        "definition": found.definition_th,
        "twice": found.may_count_twice,
        "splits": splits_of(found, period, where, level),
        "policy_href": reverse("policy", args=[found.policy_id]) if found.policy_id else "",
    })  # fmt: skip


def _country(indicator: Indicator, frame: queries.Frame, where: dict[int, queries.Province], level: int) -> Country:
    """Return the roll-up that holds the indicator: of its policy, where it is the main or the people one."""
    if indicator.policy is None or not (indicator.is_main or indicator.is_people):
        return Country(frame, [], where)
    return queries.country(
        frame, areas=where, policy=indicator.policy_id, policy_set=indicator.policy.policy_set_id, level=level
    )


def _cells(line: Line, indicator: Indicator) -> tuple[Measure | None, dict[int, Cell]]:
    """Return the measure and cells of the indicator asked for: the main one's or the people's."""
    if line.main is not None and line.main.pk == indicator.pk:
        return line.main, line.cells
    return line.people, line.people_cells


def _summary(
    country: Country, line: Line | None, indicator: Indicator, area: int, nation: bool
) -> list[tuple[str, Any]]:
    """Return the number itself with what it is measured against."""
    if line is None:
        return []
    measure, cells = _cells(line, indicator)
    if measure is None:
        return []
    if nation:
        total = line.total if line.main and measure.pk == line.main.pk else line.people_total
        if total is None:
            return []
        return [
            (_("ผลสะสม"), words.amount(measure, total.value)),
            (_("แผนถึงเดือนนี้"), words.amount(measure, total.full_path) if total.full_path else "–"),
            (_("เป้าทั้งปี"), words.amount(measure, total.target) if total.target else "–"),
            (_("จังหวัดที่รายงานครบ"), _("%(n)s จาก %(all)s") % {"n": total.reported, "all": total.expected}),
        ]
    cell = cells.get(area)
    if cell is None:
        return []
    return [
        (_("ผลสะสม"), words.amount(measure, cell.value)),
        (_("แผนถึงเดือนนี้"), words.amount(measure, cell.path) if cell.path else "–"),
        (_("เป้าทั้งปี"), words.amount(measure, cell.target) if cell.target else "–"),
    ]


def _provinces(country: Country, line: Line, indicator: Indicator, actor: Any) -> list[dict[str, Any]]:
    """Return the provinces that the nation's number is made of, in Thai order."""
    measure, cells = _cells(line, indicator)
    if measure is None:
        return []
    return [
        {
            "name": p.name, "value": _marked(words.bare(measure, cell.value), cell) if cell.value is not None else "",
            "complete": cell.complete, "applies": cell.applies, "due": cell.due,
            "missing": cell.missing, "unit": unit(measure),
            "href": reverse("explain", args=[indicator.pk, p.code, country.frame.period])
            if sight.opens(actor, p.pk, p.last) else "",
        }
        for p in country.provinces.values()
        if (cell := cells.get(p.pk)) is not None
    ]  # fmt: skip


def _marked(text: str, cell: Cell) -> str:
    """Put the star to a number that holds figures which are not accepted yet."""
    return text if cell.accepted else text + words.STAR


def _source(one: Source, indicator: Indicator) -> dict[str, Any]:
    """Return one figure with its report, who accepted it, and its former values."""
    figure, report = one.figure, one.report
    scale = 10**indicator.decimals
    return {
        "month": periods.label(figure.period), "place": figure.area.name, "office": figure.office.short,
        "value": figure.value / scale, "decimals": indicator.decimals,
        "base": figure.denominator, "level": figure.get_level_display(), "accepted": figure.level >= ACCEPTED,
        "approver": report.approved_by.short_name if report.approved_by else "", "at": report.approved_at,
        "cause": words.cause(figure.cause) if figure.cause else "", "step": figure.step,
        "report": address("report", report.pk) if one.readable else "",
        "journal": f"{reverse('journal')}?model=progress.report&object={report.pk}" if one.readable else "",
        "former": [(c.value / scale if c.value is not None else None, c.at) for c in one.former],
    }  # fmt: skip
