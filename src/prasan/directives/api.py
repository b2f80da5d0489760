"""Directives and guidance over the API: lists, one of each, how offices answer."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from prasan.directives import queries, statistics
from prasan.directives.finding import found_directive, found_guidance
from prasan.directives.models import Addressee, Directive, Guidance
from prasan.platform.web.api import After, Limit, Strict, answers, split_page

router = Router(tags=["directives"])
DueKind = Literal["date", "months", "days", "hours", "at_once"]
State = Literal["issued", "acknowledged", "working", "answered", "returned", "closed", "withdrawn"]
OriginName = Literal["free", "briefing", "event", "policy", "inspection"]


class GivenRow(Strict):
    """What both kinds tell: `number` is ours, n/BE-year of the issuer; `official_no` the letter's own."""

    id: int
    number: str
    issuer: str
    giver: str
    issued_at: dt.datetime
    origin: OriginName
    origin_ref: int | None
    origin_label: str
    inspection_round: int | None
    text: str
    classification: int
    official_no: str
    official_date: dt.date | None


class DirectiveRow(GivenRow):
    """A dated directive; `lead` is the code of the office that answers for it, `level` how far it has escalated."""

    lead: str
    due_kind: DueKind
    due_at: dt.datetime
    due_local: dt.datetime = Field(description="the same moment in the lead office's own zone")
    time_zone: str
    state: State
    is_overdue: bool
    level: int
    report_back: bool
    every: Literal["", "week", "month"]
    whole: int | None
    part: int


class DirectiveList(Strict):
    """Some directives, the newest first."""

    items: list[DirectiveRow]
    next: int | None


class DirectiveAnswer(Strict):
    """What the lead office reported; `files` are addresses."""

    text: str
    evidence: str
    by: str
    at: dt.datetime
    files: list[str]


class DirectiveDetail(DirectiveRow):
    """A directive with its offices, areas, figure, answers and parts."""

    co: list[str]
    outside: list[str]
    areas: list[str]
    public_message: str
    hotline_key: str
    policy: int | None
    indicator: str
    aim_area: str
    bound: bool
    goal: int | None
    acknowledged_at: dt.datetime | None
    answered_at: dt.datetime | None
    closed_at: dt.datetime | None
    reopened: int
    returned_why: str
    withdrawn_why: str
    answers: list[DirectiveAnswer]
    parts: list[int]


class GuidanceRow(GivenRow):
    """Standing guidance, and how many of its addressees have answered in the round of now."""

    review_on: dt.date
    round: int
    state: Literal["in_force", "ended", "withdrawn"]
    addressees: int
    answered: int


class GuidanceList(Strict):
    """Some guidance, the newest first."""

    items: list[GuidanceRow]
    next: int | None


class ReplyRow(Strict):
    """How an addressee stands, and how it does it."""

    office: str
    state: Literal["asked", "acknowledged", "answered"]
    how: str
    answered_at: dt.datetime | None


class GuidanceDetail(GuidanceRow):
    """Guidance with the answers that your seat reads."""

    replies: list[ReplyRow]


class OfficeAnswers(Strict):
    """How an office answered what was issued in a time; `median_days`, working days to the first answer."""

    office: str
    issued: int
    acknowledged: int = Field(description="within one working day")
    answered: int
    in_time: int
    overdue: int
    median_days: float | None


class OfficeAnswersList(Strict):
    """Some offices in the order of their codes."""

    items: list[OfficeAnswers]
    next: str | None


def _given(one: Any, actor: Any) -> dict[str, Any]:
    names = (
        "id",
        "issued_at",
        "origin",
        "origin_ref",
        "inspection_round",
        "classification",
        "official_no",
        "official_date",
    )
    covered = queries.is_covered(one, actor)
    return {name: getattr(one, name) for name in names} | {
        "number": one.code, "issuer": one.issuer.code, "giver": one.giver.title, "text": queries.words_of(one, actor),
        "origin_label": "" if covered else one.origin_label,
    }  # fmt: skip


def row_of(one: Directive, actor: Any) -> dict[str, Any]:
    """Return a directive for a script."""
    names = ("due_kind", "due_at", "state", "level", "report_back", "every", "part")
    return _given(one, actor) | {name: getattr(one, name) for name in names} | {
        "lead": one.lead.code, "due_local": one.due_at.astimezone(ZoneInfo(one.lead.time_zone)),
        "time_zone": one.lead.time_zone, "whole": one.whole_id,
        "is_overdue": one.is_open and one.due_at < timezone.now(),
    }  # fmt: skip


