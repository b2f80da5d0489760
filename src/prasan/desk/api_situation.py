"""Labour situation reports of provinces over the API: list, read, draft, word, publish; PDF and DOCX as files."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field

from prasan.desk.api import NumberOut
from prasan.desk.commands import DraftSituation, IssueSituation, SaveSituation
from prasan.desk.documents import situation
from prasan.desk.documents.chapters import CHAPTERS
from prasan.desk.documents.situation_files import FILES, file_name, name_of
from prasan.desk.models import SituationReport
from prasan.desk.pages.documents import file
from prasan.desk.pages.situation import found_report
from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page

router = Router(tags=["documents"])


class SituationRow(Strict):
    """A report; `span`, Buddhist year × 100 + calendar quarter, 0 for the whole year; `number` once it is published."""

    id: int
    province: str
    span: int
    label: str
    state: Literal["draft", "issued"]
    version: int
    number: int | None
    issued_at: dt.datetime | None
    saved_at: dt.datetime


class SituationPage(Strict):
    """Some reports, newest first."""

    items: list[SituationRow]
    next: int | None


class SituationFigure(Strict):
    """A row of a chapter's table: integers times ten to the `decimals`; null is not reported.

    `before`, the span before; `year_ago`, the same span a year before; `waiting`, reported but not yet accepted.
    """

    code: str
    name: str
    unit: str
    decimals: int
    value: int | None
    before: int | None
    year_ago: int | None
    waiting: bool
    source: str
    as_of: dt.date | None


class SituationChapter(Strict):
    """A chapter: words, and whether somebody edited them since they were drafted."""

    code: str
    title: str
    text: str
    edited: bool
    figures: list[SituationFigure]


class SituationDifference(Strict):
    """A figure of a draft that reads otherwise now."""

    name: str
    was: NumberOut
    now: NumberOut


class SituationOut(SituationRow):
    """A report with its chapters; `differences` of a draft against today's figures."""

    title: str
    chapters: list[SituationChapter]
    differences: list[SituationDifference]


class DraftIn(Strict):
    """Which report to draft; where there is a draft its figures are renewed and edited words stay."""

    province: str
    span: int = Field(description="Buddhist year × 100 + calendar quarter, 0 for the whole year: 256903, 256900")


class WordsIn(Strict):
    """Words by chapter; `version`, the one that was read."""

    version: int
    texts: dict[str, str]


class PublishIn(Strict):
    """The version that was read."""

    version: int


def row_of(one: SituationReport) -> dict[str, Any]:
    """Return a report for a script."""
    return {
        "id": one.pk, "province": one.area.code, "span": one.span, "label": situation.Span(one.span).label,
        "state": one.state, "version": one.version, "number": one.number, "issued_at": one.issued_at,
        "saved_at": one.saved_at,
    }  # fmt: skip


def whole_of(one: SituationReport) -> dict[str, Any]:
    """Return a report with its chapters for a script."""
    drafted = one.figures.get("drafted_texts", {})
    chapters = [
        {
            "code": chapter.code, "title": str(chapter.title), "text": one.texts.get(chapter.code, ""),
            "edited": one.texts.get(chapter.code) != drafted.get(chapter.code),
            "figures": [_figure(row) for row in one.figures.get("rows", {}).get(chapter.code, [])],
        }
        for chapter in CHAPTERS
    ]  # fmt: skip
    differs: list[situation.Differs] = []
    if one.state == SituationReport.State.DRAFT:
        differs = situation.differences(one.figures, situation.figures_of(one.area, situation.Span(one.span)))
    told = [{"name": d.name, "was": d.was.as_row(), "now": d.now.as_row()} for d in differs]
    return row_of(one) | {"title": name_of(one), "chapters": chapters, "differences": told}


def _figure(row: dict[str, Any]) -> dict[str, Any]:
    kept = ("code", "decimals", "value", "before", "year_ago", "waiting", "source", "as_of")
    unit = situation.number_of(row).unit
    return {name: row[name] for name in kept} | {"name": situation.name_of(row), "unit": unit}


def area_of(code: str) -> int:
    """Return the province that a code names, 0 for none: the verb refuses it then."""
    return Area.objects.provinces().filter(code=code).values_list("pk", flat=True).first() or 0


def words_of(texts: dict[str, str]) -> dict[str, str]:
    """Return words by chapter as they came. Raises RuleBroken where a chapter is none: its words would be lost."""
    codes = [chapter.code for chapter in CHAPTERS]
    strange = ", ".join(sorted(set(texts) - set(codes)))
    if strange:
        told = {"strange": strange, "codes": ", ".join(codes)}
        raise RuleBroken(_("ไม่มีบท %(strange)s มีแต่ %(codes)s") % told, status=422, field="texts")
    return texts


def listed(actor: Any, province: str = "", year: int | None = None) -> Any:
    """Return the reports that an actor reads, newest first, of a province and a Buddhist year where asked."""
    rows = SituationReport.objects.visible_to(actor).select_related("area").order_by("-pk")
    if province:
        rows = rows.filter(area__code=province)
    if year is None:
        return rows
    return rows.filter(span__range=(year * 100, year * 100 + 99)) if 2500 <= year <= 2700 else rows.none()


@router.get("/situation-reports", response=answers(SituationPage))
def situation_reports(
    request: HttpRequest, limit: Limit, after: After, province: str = "", year: int | None = None
) -> dict[str, Any]:
    """List the labour situation reports that your seat reads: drafts of its own province, published ones of all."""
    rows = listed(request.actor, province, year)  # type: ignore[attr-defined]
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one) for one in shown], "next": more}


@router.get("/situation-reports/{pk}", response=answers(SituationOut))
def situation_report(request: HttpRequest, pk: int, format: Literal["json", "pdf", "docx"] = "json") -> Any:
    """Return a report with its chapters, or as a file: PDF to be read, DOCX to be edited."""
    found = found_report(request.actor, pk)  # type: ignore[attr-defined]
    if format in FILES:
        write, mime = FILES[format]
        return file(write(found), mime, file_name(found, format))
    return whole_of(found)


@router.post("/situation-reports", response=answers(SituationOut))
def draft_situation_report(request: HttpRequest, told: DraftIn) -> dict[str, Any]:
    """Draft a province's report from the figures, or renew the figures of its draft."""
    return whole_of(act(request, DraftSituation(area_id=area_of(told.province), span=told.span)))


@router.put("/situation-reports/{pk}/words", response=answers(SituationOut))
def word_situation_report(request: HttpRequest, pk: int, told: WordsIn) -> dict[str, Any]:
    """Keep the words of some chapters of a draft; the other chapters stay as they are."""
    found = found_report(request.actor, pk)  # type: ignore[attr-defined]
    command = SaveSituation(target_id=found.pk, version=told.version, texts=words_of(told.texts))
    return whole_of(act(request, command))


@router.post("/situation-reports/{pk}/publish", response=answers(SituationOut))
def publish_situation_report(request: HttpRequest, pk: int, told: PublishIn) -> dict[str, Any]:
    """Publish a report under its number; it never changes from then on."""
    found = found_report(request.actor, pk)  # type: ignore[attr-defined]
    return whole_of(act(request, IssueSituation(target_id=found.pk, version=told.version)))
