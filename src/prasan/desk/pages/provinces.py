"""The list of provinces: find one in any spelling, by region, or where the gap is widest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from prasan.desk import queries, sight, words
from prasan.desk.board import Country, Province, short
from prasan.desk.pages.common import actor_of
from prasan.directory.models import Area, AreaGroup, GroupKind, Membership
from prasan.kernel.normalise import query_grams


@require_GET
def provinces(request: HttpRequest) -> HttpResponse:
    """List the provinces of the seat's scope; `?q=` name in Thai or English or code, `?region=`, `?sort=`."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    asked, region = request.GET.get("q", "").strip(), request.GET.get("region", "")
    ranked = sight.sees_rank(actor)
    sort = request.GET.get("sort") or ("gap" if ranked else "name")
    if not ranked:
        sort = "name"
    groups = regions()
    country = queries.country(queries.frame())
    chosen = [p for p in country.provinces.values() if sight.opens(actor, p.pk, p.last)]
    if region.isdigit():
        chosen = [p for p in chosen if groups.get(p.pk, (0, ""))[0] == int(region)]
    if asked:
        named = matching(asked)
        chosen = [p for p in chosen if p.pk in named]
    reports = queries.by_area(queries.reports(country.frame))
    rows = table(country, chosen, reports, groups)
    rows.sort(key=lambda r: r["place"] if sort == "name" else (r["rank"], r["place"]))
    keep = {k: v for k, v in (("q", asked), ("region", region)) if v}
    return render(request, "desk/provinces.html", {
        "frame": country.frame,
        "now": timezone.now(),
        "rows": rows,
        "q": asked,
        "region": region,
        "regions": sorted(set(groups.values())),
        "ranked": ranked,
        "sort": sort,
        "sort_url": lambda key: "?" + urlencode({**keep, "sort": key}),
        "coverage": words.places([p.code for p in chosen]),
    })  # fmt: skip


def regions() -> dict[int, tuple[int, str]]:
    """Return province → (number, name) of its inspection region today: one query."""
    rows = Membership.objects.on(timezone.localdate()).filter(group__kind=GroupKind.INSPECTION_REGION)
    found = rows.select_related("group").only("area_id", "group__number", "group__name_th", "group__name_en")
    return {row.area_id: (row.group.number, row.group.name) for row in found}


def matching(asked: str) -> set[int]:
    """Return the provinces that a name, short form or code means, spelling mistakes of ำ forgiven: one query."""
    grams = query_grams(asked)
    if not grams:
        return set()
    return set(Area.objects.provinces().filter(grams__contains=grams).values_list("pk", flat=True))


def table(
    country: Country,
    chosen: Iterable[Province],
    reports: dict[int, list[queries.OfficeReport]],
    groups: dict[int, tuple[int, str]],
) -> list[dict[str, Any]]:
    """Return one row for each province: its worst policy, how many are behind, reports of the month."""
    rows = []
    for province in chosen:
        worst = country.worst(province.pk)
        total = queries.tally(reports.get(province.pk, []))
        rows.append({
            "code": province.code, "name": province.name, "place": province.sort,
            "region": groups.get(province.pk, (0, "")),
            "status": worst[1].status if worst else "not_applicable",
            "policy": short(worst[0]) if worst else "",
            "gap": words.gap(worst[1]) if worst else "",
            "rank": worst[1].rank if worst else (99, 0),
            "behind": sum(1 for line in country.lines if line.codes.get(province.pk) in {"late", "very_late"}),
            "approved": total.approved, "total": total.total,
        })  # fmt: skip
    return rows


def group_of(kind: str, number: int) -> tuple[AreaGroup | None, list[int]]:
    """Return a group as it is today and the numbers of its provinces: one query."""
    rows = list(
        Membership.objects.on(timezone.localdate())
        .filter(group__kind=kind, group__number=number)
        .select_related("group")
        .order_by("area_id")
    )
    newest = max((row.group for row in rows), key=lambda g: g.pk, default=None)
    return newest, [row.area_id for row in rows if newest and row.group_id == newest.pk]
