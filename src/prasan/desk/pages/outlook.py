"""One forecast opened: its interval, the naive one beside it, the picture of the year, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import outlooks, queries, sight
from prasan.desk.pages.common import actor_of
from prasan.desk.pages.province import months
from prasan.desk.pages.provinces import group_of
from prasan.directory.actor import SeatActor
from prasan.directory.models import GroupKind
from prasan.progress import forecasts
from prasan.progress.forecast_groups import groups, versioned
from prasan.registers.models import Indicator


@dataclass(frozen=True, slots=True)
class Where:
    """A place that is forecast: its name, its own page, the province or those that it is made of."""

    name: str
    href: str
    area: int = 0
    inside: Iterable[int] = ()


@require_GET
def outlook(request: HttpRequest, pk: int, place: str, period: int) -> HttpResponse:
    """Show the forecast of an indicator in a place: TH, a province's code, or a group such as inspection-region-6."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    known = Indicator.objects.visible_to(actor).select_related("policy__policy_set").filter(pk=pk)
    try:
        frame = queries.frame(period)
        found = versioned(known, period).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    where = _where(actor, place)
    group = groups([found], period)[found.pk]
    one = forecasts.of(group, where.area, list(where.inside) or ([] if where.area else list(group.aims)))
    return render(request, "desk/outlook.html", {
        "indicator": found,
        "where": where,
        "frame": frame,
        "now": timezone.now(),
        "outlook": outlooks.told(one, place),
        "facts": _facts(one),
        "fan": outlooks.picture(one, months(), ""),
        "rows": outlooks.table(one),
        "rests": outlooks.rests_on(one) if one.known else [],
        "reasons": list(forecasts.REASONS.values()),
        "policy_href": reverse("policy", args=[found.policy_id]) if found.policy_id else "",
        "explain": reverse("explain", args=[pk, place, period]) if "-" not in place else "",
    })  # fmt: skip


def _where(actor: SeatActor, place: str) -> Where:
    """Return the place of an address; raises Http404, or Refused where the province is out of scope."""
    if place == outlooks.NATION:
        return Where(_("ทั้งประเทศ"), reverse("wall"))
    kind, _dash, number = place.rpartition("-")
    if kind in GroupKind.values and number.isdigit() and len(number) < 5:
        group, inside = group_of(kind, int(number))
        if group is None:
            raise Http404
        return Where(group.name, reverse("region", args=[kind, int(number)]), inside=inside)
    area = sight.province_of(actor, place)
    return Where(area.name, reverse("province", args=[area.code]), area=area.pk)


def _facts(one: forecasts.Outlook) -> list[tuple[str, Any]]:
    """Return the numbers of the forecast beside one another."""
    found = one.found
    if found is None or not found.known:
        return []
    label = one.month_label
    never = _("ไม่ถึงในปีนี้")
    first, last = label(found.earliest) or never, label(found.latest) or never
    return [
        (_("คาดว่าสิ้นปีได้"), one.amount(found.value)),
        (_("ช่วงร้อยละ 80"), _("%(low)s ถึง %(high)s") % {"low": one.amount(found.low), "high": one.amount(found.high)}),
        (_("เป้าทั้งปี"), one.amount(found.target)),
        (_("เดือนที่ถึงเป้า"), label(found.month) or never),
        (_("เร็วสุดถึงช้าสุด"), first if first == last else f"{first} – {last}"),
        (_("ถ้าเหมือนปีก่อน"), one.amount(one.naive)),
    ]
