"""Lists of documents to be destroyed over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.platform.commands import Command
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import queries
from prasan.privacy.models import DestructionList

router = Router(tags=["privacy"])
StepName = Literal[
    "add_document", "drop_document", "name_committee", "judge_document", "order_destruction", "finish_destruction"
]


class PaperRow(Strict):
    """A document of a list; `decision` is empty until the committee has judged it."""

    id: int
    number: str
    dated: dt.date
    subject: str
    years: int
    decision: Literal["", "destroy", "keep"]
    note: str


class PaperListRow(Strict):
    """A list of documents to be destroyed."""

    id: int
    office: str
    year: int
    title: str
    state: Literal["drafted", "judged", "ordered", "done"]
    made_at: dt.datetime
    archives: str
    order_no: str
    ordered_on: dt.date | None
    done_on: dt.date | None


class PaperListDetail(PaperListRow):
    """A list with its committee and its documents."""

    committee: list[str]
    done_how: str
    documents: list[PaperRow]


class PaperLists(Strict):
    """A page of lists, the newest first."""

    items: list[PaperListRow]
    next: int | None


class PaperListIn(Strict):
    """Which documents it lists."""

    title: str


class PaperStepIn(Strict):
    """A step with what it is told: see docs/how-to/privacy.md. `document`, the id of a line."""

    step: StepName
    number: str = ""
    dated: dt.date | None = None
    subject: str = ""
    years: int | None = None
    document: int | None = None
    members: list[str] = []
    decision: Literal["", "destroy", "keep"] = ""
    text: str = ""
    order_no: str = ""
    archives: str = ""
    how: str = ""
    day: dt.date | None = None


def command_of(pk: int, told: PaperStepIn) -> Command[DestructionList]:
    """Return the verb of a step."""
    verbs: dict[str, Command[DestructionList]] = {
        "add_document": c.AddDocument(
            target_id=pk, number=told.number, dated=told.dated, subject_line=told.subject, years=told.years
        ),
        "drop_document": c.DropDocument(target_id=pk, line_id=told.document),
        "name_committee": c.NameCommittee(target_id=pk, members="\n".join(told.members)),
        "judge_document": c.JudgeDocument(
            target_id=pk, line_id=told.document, decision=told.decision, text=told.text
        ),
        "order_destruction": c.OrderDestruction(
            target_id=pk, order_no=told.order_no, day=told.day, archives=told.archives
        ),
        "finish_destruction": c.FinishDestruction(target_id=pk, day=told.day, how=told.how),
    }  # fmt: skip
    return verbs[told.step]


def row_of(one: DestructionList) -> dict[str, Any]:
    """Return a list for a script."""
    names = ("id", "year", "title", "state", "made_at", "archives", "order_no", "ordered_on", "done_on")
    return {name: getattr(one, name) for name in names} | {"office": one.office.code}


def whole_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a list with its documents."""
    one = queries.found_list(actor, pk)
    names = ("id", "number", "dated", "subject", "years", "decision", "note")
    lines = [{name: getattr(line, name) for name in names} for line in one.lines.order_by("id")]
    return row_of(one) | {"committee": one.committee.splitlines(), "done_how": one.done_how, "documents": lines}


@router.get("/destruction-lists", response=answers(PaperLists))
def list_lists(request: HttpRequest, limit: Limit, after: After, open: bool = False) -> dict[str, Any]:
    """List the lists that one may read: of the own office, to the protection officer and the auditor all."""
    rows = DestructionList.objects.visible_to(actor_of(request)).select_related("office").defer("office__grams")
    rows = rows.open() if open else rows
    rows = (rows.filter(pk__lt=after) if after is not None else rows).order_by("-pk")
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [row_of(one) for one in found], "next": more}


@router.post("/destruction-lists", response=answers(PaperListDetail))
def begin_list(request: HttpRequest, told: PaperListIn) -> dict[str, Any]:
    """Begin a list of the own office."""
    return whole_of(actor_of(request), act(request, c.ListDocuments(title=told.title)).pk)


@router.get("/destruction-lists/{pk}", response=answers(PaperListDetail))
def show_list(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a list with its documents."""
    return whole_of(actor_of(request), pk)


@router.post("/destruction-lists/{pk}/steps", response=answers(PaperListDetail))
def step_list(request: HttpRequest, pk: int, told: PaperStepIn) -> dict[str, Any]:
    """Add a document, name the committee, write down what it decided, the order, and that it was done."""
    act(request, command_of(pk, told))
    return whole_of(actor_of(request), pk)
