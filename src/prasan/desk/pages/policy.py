"""The policy page: is this policy working, and where not?"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import queries, sight, words
from prasan.desk.board import BEHIND, Country, Line, Point, Province
from prasan.desk.documents.asking import seen_of
from prasan.desk.frame import Frame
from prasan.desk.pages import pictures
from prasan.desk.pages.common import actor_of, page_or_part
from prasan.desk.pages.province import trend_of
from prasan.directory.actor import SeatActor
from prasan.registers.models import Indicator, Policy

SORTS = ("gap", "name", "people")


@require_GET
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one policy; `?sort=` gap, name or people (a leading dash turns it round); `?part=1` its live part."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    known = Policy.objects.visible_to(actor).select_related("policy_set", "lead", "owner", "strategy")
    found = known.filter(pk=pk).first()
    if found is None:
        raise Http404
    seen = seen_of(request.GET.get("seen", ""))
    frame = _frame_of(found, seen)
    country = queries.country(frame, policy=pk, policy_set=found.policy_set_id, seen=seen)
    line = country.lines[0] if country.lines else None
    sort = request.GET.get("sort", "gap" if sight.sees_rank(actor) else "name")
    return page_or_part(request, "policy", {
        "policy": found,
        "frame": frame,
        "now": timezone.now(),
        "country": country,
        "ranked": sight.sees_rank(actor),
        "sort": sort,
        "seen": seen,
        "typed": request.GET.get("seen", ""),
        "present": request.path,
        "indicators": _indicators(found, frame),
        "journal": f"{reverse('journal')}?model=registers.policy&object={pk}",
        **(_figures(country, line, actor, sort, past=seen is not None) if line and line.main else {"line": None}),
    })  # fmt: skip


def _frame_of(policy: Policy, seen: dt.datetime | None = None) -> Frame:
    """Return the month to show: the present one, or the last of the year that an older set belonged to."""
    frame = queries.frame(seen=seen)
    if policy.policy_set.fiscal_year < frame.fiscal_year:
        return queries.frame(policy.policy_set.fiscal_year * 100 + 12)
    return frame


def _figures(country: Country, line: Line, actor: SeatActor, sort: str, *, past: bool = False) -> dict[str, Any]:
    """Return everything that rests on the policy's figures; of the past no causes are kept."""
    point = country.whole(line)
    shown = {pk: (line, country.point(line, pk)) for pk in country.provinces if pk in line.cells}
    open_to = [p for p in country.provinces.values() if p.pk in shown and sight.opens(actor, p.pk, p.last)]
    pairs = [(line.main, p.pk) for p in open_to if line.main and shown[p.pk][1].status in BEHIND]
    histories = {} if past else queries.histories(country.frame, pairs)
    rows = [_row(country, line, p, shown[p.pk][1], histories) for p in open_to]
    href = pictures.opener(actor)
    return {
        "line": line,
        "point": point,
        "trend": trend_of(country, line, point),
        "gap": words.gap(point),
        "share": words.share(point),
        "value": words.amount(point.measure, point.value) if point.measure else "",
        "path": words.amount(point.measure, point.path) if point.measure else "",
        "target": words.amount(point.measure, point.target) if point.measure else "",
        "people": words.people(line, country.people(line)),
        "reported": point.reported,
        "expected": point.expected,
        "late": country.late(line),
        "explain": reverse("explain", args=[point.measure.pk, "TH", country.frame.period]) if point.measure else "",
        "rows": _sorted(rows, sort),
        "tiles": pictures.tiles(country, shown, href, _("สถานะของนโยบายนี้ในแต่ละจังหวัด"), histories),
    }  # fmt: skip


def _row(
    country: Country, line: Line, province: Province, point: Point, histories: dict[tuple[int, int], queries.History]
) -> dict[str, Any]:
    """Return one line of the league table."""
    history = histories.get((point.measure.pk, province.pk)) if point.measure else None
    count = country.people(line, province.pk)
    return {
        "code": province.code, "name": province.name, "place": province.sort, "status": point.status,
        "share": words.share(point), "plan": point.path_ratio, "gap": words.much(point), "rank": point.rank,
        "people": count, "people_text": words.bare(line.people, count) if line.people and count is not None else "",
        "why": words.why(country, point, history) if point.status in BEHIND and history else "",
        "explain": reverse("explain", args=[point.measure.pk, province.code, country.frame.period])
        if point.measure else "",
    }  # fmt: skip


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Sort the league table; its order by gap is worst first."""
    key = {
        "gap": lambda r: (r["rank"], r["place"]),
        "people": lambda r: (-(r["people"] or 0), r["place"]),
        "name": lambda r: r["place"],
    }.get(sort.removeprefix("-"), lambda r: (r["rank"], r["place"]))
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def _indicators(policy: Policy, frame: Frame) -> list[dict[str, Any]]:
    """Return the policy's indicators as they are defined: one query."""
    return [
        {
            "name": one.name, "unit": one.unit, "main": one.is_main, "people": one.is_people,
            "direction": one.get_direction_display(), "summing": one.get_summing_display(),
            "frequency": one.get_frequency_display(), "source": one.source_th, "definition": one.definition_th,
            "twice": one.may_count_twice, "explain": reverse("explain", args=[one.pk, "TH", frame.period]),
        }
        for one in Indicator.objects.in_use().filter(policy=policy)
    ]  # fmt: skip
