"""A group of provinces: inspection region or province group."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import outlooks, queries, sight, words
from prasan.desk.board import course, short
from prasan.desk.pages import pictures
from prasan.desk.pages.common import actor_of
from prasan.desk.pages.provinces import group_of, table
from prasan.platform.ui import charts


@require_GET
def region(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Show a group's provinces as a table and its policies side by side, as of today."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    group, numbers = group_of(kind, number)
    if group is None:
        raise Http404
    country = queries.country(queries.frame(), areas=queries.provinces(numbers))
    reports = queries.by_area(queries.reports(country.frame, min(numbers), max(numbers) + 9_999))
    opened = [p for p in country.provinces.values() if sight.opens(actor, p.pk, p.last)]
    rows = table(country, opened, reports, {})
    ranked = sight.sees_rank(actor)
    rows.sort(key=lambda r: (r["rank"], r["place"]) if ranked else r["place"])
    shown = {pk: country.worst(pk) for pk in country.provinces}
    small = []
    for line in country.headlines():
        point = country.whole(line)
        found = course(line, country)
        small.append(
            charts.Multiple(
                short(line), found.actual, found.plan, point.status, words.share(point), words.gap(point),
                reverse("policy", args=[line.policy_id]), words.people(line, country.people(line)),
            )
        )  # fmt: skip
    return render(request, "desk/region.html", {
        "group": group,
        "frame": country.frame,
        "unaccepted": words.unaccepted(country),
        "now": timezone.now(),
        "rows": rows,
        "ranked": ranked,
        "outlooks": outlooks.rows(country.frame, country.headlines(), f"{kind}-{number}", inside=country.provinces),
        "coverage": words.places([p.code for p in country.provinces.values()]),
        "multiples": charts.multiples(small),
        "tiles": pictures.tiles(
            country, shown, pictures.opener(actor), _("สถานะนโยบายที่ช้าที่สุดของแต่ละจังหวัด"), {}
        ),
    })  # fmt: skip
