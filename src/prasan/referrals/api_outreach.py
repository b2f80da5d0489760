"""Outreach lists as data, with their verbs; people stand there by their number in the registry, never by name."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router

from prasan.directory.typed import area_by
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals.models import OutreachLine, OutreachList
from prasan.referrals.outreach.choosing import counts

router = Router(tags=["referrals"])
Result = Literal["reached", "not_found", "moved", "refused", "referred"]
StateName = Literal["", "to_visit", "reached", "not_found", "moved", "refused", "referred"]


class OutreachListRow(Strict):
    """A list: whom it asks for, how many people its reader may read on it, and how many of them were met."""

    id: int
    title: str
    area: str
    group: str
    section: str
    months: int | None
    made_at: dt.datetime
    closed_at: dt.datetime | None
    people: int
    met: int


class OutreachListPage(Strict):
    """A page of lists, in the order of their numbers."""

    items: list[OutreachListRow]
    next: int | None


class OutreachLineRow(Strict):
    """A person on a list: `worker` of the registry, `seat` that goes, the last try, the day of the next, the case."""

    id: int
    worker: int
    seat: int | None
    state: str
    tried_at: dt.datetime | None
    tries: int
    next_on: dt.date | None
    case: str | None


class OutreachLinePage(Strict):
    """A page of lines, in the order of their numbers."""

    items: list[OutreachLineRow]
    next: int | None


class OutreachListIn(Strict):
    """Whom a list shall hold; `area`, code of a district or province; `by_hand`, begin with nobody."""

    title: str
    area: str
    group: str = ""
    section: str = ""
    months: int | None = None
    by_hand: bool = False


class OutreachPersonIn(Strict):
    """A person of the registry by number."""

    worker: int


class VisitIn(Strict):
    """What came of a try; `case`, the code of the case that was taken in."""

    state: Result
    note: str = ""
    next_on: dt.date | None = None
    case: str = ""


class GoerIn(Strict):
    """Who goes, by the number of a seat; null, nobody yet."""

    seat: int | None = None


class Gone(Strict):
    """Whether the person stands on the list."""

    listed: bool


def list_rows(actor: Any, rows: list[OutreachList]) -> list[dict[str, Any]]:
    """Return lists as data; one query beside theirs."""
    told = counts(actor, [one.pk for one in rows])
    return [
        {
            "id": one.pk, "title": one.title, "area": one.area.code, "group": one.group, "section": one.section,
            "months": one.months, "made_at": one.made_at, "closed_at": one.closed_at, "people": told[one.pk]["all"],
            "met": told[one.pk]["met"],
        }
        for one in rows
    ]  # fmt: skip


def line_row(one: OutreachLine) -> dict[str, Any]:
    """Return a line as data, without its note: words about a person are read on the person's own line alone."""
    return {
        "id": one.pk, "worker": one.worker_id, "seat": one.seat_id, "state": one.state, "tried_at": one.tried_at,
        "tries": one.tries, "next_on": one.next_on, "case": one.case.code if one.case else None,
    }  # fmt: skip


def lists_of(actor: Any) -> Any:
    """Return the lists that an actor reads."""
    rows = OutreachList.objects.visible_to(actor).select_related("area")
    return rows.defer("area__grams", "area__boundary").order_by("pk")


def shown_lines(actor: Any) -> Any:
    """Return the lines that an actor reads."""
    return OutreachLine.objects.visible_to(actor).select_related("case").order_by("pk")


@router.get("/outreach-lists", response=answers(OutreachListPage))
def outreach_lists(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the outreach lists of one's own office."""
    actor = actor_of(request)
    rows = lists_of(actor)
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": list_rows(actor, found), "next": more}


def _list(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = actor_of(request)
    return list_rows(actor, [one_or_404(lists_of(actor).filter(pk=pk))])[0]


@router.get("/outreach-lists/{pk}", response=answers(OutreachListRow))
def outreach_list(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one list."""
    return _list(request, pk)


@router.post("/outreach-lists", response=answers(OutreachListRow))
def make_outreach_list(request: HttpRequest, told: OutreachListIn) -> dict[str, Any]:
    """Make a list of the people whom one's own office sets out to visit."""
    given = told.dict()
    made = act(request, c.MakeOutreachList(area_id=area_by(given.pop("area")).pk, **given))
    return _list(request, made.pk)


@router.post("/outreach-lists/{pk}/close", response=answers(OutreachListRow))
def close_outreach_list(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Close a list."""
    act(request, c.CloseOutreachList(target_id=pk))
    return _list(request, pk)


State = Annotated[StateName, Query("")]


@router.get("/outreach-lists/{pk}/lines", response=answers(OutreachLinePage))
def outreach_lines(request: HttpRequest, pk: int, limit: Limit, after: After, state: State = "") -> dict[str, Any]:
    """List the people of a list whose data the office may still use."""
    actor = actor_of(request)
    one_or_404(lists_of(actor).filter(pk=pk))
    rows = shown_lines(actor).filter(list=pk)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [line_row(one) for one in found], "next": more}


def _line(request: HttpRequest, pk: int) -> dict[str, Any]:
    return line_row(one_or_404(shown_lines(actor_of(request)).filter(pk=pk)))


@router.post("/outreach-lists/{pk}/lines", response=answers(OutreachLineRow))
def add_outreach_line(request: HttpRequest, pk: int, told: OutreachPersonIn) -> dict[str, Any]:
    """Put one person on a list."""
    return _line(request, act(request, c.AddOutreachLine(list_id=pk, worker_id=told.worker)).pk)


@router.post("/outreach-lines/{pk}/visit", response=answers(OutreachLineRow))
def record_visit(request: HttpRequest, pk: int, told: VisitIn) -> dict[str, Any]:
    """Record what came of a try."""
    command = c.RecordVisit(
        target_id=pk, state=told.state, text=told.note, next_on=told.next_on, case_code=told.case
    )  # fmt: skip
    act(request, command)
    return _line(request, pk)


@router.post("/outreach-lines/{pk}/assign", response=answers(OutreachLineRow))
def assign_visit(request: HttpRequest, pk: int, told: GoerIn) -> dict[str, Any]:
    """Say who goes."""
    act(request, c.AssignVisit(target_id=pk, seat_id=told.seat or 0))
    return _line(request, pk)


@router.delete("/outreach-lines/{pk}", response=answers(Gone))
def drop_outreach_line(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take a person off a list, with the note."""
    act(request, c.DropOutreachLine(target_id=pk))
    return {"listed": False}
