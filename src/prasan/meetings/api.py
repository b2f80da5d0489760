"""Meetings and series over the API: lists, one of each with agenda, roster, roll and votes, the log."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.meetings import queries
from prasan.meetings.evidence.log import last_hash
from prasan.meetings.finding import found_briefing, found_series
from prasan.meetings.models import Attendee, Briefing, Item, Line, Series, Vote
from prasan.meetings.roll import NOBODY, quorum_of, roll_of
from prasan.meetings.rollsheet import name_of
from prasan.platform.web.api import After, Limit, Strict, answers, split_page
from prasan.platform.web.asking import actor_of

router = Router(tags=["meetings"])
KindName = Literal["daily", "regional", "province", "ad_hoc", "inspection", "war_room"]
ModeName = Literal["video", "hall", "both", "beside"]
SectionName = Literal["told", "certify", "follow", "decide", "other"]
MeetingState = Literal["planned", "invited", "running", "closed", "cancelled"]


class MeetingRow(Strict):
    """A meeting; `number` is n/BE-year within its series, empty outside one; offices by code, seats by number."""

    id: int
    title: str
    number: str
    series: int | None
    kind: KindName
    round: int | None
    organiser: str
    chair: int
    secretary: int
    mode: ModeName
    venue: str
    starts_at: dt.datetime
    minutes: int
    classification: int
    state: MeetingState


class MeetingList(Strict):
    """Some meetings, the latest first."""

    items: list[MeetingRow]
    next: int | None


class AgendaItem(Strict):
    """A line of the agenda; `spent` seconds it was taken up."""

    id: int
    section: SectionName
    number: int
    title: str
    text: str
    area: str
    office: str
    minutes: int
    classification: int
    secret: bool
    proposed: bool
    state: Literal["waiting", "current", "done", "written"]
    spent: int
    note: str
    resolution: str
    papers: list[str]


class RosterLine(Strict):
    """Who is invited, how they answered, and how they were there; `substitute` is who comes in their stead."""

    id: int
    office: str
    area: str
    seat: int | None
    duty: Literal["chair", "member", "guest", "listener", "secretary"]
    reply: Literal["none", "coming", "substitute", "absent"]
    why: str
    substitute: str
    is_camera: bool
    hand_at: dt.datetime | None
    muted: bool
    removed: bool
    here: bool
    stalled: bool
    late: bool
    present_minutes: int
    first_at: dt.datetime | None


class VoteRow(Strict):
    """A question and, once it is counted, the votes for each choice; never who voted how in a secret one."""

    id: int
    item: int | None
    question: str
    choices: list[str]
    secret: bool
    state: Literal["open", "closed"]
    may: int
    counts: list[int] | None


class QuorumRow(Strict):
    """How many members are there (came, of a closed meeting), of how many, how many it takes."""

    here: int
    members: int
    needed: int | None
    met: bool


class MeetingDetail(MeetingRow):
    """A meeting with agenda, roster and votes; `on_stage` and `sharing` are lines of the roster."""

    follows: int | None
    host_area: str
    link: str
    how_to: str
    sections: list[SectionName]
    invited_at: dt.datetime | None
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    cancelled_why: str
    locked: bool
    recording: bool
    on_stage: int | None
    sharing: int | None
    final_hash: str
    quorum: QuorumRow
    agenda: list[AgendaItem]
    roster: list[RosterLine]
    votes: list[VoteRow]


class SeriesRow(Strict):
    """A series of meetings."""

    id: int
    name_th: str
    name_en: str
    kind: KindName
    organiser: str
    mode: ModeName
    venue: str
    minutes: int
    quorum_percent: int
    sections: list[SectionName]
    classification: int
    ended_on: dt.date | None


class SeriesList(Strict):
    """Some series, the newest first."""

    items: list[SeriesRow]
    next: int | None


class SeriesDetail(SeriesRow):
    """A series with its offices, by code."""

    members: list[str]


class LogLine(Strict):
    """A line of the log; `hash` is the SHA-256 of `before` followed by `said`."""

    seq: int
    at: dt.datetime
    what: str
    line: int | None
    said: str
    before: str
    hash: str


class LogPage(Strict):
    """Some lines in order, and the hash that the whole log ends with."""

    items: list[LogLine]
    next: int | None
    last: str
    final: bool


def row_of(one: Briefing, actor: Any) -> dict[str, Any]:
    """Return a meeting for a script."""
    names = ("id", "kind", "round", "mode", "starts_at", "minutes", "classification", "state")
    return {name: getattr(one, name) for name in names} | {
        "title": queries.covered(one, actor, one.title), "number": one.code, "series": one.series_id,
        "venue": queries.covered(one, actor, one.venue), "organiser": one.organiser.code, "chair": one.chair_id,
        "secretary": one.secretary_id,
    }  # fmt: skip


def _item(one: Item, actor: Any, papers: list[int]) -> dict[str, Any]:
    names = ("id", "section", "number", "minutes", "classification", "secret", "proposed", "state", "spent")
    words = {name: queries.of_item(one, actor, getattr(one, name)) for name in ("title", "text", "note", "resolution")}
    return {name: getattr(one, name) for name in names} | words | {
        "area": one.area.code if one.area else "", "office": one.office.code if one.office else "",
        "papers": [f"/meetings/{one.briefing_id}/papers/{paper}" for paper in papers],
    }  # fmt: skip


def _line(one: Attendee, actor: Any, presence: Any) -> dict[str, Any]:
    names = ("id", "duty", "reply", "is_camera", "hand_at", "muted", "removed")
    return {name: getattr(one, name) for name in names} | {
        "office": one.office.code, "area": one.area.code, "seat": one.seat_id,
        "why": queries.covered_always(actor, one.reply_why),
        "substitute": name_of(one, actor) if one.reply == Attendee.Reply.SUBSTITUTE else "",
        "here": presence.here, "stalled": presence.stalled, "late": presence.late,
        "present_minutes": presence.minutes, "first_at": presence.first,
    }  # fmt: skip


def _vote(one: Vote, covered: bool) -> dict[str, Any]:
    names = ("id", "secret", "state", "may")
    return {name: getattr(one, name) for name in names} | {
        "item": one.item_id, "question": "" if covered else one.question, "choices": [] if covered else one.choices,
        "counts": None if covered else one.counts,
    }  # fmt: skip


def whole_of(one: Briefing, actor: Any) -> dict[str, Any]:
    """Return a meeting with all that belongs to it: five queries."""
    covered = queries.is_covered(one, actor)
    lines, told = queries.roster(one), roll_of(one)
    quorum = quorum_of(one, lines, told)
    laid: dict[int, list[int]] = {}
    for paper in queries.papers(actor, one):
        laid.setdefault(paper.item_id, []).append(paper.pk)
    names = ("sections", "invited_at", "opened_at", "closed_at", "locked", "recording", "final_hash")
    return row_of(one, actor) | {name: getattr(one, name) for name in names} | {
        name: queries.covered(one, actor, getattr(one, name)) for name in ("link", "how_to", "cancelled_why")
    } | {
        "follows": one.follows_id, "host_area": one.host_area.code if one.host_area else "",
        "on_stage": one.on_stage_id, "sharing": one.sharing_id,
        "quorum": {"here": quorum.here, "members": quorum.members, "needed": quorum.needed, "met": quorum.met},
        "agenda": [_item(row, actor, laid.get(row.pk, [])) for row in queries.agenda(actor, one)],
        "roster": [_line(row, actor, told.get(row.pk, NOBODY)) for row in lines],
        "votes": [_vote(row, covered) for row in queries.votes(actor, one)],
    }  # fmt: skip


def series_row(one: Series, actor: Any) -> dict[str, Any]:
    """Return a series for a script."""
    names = ("id", "kind", "mode", "minutes", "quorum_percent", "sections", "classification", "ended_on")
    words = {name: queries.covered(one, actor, getattr(one, name)) for name in ("name_th", "name_en", "venue")}
    return {name: getattr(one, name) for name in names} | words | {"organiser": one.organiser.code}


def whole_series(one: Series, actor: Any) -> dict[str, Any]:
    """Return a series with its offices."""
    return series_row(one, actor) | {"members": [row.office.code for row in one.members.all()]}


def listed(actor: Any, view: str = "") -> Any:
    """Return the meetings of a view, the newest first, with what a row shows."""
    rows = Briefing.objects.visible_to(actor).filter(queries.in_view(actor, view))
    return rows.select_related("organiser", "series").defer("organiser__grams").order_by("-pk")


@router.get("/meetings", response=answers(MeetingList))
def meetings(
    request: HttpRequest, limit: Limit, after: After, view: Literal["", "ahead", "mine", "past"] = ""
) -> dict[str, Any]:
    """List the meetings that your seat reads; `view` ahead, mine or past, empty for all."""
    actor = actor_of(request)
    rows = listed(actor, view)
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [row_of(one, actor) for one in shown], "next": more}


@router.get("/meetings/series", response=answers(SeriesList))
def meeting_series_list(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the series that your seat reads."""
    actor = actor_of(request)
    rows = Series.objects.visible_to(actor).select_related("organiser").defer("organiser__grams").order_by("-pk")
    shown, more = split_page((rows.filter(pk__lt=after) if after else rows)[: limit + 1], limit)
    return {"items": [series_row(one, actor) for one in shown], "next": more}


