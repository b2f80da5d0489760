"""Pages of the situation boards and of the call tree; each reads and shows, nothing else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import sight
from prasan.desk.boards import country as abroad
from prasan.desk.boards import nation as whole
from prasan.desk.boards import province as inside
from prasan.desk.boards.api import called_area
from prasan.desk.boards.clocks import gap_said, said
from prasan.desk.boards.picture import tiles
from prasan.desk.boards.province import Board
from prasan.desk.boards.tree import tree, twig
from prasan.desk.pages.common import actor_of, address, page_or_part
from prasan.desk.shell import further
from prasan.directory.models import Area
from prasan.directory.places import places

LONGEST = 80
"""Characters of a question that are looked at."""


@require_GET
def situation_board(request: HttpRequest) -> HttpResponse:
    """Show the nation: every province as a tile, every labour office abroad, worst first, the silent ones seen."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    found = whole.nation(actor)
    quiet = [one for one in found.provinces if not one.events and not one.silent and one.word]
    return page_or_part(request, "board_nation", {
        "board": found,
        "now": found.now,
        "headline": found.headline(),
        "picture": tiles(found.provinces, _("สถานการณ์ของแต่ละจังหวัด")),
        "rows": _rows(found),
        "quiet": places([one.code for one in quiet]) if quiet else "",
        "events_url": address("events"),
        "coverage": places([one.code for one in found.provinces]),
        "alarms_url": address("alarms"),
        "further": further(actor),
        "said": said,
    })  # fmt: skip


def _rows(found: whole.Nation) -> list[whole.Cell]:
    """Return the places with something to see: worst events first, then the longest silence."""
    silent = [one for one in found.silent if not one.events]
    return [one for one in (*found.loud, *silent) if one.clock is None]


@require_GET
def province_board(request: HttpRequest, code: str) -> HttpResponse:
    """Show a province's situation board; `?part=1` answers its live part alone."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    area = sight.province_of(actor, code)
    found = inside.province_board(actor, area)
    return page_or_part(request, "board_province", {
        **_shared(found),
        "area": area,
        "offices": [one for one in found.offices if one.calls],
        "part_url": f"{request.path}?part=1",
    })  # fmt: skip


def _shared(found: Board) -> dict[str, Any]:
    """Return what the boards of a province and of a country have in common."""
    where = urlencode({"area": found.area.code})
    return {
        "board": found,
        "now": found.now,
        "headline": found.headline(),
        "events_url": _with(address("events"), where),
        "items_url": _with(address("triage"), where),
        "days_url": address("days"),
        "alarms_url": _with(address("alarms"), where),
        "people": sum(one.people or 0 for one in found.events),
    }


def _with(href: str, query: str) -> str:
    return f"{href}?{query}" if href else ""


@require_GET
def country_board(request: HttpRequest, code: str) -> HttpResponse:
    """Show a country's situation board with its local time beside Thai time; `?part=1` answers its live part alone."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    area = abroad.country_of(code)
    found = abroad.country_board(actor, area)
    return page_or_part(request, "board_country", {
        **_shared(found.board),
        "area": area,
        "country": found,
        "part_url": f"{request.path}?part=1",
        "said": said,
        "gap_said": gap_said,
    })  # fmt: skip


@require_GET
def countries(request: HttpRequest) -> HttpResponse:
    """List the countries with a labour office or a live event; `?q=` finds any other by name or ISO code."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    asked = request.GET.get("q", "").strip()[:LONGEST]
    now = timezone.now()
    rows = abroad.countries(actor, asked, now)
    return render(request, "desk/countries.html", {"rows": rows, "q": asked, "now": now, "said": said})


@require_GET
def call_tree(request: HttpRequest) -> HttpResponse:
    """Show whom to call in every province and country; `?q=` a name or code."""
    sight.must_read_figures(actor_of(request))
    asked = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "desk/call_tree.html", {"tree": tree(asked), "q": asked, "said": said})


@require_GET
def call_tree_of(request: HttpRequest, code: str) -> HttpResponse:
    """Show every office of a province or country with its numbers, who heads it and who watches now."""
    sight.must_read_figures(actor_of(request))
    area = called_area(code)
    found = twig(area)
    board = "country_board" if area.kind == Area.Kind.COUNTRY else "province_board"
    return render(request, "desk/call_twig.html", {
        "twig": found,
        "area": area,
        "board_url": address(board, area.code),
        "said": said,
        "gap_said": gap_said,
    })  # fmt: skip
