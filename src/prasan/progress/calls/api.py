"""Data calls over the API: the same rows and verbs as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.progress.calls import answering, commands, queries, totals
from prasan.progress.calls.columns import Kind
from prasan.progress.calls.models import CallAnswer, DataCall

router = Router(tags=["calls"])


class CallRow(Strict):
    """A data call."""

    id: int
    title: str
    office: str
    state: str
    deadline: dt.datetime
    asked: int
    arrived: int


class CallPage(Strict):
    """A page of calls, newest first."""

    items: list[CallRow]
    next: int | None


def _row(one: DataCall) -> dict[str, Any]:
    told = totals.tally(CallAnswer.objects.filter(call=one).only("state", "late", "call_id"))
    return {
        "id": one.pk, "title": one.title, "office": one.office.code, "state": one.state, "deadline": one.deadline,
        "asked": told.asked, "arrived": told.arrived,
    }  # fmt: skip


def _find(request: HttpRequest, pk: int) -> DataCall:
    return one_or_404(DataCall.objects.visible_to(request.actor).select_related("office").filter(pk=pk))  # type: ignore[attr-defined]


@router.get("/calls", response=answers(CallPage))
def list_calls(request: HttpRequest, limit: Limit, after: After = None, state: str | None = None) -> dict[str, Any]:
    """List the data calls that your seat reads, newest first."""
    rows = DataCall.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    if state is not None:
        rows = rows.filter(state=state)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found, more = split_page(rows.order_by("-pk")[: limit + 1], limit)
    counted = {one.pk: one for one in queries.counted(DataCall.objects.filter(pk__in=[one.pk for one in found]), LIMIT)}
    items = [
        {
            "id": one.pk, "title": one.title, "office": counted[one.pk].office.code, "state": one.state,
            "deadline": one.deadline, "asked": counted[one.pk].asked_n, "arrived": counted[one.pk].arrived_n,
        }
        for one in found
    ]  # fmt: skip
    return {"items": items, "next": more}


LIMIT = 200


class ColumnIn(Strict):
    """A column: `kind` number, text, choice, date or yes-no; `low` and `high` scaled by `decimals`."""

    key: str
    name: str
    kind: str = "number"
    unit: str = ""
    decimals: int = 0
    sum: str = "sum"
    choices: list[str] = []
    required: bool = True
    help: str = ""
    low: int | None = None
    high: int | None = None


class RuleIn(Strict):
    """`total` is the sum of `parts`, by column keys."""

    total: str
    parts: list[str]


class PickIn(Strict):
    """Which offices: ticked kinds, narrowed by agencies and places, and offices by id."""

    kinds: list[str] = []
    agencies: list[str] = []
    regions: list[int] = []
    groups: list[int] = []
    provinces: list[str] = []
    offices: list[int] = []
    without: list[int] = []


class CallIn(Strict):
    """A call to draft."""

    title: str
    why: str = ""
    reference: str = ""
    columns: list[ColumnIn]
    rules: list[RuleIn] = []
    free_rows: bool = False
    head_confirms: bool = False
    pick: PickIn
    deadline: dt.datetime
    copy_of: int | None = None


@router.post("/calls", response=answers(CallRow))
def make_call(request: HttpRequest, told: CallIn) -> dict[str, Any]:
    """Draft a data call."""
    return _row(act(request, commands.MakeCall(**told.dict())))


class StepIn(Strict):
    """A step of a call: send, close, reopen (with reason and until), extend (reason, until) or chase (office)."""

    do: str
    reason: str = ""
    until: dt.datetime | None = None
    office: int | None = None


@router.post("/calls/{pk}/step", response=answers(CallRow))
def step_call(request: HttpRequest, pk: int, told: StepIn) -> dict[str, Any]:
    """Carry out a step of a call."""
    made: dict[str, Any] = {
        "send": lambda: commands.SendCall(target_id=pk),
        "close": lambda: commands.CloseCall(target_id=pk),
        "reopen": lambda: commands.ReopenCall(target_id=pk, reason=told.reason, until=told.until),
        "extend": lambda: commands.ExtendCall(target_id=pk, reason=told.reason, deadline=told.until),
        "chase": lambda: commands.ChaseCall(target_id=pk, office=told.office),
    }
    if told.do not in made:
        raise RuleBroken(f"do: {', '.join(made)}", status=422, field="do")
    return _row(act(request, made[told.do]()))


class CellRow(Strict):
    """One column: `value` scaled by the column's decimals, null where nothing was given; from how many offices."""

    key: str
    value: int | None
    offices: int
    counts: dict[str, int]