@router.get("/meetings/series/{pk}", response=answers(SeriesDetail))
def meeting_series(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a series."""
    actor = actor_of(request)
    return whole_series(found_series(actor, pk), actor)


@router.get("/meetings/{pk}", response=answers(MeetingDetail))
def meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a meeting with agenda, roster, roll and votes."""
    actor = actor_of(request)
    return whole_of(found_briefing(actor, pk), actor)


@router.get("/meetings/{pk}/log", response=answers(LogPage))
def meeting_log(request: HttpRequest, pk: int, limit: Limit, after: After) -> dict[str, Any]:
    """Return the log of a meeting in order; `prasan meetings verify` checks it without a database."""
    actor = actor_of(request)
    found = found_briefing(actor, pk)
    rows = Line.objects.visible_to(actor).filter(briefing=found, seq__gt=after or 0).order_by("seq")[: limit + 1]
    told = list(rows)
    shown = told[:limit]
    return {
        "items": [
            {"seq": row.seq, "at": row.at, "what": row.what, "line": row.attendee_id, "said": row.said,
             "before": row.before, "hash": row.hash}
            for row in shown
        ],
        "next": shown[-1].seq if len(told) > limit else None,
        "last": found.final_hash or last_hash(found.pk), "final": bool(found.final_hash),
    }  # fmt: skip
