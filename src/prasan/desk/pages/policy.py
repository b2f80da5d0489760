"""The policy page: is this policy working, and where not?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import evidence, outlooks, plan_work, queries, sight, words
from prasan.desk.board import BEHIND, Country, Line, Point
from prasan.desk.documents.asking import seen_of
from prasan.desk.frame import Frame
from prasan.desk.pages import pictures
from prasan.desk.pages.common import actor_of, page_or_part
from prasan.desk.pages.league import Asked, league
from prasan.desk.pages.province import months, trend_of
from prasan.directory.actor import SeatActor
from prasan.plans.pages.words import baht
from prasan.progress.forecast_groups import groups, versioned
from prasan.progress.forecasts import of
from prasan.registers.models import Indicator, Policy


@require_GET
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one policy.

    `?sort=` gap, lack (what is missing), name or people (a leading dash turns it round); `?in=` a part of the country
    (south, inspection-region-6, province-group-6); `?late=1` only what is late; `?part=1` the live part.
    """
    actor = actor_of(request)
    sight.must_read_figures(actor)
    known = Policy.objects.visible_to(actor).select_related("policy_set", "lead", "owner", "strategy")
    found = known.filter(pk=pk).first()
    if found is None:
        raise Http404
    seen = seen_of(request.GET.get("seen", ""))
    frame = _frame_of(found, seen)
    country = queries.country(frame, policy=pk, policy_set=found.policy_set_id, seen=seen, grouped=True)
    line = country.lines[0] if country.lines else None
    rows = versioned(Indicator.objects.in_use().filter(policy=found), frame.period)
    indicators = list(evidence.beside(rows, frame.period, actor))
    asked = Asked.read(request.GET, sight.sees_rank(actor), seen is not None)
    figured = line is not None and line.main is not None
    return page_or_part(request, "policy", {
        "policy": found,
        "frame": frame,
        "now": timezone.now(),
        "country": country,
        "ranked": sight.sees_rank(actor),
        "asked": asked,
        "seen": seen,
        "typed": request.GET.get("seen", ""),
        "present": request.path,
        "baht": baht,
        "indicators": _indicators(indicators, frame),
        "journal": f"{reverse('journal')}?model=registers.policy&object={pk}",
        "work": plan_work.of_policy(pk, found.policy_set.fiscal_year, actor) if seen is None else None,
        **(_figures(country, line, actor, asked, indicators) if line and figured else {"line": None}),
    })  # fmt: skip


def _frame_of(policy: Policy, seen: dt.datetime | None = None) -> Frame:
    """Return the month to show: the present one, or the last of the year that an older set belonged to."""
    frame = queries.frame(seen=seen)
    if policy.policy_set.fiscal_year < frame.fiscal_year:
        return queries.frame(policy.policy_set.fiscal_year * 100 + 12)
    return frame


def _figures(
    country: Country, line: Line, actor: SeatActor, asked: Asked, indicators: Sequence[Indicator]
) -> dict[str, Any]:
    """Return everything that rests on the policy's figures; of the past no causes, forecasts and reports are kept."""
    point = country.whole(line)
    shown = {pk: (line, country.point(line, pk)) for pk in country.provinces if pk in line.cells}
    open_to = [p for p in country.provinces.values() if p.pk in shown and sight.opens(actor, p.pk, p.last)]
    pairs = [(line.main, p.pk) for p in open_to if line.main and shown[p.pk][1].status in BEHIND]
    histories = {} if asked.seen else queries.histories(country.frame, pairs)
    href = pictures.opener(actor)
    measure = point.measure
    return {
        "line": line,
        "unaccepted": words.unaccepted(country),
        "point": point,
        "trend": trend_of(country, line, point),
        **_outlook(country, line, indicators, point, asked),
        "gap": words.gap(point),
        "share": words.share(point),
        "value": words.amount(measure, point.value) if measure else "",
        "path": words.amount(measure, point.path) if measure else "",
        "target": words.amount(measure, point.target) if measure else "",
        "people": words.people(line, country.people(line)),
        "reported": point.reported,
        "expected": point.expected,
        "late": country.late(line),
        "explain": reverse("explain", args=[measure.pk, "TH", country.frame.period]) if measure else "",
        "ranking": reverse("ranking", args=[measure.pk, country.frame.period]) if measure else "",
        "league": league(country, line, open_to, asked, histories),
        "measure": measure,
        "tiles": pictures.tiles(country, shown, href, _("สถานะของนโยบายนี้ในแต่ละจังหวัด"), histories),
    }  # fmt: skip


def _outlook(
    country: Country, line: Line, indicators: Sequence[Indicator], point: Point, asked: Asked
) -> dict[str, Any]:
    """Return the nation's forecast in words and as a picture, and the reports behind the month."""
    main = [one for one in indicators if line.main is not None and one.pk == line.main.pk]
    if not main or asked.seen:
        return {"outlook": None, "fan": "", "evidence": None}
    group = groups(main, country.frame.period)[main[0].pk]
    one = of(group, 0, [pk for pk in country.provinces if pk in line.cells])
    return {
        "outlook": outlooks.told(one, outlooks.NATION), "fan": outlooks.picture(one, months(), point.status),
        "evidence": evidence.of(main[0]),
    }  # fmt: skip


def _indicators(known: Sequence[Indicator], frame: Frame) -> list[dict[str, Any]]:
    """Return the policy's indicators as they are defined."""
    return [
        {
            "name": one.name, "unit": one.unit, "main": one.is_main, "people": one.is_people,
            "direction": one.get_direction_display(), "summing": one.get_summing_display(),
            "frequency": one.get_frequency_display(), "source": one.source_th, "definition": one.definition_th,
            "twice": one.may_count_twice, "explain": reverse("explain", args=[one.pk, "TH", frame.period]),
        }
        for one in known
    ]  # fmt: skip
