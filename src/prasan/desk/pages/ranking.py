"""The fair ranking beside the plain table: comparable provinces, small ones believed less, how sure a place is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import queries, sight
from prasan.desk.pages.common import actor_of
from prasan.directory.actor import SeatActor
from prasan.directory.models import Area
from prasan.platform.commands import Refused
from prasan.platform.ui.filters import percent
from prasan.progress import policy, ranks
from prasan.registers.models import Indicator


@require_GET
def ranking(request: HttpRequest, pk: int, period: int) -> HttpResponse:
    """Show provinces by their fair share of an indicator; the chair's view, and never a province's own brief."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    if not sight.sees_rank(actor):
        raise Refused(policy.RANK_IS_THE_CHAIRS)
    found = Indicator.objects.visible_to(actor).select_related("policy").filter(pk=pk).first()
    try:
        frame = queries.frame(period)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    areas = list(Area.objects.provinces().defer("grams", "boundary").order_by("sort_th"))
    made = ranks.ranks(found, period, areas)
    named = {one.pk: one for one in areas}
    return render(request, "desk/ranking.html", {
        "indicator": found,
        "frame": frame,
        "now": timezone.now(),
        "rows": [_row(one, named, actor, found, period) for one in made.rows],
        "reason": ranks.REASONS[made.reason] if made.reason else "",
        "half": round(made.ranking.half) if made.ranking else 0,
        "policy_href": reverse("policy", args=[found.policy_id]) if found.policy_id else "",
        "best": _("น้อยที่สุดดีที่สุด") if found.direction < 0 else _("มากที่สุดดีที่สุด"),
    })  # fmt: skip


def _row(one: ranks.Row, named: dict[int, Area], actor: SeatActor, indicator: Indicator, period: int) -> dict[str, Any]:
    """Return one line of the table."""
    area, place = named[one.area], one.place
    opens = sight.opens(actor, area.pk, area.last)
    return {
        "name": area.name, "href": reverse("province", args=[area.code]) if opens else "",
        "share": percent(place.share), "plain": place.plain_place, "fair": percent(place.fair), "place": place.place,
        "span": f"{place.lowest}–{place.highest}" if place.lowest is not None else "",
        "weight": percent(place.weight), "verdict": ranks.VERDICTS[one.verdict],
        "tone": {"better": "on_plan", "worse": "late", "same": "", "": "not_reported"}[one.verdict],
        "peers": ", ".join(named[int(peer)].name for peer in place.peers),
        "explain": reverse("explain", args=[indicator.pk, area.code, period]) if opens else "",
    }  # fmt: skip
