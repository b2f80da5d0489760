"""Pages of the scorecard and of an office's results; each reads and shows, nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk.pages.common import actor_of, address, page_or_part
from prasan.desk.pages.documents import PDF, file
from prasan.desk.scorecard import paper
from prasan.desk.scorecard.build import scorecard as made
from prasan.desk.scorecard.results import results
from prasan.platform.ui import charts


@require_GET
def scorecard(request: HttpRequest, code: str) -> HttpResponse:
    """Show the live scorecard of a province, a country abroad or the nation; `?part=1` answers its live part alone."""
    found = made(actor_of(request), code)
    return page_or_part(request, "scorecard", {"card": found, "now": found.as_of, "spark": spark})


def spark(row: object, label: str = "") -> object:
    """Return a policy's months as a word-sized line; the words beside it say the number."""
    actual, plan = ([None if one is None else one / 1000 for one in getattr(row, name)] for name in ("spark", "plan"))
    status, recent = getattr(row, "status", ""), getattr(row, "recent", False)
    return charts.spark(actual, plan, status=status, label=label, top=1.2 if recent else 1.05)


@require_GET
def office_results(request: HttpRequest, office_code: str) -> HttpResponse:
    """Show what an office has achieved, out of its accepted reports alone."""
    found = results(actor_of(request), office_code)
    return render(request, "desk/results.html", {
        "found": found, "subtitle": paper.subtitle(found), "columns": paper.columns(), "gap_of": paper.gap_of,
        "word_of": paper.word_of, "nothing": paper.nothing(), "note": paper.note(),
        "download": reverse("office_results_file", args=[office_code]), "office_url": address("office", office_code),
        "months": [(one, address("report", one.report) if one.report else "") for one in found.months],
    })  # fmt: skip


@require_GET
def office_results_file(request: HttpRequest, office_code: str) -> HttpResponse:
    """Answer an office's results as PDF."""
    found = results(actor_of(request), office_code)
    name = f"{_('สรุปผล')}-{found.office.code}-{found.period or 0}.pdf"
    return file(paper.pdf(found), PDF, name)