class LineRow(Strict):
    """One line of totals."""

    key: str
    name: str
    asked: int
    answered: int
    declined: int
    late: int
    cells: list[CellRow]


def _line(one: totals.Line, keys: list[str]) -> dict[str, Any]:
    cells = [
        {"key": key, "value": cell.value, "offices": cell.offices, "counts": dict(cell.counts)}
        for key, cell in zip(keys, one.cells, strict=True)
    ]
    told = one.tally
    return {
        "key": one.key, "name": one.name, "asked": told.asked, "answered": told.answered, "declined": told.declined,
        "late": told.late, "cells": cells,
    }  # fmt: skip


@router.get("/calls/{pk}/totals", response=answers(list[LineRow]))
def call_totals(request: HttpRequest, pk: int, by: str = "agency") -> list[dict[str, Any]]:
    """Return the whole first, then the lines by agency, region or province, of what your seat sees."""
    call = _find(request, pk)
    if by not in totals.BY:
        raise RuleBroken(f"by: {', '.join(totals.BY)}", status=422, field="by")
    rows = list(totals.answers_for(request.actor, call))  # type: ignore[attr-defined]
    keys = [one.key for one in call.table.columns]
    lines = [totals.line("", "", call.table.columns, rows), *totals.by(by, call, rows)]
    return [_line(one, keys) for one in lines]


class AnswerRow(Strict):
    """One office's answer; `values` are null until it was sent."""

    id: int
    office: str
    area: str
    state: str
    late: bool
    number: int
    version: int
    answered_at: dt.datetime | None
    values: list[dict[str, Any]] | None
    declined_why: str


def _answer(one: CallAnswer, *, masked: bool) -> dict[str, Any]:
    texts = {column.key for column in one.call.table.columns if column.kind == Kind.TEXT} if masked else set()
    sent = one.state == CallAnswer.State.ANSWERED
    values = [{k: v for k, v in row.items() if k not in texts} for row in one.values or []] if sent else None
    return {
        "id": one.pk, "office": one.office.code, "area": one.area.code, "state": one.state, "late": one.late,
        "number": one.number, "version": one.version, "answered_at": one.answered_at, "values": values,
        "declined_why": one.declined_why,
    }  # fmt: skip


@router.get("/calls/{pk}/answers", response=answers(list[AnswerRow]))
def call_answers(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the answers that your seat sees."""
    call, actor = _find(request, pk), request.actor  # type: ignore[attr-defined]
    rows = totals.answers_for(actor, call).select_related("call")
    return [_answer(one, masked=actor.scope.masked) for one in rows]


class AnswerIn(Strict):
    """A step of an answer: save, send, correct (rows as typed, version), confirm, decline or return (reason)."""

    do: str
    rows: list[dict[str, str]] = []
    version: int = 0
    reason: str = ""


@router.post("/call-answers/{pk}", response=answers(AnswerRow))
def do_call_answer(request: HttpRequest, pk: int, told: AnswerIn) -> dict[str, Any]:
    """Carry out a step of an answer; a bad cell is named by row and column."""
    kinds: dict[str, Any] = {
        "save": answering.SaveAnswer, "send": answering.SendAnswer, "correct": answering.CorrectAnswer,
        "confirm": answering.ConfirmAnswer, "decline": answering.Decline, "return": answering.ReturnAnswer,
    }  # fmt: skip
    if told.do not in kinds:
        raise RuleBroken(f"do: {', '.join(kinds)}", status=422, field="do")
    more: dict[str, Any] = {}
    if told.do in {"save", "send", "correct"}:
        more = {"rows": told.rows, "version": told.version}
    elif told.do == "confirm":
        more = {"version": told.version}
    try:
        done = act(request, kinds[told.do](target_id=pk, reason=told.reason, **more))
    except answering.BadAnswer as broken:
        cells = "; ".join(f"{one.row + 1}.{one.key}: {one.text}" for one in broken.wrong)
        raise RuleBroken(f"{broken.text} · {cells}", status=422, field="rows") from broken
    return _answer(done, masked=False)
