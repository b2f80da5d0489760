"""Briefs on the screen, on paper and as slides: one read model, three ways to look at it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import sight
from prasan.desk.documents import paper, slides
from prasan.desk.documents.asking import seen_of
from prasan.desk.documents.brief import brief_of_policy, brief_of_province, brief_of_region
from prasan.desk.documents.deck import briefs_of_deck
from prasan.desk.documents.model import Brief
from prasan.desk.pages.common import actor_of
from prasan.progress.models import FrozenSet
from prasan.progress.policy import can_freeze

PDF = "application/pdf"


def file(content: bytes, mime: str, name: str) -> HttpResponse:
    """Answer a file to keep, under a name that says what it is."""
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def file_name(brief: Brief, ending: str) -> str:
    """Return the name of a brief's file: what, whose, which month, and as seen when."""
    parts = [_("สรุป"), brief.title, brief.month.replace(" ", "")]
    if brief.seen:
        parts.append(f"{_('ตามที่เห็น')}-{brief.seen:%Y-%m-%d}")
    return "-".join(parts).replace("/", "-").replace(" ", "_") + f".{ending}"


def answer_file(brief: Brief, ending: str) -> HttpResponse:
    """Answer a brief as pdf or pptx; Http404 for any other ending."""
    if ending == "pdf":
        return file(paper.pdf(brief), PDF, file_name(brief, ending))
    if ending == "pptx":
        return file(slides.pptx(brief.title, [brief], seen=brief.seen), slides.MIME, file_name(brief, ending))
    raise Http404


def _page(request: HttpRequest, brief: Brief, here: str, files: str, *args: Any) -> HttpResponse:
    query = f"?seen={request.GET.get('seen', '')}" if brief.seen else ""
    return render(request, "desk/brief.html", {
        "brief": brief,
        "now": brief.made,
        "seen": brief.seen,
        "typed": request.GET.get("seen", ""),
        "present": here,
        "downloads": [(kind.upper(), reverse(files, args=[*args, kind]) + query) for kind in ("pdf", "pptx")],
        "outlook": paper.outlook_words(brief),
        "facts": paper.facts(brief),
        "columns": paper.columns(brief),
        "rows_title": paper.rows_title(brief),
        "gap_of": paper.gap_of,
        "why_of": paper.why_of,
        "freeze": f"{reverse('frozen_new')}?{brief.kind}={brief.code}" if _may_freeze(request, brief) else "",
    })  # fmt: skip


def _may_freeze(request: HttpRequest, brief: Brief) -> bool:
    """Tell whether the seat may give these figures outside: a labour officer those of the own province alone."""
    if brief.kind == "region":
        return False
    actor = actor_of(request)
    area = brief.area_id
    return can_freeze(actor, FrozenSet(area_id=area)) is None


@require_GET
def province_brief(request: HttpRequest, code: str) -> HttpResponse:
    """Show the brief of a province; `?seen=` as of a past day."""
    actor = actor_of(request)
    area = sight.province_of(actor, code)
    found = brief_of_province(actor, area, seen=seen_of(request.GET.get("seen", "")))
    return _page(request, found, request.path, "province_brief_file", code)


@require_GET
def province_brief_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Answer the brief of a province as pdf or pptx."""
    actor = actor_of(request)
    area = sight.province_of(actor, code)
    return answer_file(brief_of_province(actor, area, seen=seen_of(request.GET.get("seen", ""))), ending)


@require_GET
def policy_brief(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the brief of a policy."""
    found = brief_of_policy(actor_of(request), pk, seen=seen_of(request.GET.get("seen", "")))
    return _page(request, found, request.path, "policy_brief_file", pk)


@require_GET
def policy_brief_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Answer the brief of a policy as pdf or pptx."""
    return answer_file(brief_of_policy(actor_of(request), pk, seen=seen_of(request.GET.get("seen", ""))), ending)


@require_GET
def region_brief(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Show the brief of a group of provinces."""
    found = brief_of_region(actor_of(request), kind, number, seen=seen_of(request.GET.get("seen", "")))
    return _page(request, found, request.path, "region_brief_file", kind, number)


@require_GET
def region_brief_file(request: HttpRequest, kind: str, number: int, ending: str) -> HttpResponse:
    """Answer the brief of a group as pdf or pptx."""
    found = brief_of_region(actor_of(request), kind, number, seen=seen_of(request.GET.get("seen", "")))
    return answer_file(found, ending)


def numbers_in(values: list[str]) -> list[int]:
    """Return the whole numbers among some texts."""
    return [int(one) for one in values if one.isdigit() and len(one) < 10]


@require_GET
def meeting_slides(request: HttpRequest) -> HttpResponse:
    """Answer slides for a meeting: `?policy=` (all by default), `?region=` and `?province=` may be repeated."""
    asked = request.GET
    found = briefs_of_deck(
        actor_of(request), policies=numbers_in(asked.getlist("policy")) if "policy" in asked else None,
        provinces=asked.getlist("province"), regions=numbers_in(asked.getlist("region")),
        seen=seen_of(asked.get("seen", "")),
    )  # fmt: skip
    title = _("ผลการขับเคลื่อนนโยบาย")
    month = found[0].month.replace(" ", "") if found else ""
    return file(slides.pptx(title, found), slides.MIME, f"{title}-{month}.pptx")