def whole_of(one: Directive, actor: Any) -> dict[str, Any]:
    """Return a directive with all that belongs to it: five queries."""
    covered = queries.is_covered(one, actor)
    names = ("bound", "goal", "acknowledged_at", "answered_at", "closed_at", "reopened", "hotline_key")
    hidden = ("public_message", "returned_why", "withdrawn_why")
    told = [] if covered else queries.answers(one)
    return row_of(one, actor) | {name: getattr(one, name) for name in names} | {
        name: "" if covered else getattr(one, name) for name in hidden
    } | {
        "co": list(one.co_offices.values_list("office__code", flat=True)), "outside": [] if covered else one.outside,
        "areas": list(one.areas.values_list("area__code", flat=True)), "policy": one.policy_id,
        "indicator": one.indicator.code if one.indicator else "", "aim_area": one.aim_area.code if one.aim_area else "",
        "answers": [
            {"text": row.text, "evidence": row.evidence, "by": row.by.full_name, "at": row.at,
             "files": [f"/files/{file.file_id}" for file in row.files.all()]}
            for row in told
        ],
        "parts": list(one.parts.order_by("part").values_list("pk", flat=True)),
    }  # fmt: skip


def guidance_row(one: Any, actor: Any) -> dict[str, Any]:
    """Return guidance for a script; it carries its counts."""
    return _given(one, actor) | {
        "review_on": one.review_on, "round": one.round, "state": one.state, "addressees": one.addressee_count,
        "answered": one.answered_count,
    }  # fmt: skip


def whole_guidance(one: Any, actor: Any, asked: int | None = None, *, waiting: bool = False) -> dict[str, Any]:
    """Return guidance with the answers of a round that the actor reads, or only who has not answered: one query."""
    rows = queries.replies(actor, one, asked)
    covered = queries.is_covered(one, actor)
    one.addressee_count = len(rows)
    one.answered_count = sum(row.state == Addressee.State.ANSWERED for row in rows)
    return guidance_row(one, actor) | {
        "replies": [
            {"office": row.office.code, "state": row.state, "how": "" if covered else row.how,
             "answered_at": row.answered_at}
            for row in rows
            if not waiting or row.state != Addressee.State.ANSWERED
        ]
    }  # fmt: skip


def listed(
    actor: Any, view: str = "", state: str = "", origin: str = "", inspection_round: int | None = None, q: str = ""
) -> Any:
    """Return the directives of a view that fit, the newest first, with what a row shows."""
    rows = Directive.objects.visible_to(actor).filter(queries.in_view(actor, view))
    asked = {"state": state, "origin": origin, "inspection_round": inspection_round}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if q.strip():
        rows = queries.looked_for(rows, q.replace("\0", "")[:100], actor)
    rows = rows.select_related("issuer", "giver", "lead").defer("grams", "issuer__grams", "lead__grams")
    return rows.order_by("-pk")


@router.get("/directives", response=answers(DirectiveList))
def directives(
    request: HttpRequest, limit: Limit, after: After,
    view: Literal["", "office", "mine", "given", "overdue"] = "", state: State | Literal[""] = "",
    origin: OriginName | Literal[""] = "", inspection_round: int | None = None, q: str = "",
) -> dict[str, Any]:  # fmt: skip
    """List the directives that your seat reads; `view` mine, office, given or overdue; `q` a number or words."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = listed(actor, view, state, origin, inspection_round, q)
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one, actor) for one in shown], "next": more}


@router.get("/directives/statistics", response=answers(OfficeAnswersList))
def directive_statistics(
    request: HttpRequest, first: dt.date | None = None, last: dt.date | None = None, after: str = ""
) -> dict[str, Any]:
    """Tell how offices answered what was issued from `first` to `last`, both inclusive; the last year without them."""
    end = last or timezone.localdate()
    begin = first or end - dt.timedelta(days=statistics.DAYS)
    rows, more = statistics.of_offices(request.actor, begin, end, after)  # type: ignore[attr-defined]
    return {"items": [statistics_row(one) for one in rows], "next": more or None}


def statistics_row(one: statistics.OfficeRow) -> dict[str, Any]:
    """Return an office's answers for a script."""
    names = ("issued", "acknowledged", "answered", "in_time", "overdue")
    return {name: getattr(one, name) for name in names} | {"office": one.code, "median_days": one.median}


@router.get("/directives/{pk}", response=answers(DirectiveDetail))
def directive(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a directive."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return whole_of(found_directive(actor, pk), actor)


@router.get("/guidance", response=answers(GuidanceList))
def guidance_list(
    request: HttpRequest, limit: Limit, after: After, state: Literal["", "in_force", "ended", "withdrawn"] = "",
    q: str = "",
) -> dict[str, Any]:  # fmt: skip
    """List the guidance that your seat reads; `q` a number or words."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = queries.counted(Guidance.objects.visible_to(actor)).select_related("issuer", "giver").order_by("-pk")
    rows = rows.defer("grams", "issuer__grams")
    rows = rows.filter(state=state) if state else rows
    rows = queries.looked_for(rows, q.replace("\0", "")[:100], actor) if q.strip() else rows
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [guidance_row(one, actor) for one in shown], "next": more}


@router.get("/guidance/{pk}", response=answers(GuidanceDetail))
def guidance(request: HttpRequest, pk: int, round: int | None = None, waiting: bool = False) -> dict[str, Any]:
    """Return guidance with the answers of its round of now, or of an earlier one; `waiting`, who has not answered."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return whole_guidance(found_guidance(actor, pk), actor, round, waiting=waiting)
