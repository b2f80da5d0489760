"""People of the registry as data: whom one's offices serve, the look for a second entry, and the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.directory.models import Area, Office
from prasan.platform.vault.mask import masked
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.registers.commands import (
    AddTie,
    ChangeWorker,
    MergeWorkers,
    RegisterWorker,
    RevealWorker,
    TellApart,
    UndoMerge,
    UnlinkLine,
    UseWorker,
    WithdrawTie,
)
from prasan.registers.commands.worker_checks import look_for
from prasan.registers.commands.workers import REVEALABLE, look_before
from prasan.registers.models import Merge, Tie, Worker

router = Router(tags=["workers"])
_PLAIN = (
    "title", "given_name", "family_name", "name_latin", "id_kind", "birth_year", "sex", "occupation", "industry",
    "nationality", "employment", "informal_group", "definition", "definition_source", "section", "option", "channel",
    "consented_at", "line_at", "protected", "merged_into_id",
)  # fmt: skip


class WorkerRow(Strict):
    """A person in one's scope; number, telephone and address line stay masked, a reveal shows them for a reason.

    `line_at`, since when LINE is linked by the person themselves; `channel` stands behind it. The account is not told.
    """

    id: int
    title: str
    given_name: str
    family_name: str
    name_latin: str
    id_kind: str
    id_number: str
    phone: str
    contact: str
    birth_year: int | None
    sex: str
    home_area: str | None
    work_area: str | None
    occupation: str
    industry: str
    nationality: str
    employment: str
    informal_group: str
    definition: str
    definition_source: str
    section: str
    option: int | None
    channel: str
    consented_at: dt.datetime | None
    line_at: dt.datetime | None
    protected: str
    office: str
    merged_into_id: int | None


class WorkerPage(Strict):
    """A page of people, the newest first."""

    items: list[WorkerRow]
    next: int | None


class TieRow(Strict):
    """By which right an office uses a person's data."""

    id: int
    worker: int
    office: str
    purpose: str
    ground: str
    notice_version: str
    given_at: dt.datetime
    withdrawn_at: dt.datetime | None


def _worker(one: Worker) -> dict[str, Any]:
    hidden = {name: masked(getattr(one, name), Worker.personal[name]) for name in REVEALABLE}
    return hidden | {name: getattr(one, name) for name in _PLAIN} | {
        "id": one.pk, "home_area": one.home_area.code if one.home_area else None,
        "work_area": one.work_area.code if one.work_area else None, "office": one.office.code,
    }  # fmt: skip


def _tie(one: Tie) -> dict[str, Any]:
    return {
        "id": one.pk, "worker": one.worker_id, "office": one.office.code, "purpose": one.purpose, "ground": one.ground,
        "notice_version": one.notice_version, "given_at": one.given_at, "withdrawn_at": one.withdrawn_at,
    }  # fmt: skip


def _seen(request: HttpRequest) -> Any:
    return _light(Worker.objects.visible_to(actor_of(request)))


def _light(people: Any) -> Any:
    rows = people.select_related("home_area", "work_area", "office")
    return rows.defer("home_area__boundary", "home_area__grams", "work_area__boundary", "work_area__grams")


@router.get("/workers", response=answers(WorkerPage))
def workers(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the people whom one's offices serve, the newest first; merged entries are left out."""
    rows = _light(Worker.objects.served_by(actor_of(request))).active().order_by("-pk")
    rows = rows.filter(pk__lt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [_worker(one) for one in found], "next": more}


@router.get("/workers/{pk}", response=answers(WorkerRow))
def worker(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one person."""
    return _worker(one_or_404(_seen(request).filter(pk=pk)))


class Told(Strict):
    """What is told of a person; areas by their code, the year of birth in either era, what is left out stays."""

    title: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    name_latin: str | None = None
    id_kind: str | None = None
    id_number: str | None = None
    birth_year: int | str | None = None
    sex: str | None = None
    nationality: str | None = None
    home_area: str | None = None
    work_area: str | None = None
    phone: str | None = None
    contact: str | None = None
    channel: str | None = None
    consented: bool | None = None
    employment: str | None = None
    informal_group: str | None = None
    definition: str | None = None
    occupation: str | None = None
    industry: str | None = None
    section: str | None = None
    option: int | None = None
    protected: str | None = None


class TieIn(Strict):
    """By which right: purpose, ground, and the version of the notice that the person was given."""

    purpose: str = "service"
    ground: str = "consent"
    notice_version: str


def facts(told: Told) -> dict[str, Any]:
    """Return what the verbs take: areas by their numbers. Raises RuleBroken for a code that is no area's."""
    given = told.dict(exclude_unset=True)
    for name in ("home_area", "work_area"):
        if name in given:
            code = given.pop(name)
            number = Area.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
            given[f"{name}_id"] = 0 if code and number is None else number
    return given


class FoundRow(Strict):
    """A likeness: a verdict and a masked hint, the same for everybody; `decade` of birth in the common era;
    `proven`, by a number or telephone: such an entry can be used."""

    number: int
    verdict: str
    score: float
    initials: str
    province: str
    decade: int | None
    proven: bool


class CheckRow(Strict):
    """What a look found; its `id` goes with the entry that follows."""

    id: int
    verdict: str
    found: list[FoundRow]


@router.post("/worker-checks", response=answers(CheckRow))
def check(request: HttpRequest, told: Told) -> dict[str, Any]:
    """Look over the whole country whether somebody is in the registry; counted and journalled."""
    command = look_for(actor_of(request), facts(told))
    rows = [
        {"number": one.number, "verdict": one.verdict, "score": one.score, "initials": one.initials,
         "province": one.province, "decade": one.decade, "proven": one.proven}
        for one in command.answers
    ]  # fmt: skip
    verdict = "same" if any(one.verdict == "same" for one in command.answers) else ("maybe" if rows else "different")
    return {"id": command.target_id, "verdict": verdict, "found": rows}


class RegisterIn(Strict):
    """A new entry after a look; `apart` says that whoever was found is somebody else."""

    check: int
    apart: bool = False
    told: Told
    tie: TieIn


@router.post("/workers", response=answers(WorkerRow))
def register(request: HttpRequest, asked: RegisterIn) -> dict[str, Any]:
    """Enter somebody with the tie of one's office."""
    command = RegisterWorker(told=facts(asked.told), check_id=asked.check, apart=asked.apart, **asked.tie.dict())
    return _worker(act(request, command))


class UseIn(Strict):
    """Which look found the entry, and by which right it is used."""

    check: int
    tie: TieIn


@router.post("/workers/{pk}/use", response=answers(WorkerRow))
def use(request: HttpRequest, pk: int, asked: UseIn) -> dict[str, Any]:
    """Use the entry that a look of one's own found to be the same person."""
    return _worker(act(request, UseWorker(target_id=pk, check_id=asked.check, **asked.tie.dict())))


@router.patch("/workers/{pk}", response=answers(WorkerRow))
def change(request: HttpRequest, pk: int, told: Told) -> dict[str, Any]:
    """Change what is told of a person."""
    given = facts(told)
    subject = one_or_404(Worker.objects.served_by(actor_of(request)).filter(pk=pk))
    check = look_before(actor_of(request), subject, given)
    return _worker(act(request, ChangeWorker(target_id=pk, told=given, check_id=check)))


@router.post("/workers/{pk}/line/close", response=answers(WorkerRow))
def close_line(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Note that a person wants nothing by LINE any more: the account is forgotten at once."""
    return _worker(act(request, UnlinkLine(target_id=pk)))


class RevealIn(Strict):
    """Which masked fields, and why."""

    fields: list[str]
    reason: str


class Revealed(Strict):
    """The plain values of what was asked for."""

    values: dict[str, str]


@router.post("/workers/{pk}/reveal", response=answers(Revealed))
def reveal(request: HttpRequest, pk: int, asked: RevealIn) -> dict[str, Any]:
    """Show masked values for a reason, which the journal keeps."""
    command = RevealWorker(target_id=pk, fields=tuple(asked.fields), reason=asked.reason)
    act(request, command)
    return {"values": command.values}


@router.get("/workers/{pk}/ties", response=answers(list[TieRow]))
def ties(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List by which right which office uses a person's data, withdrawn ones too."""
    found = one_or_404(_seen(request).filter(pk=pk))
    return [_tie(one) for one in found.ties.select_related("office")]


class OfficeTieIn(TieIn):
    """The same, for an office by its code."""

    office: str


@router.post("/workers/{pk}/ties", response=answers(TieRow))
def add_tie(request: HttpRequest, pk: int, asked: OfficeTieIn) -> dict[str, Any]:
    """Tie an office to a person."""
    given = asked.dict()
    office = Office.objects.filter(code=given.pop("office")).values_list("pk", flat=True).first()
    return _tie(act(request, AddTie(worker_id=pk, office_id=office or 0, **given)))


@router.post("/worker-ties/{pk}/withdraw", response=answers(TieRow))
def withdraw_tie(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Withdraw a tie: the office reads nothing from this moment."""
    return _tie(act(request, WithdrawTie(target_id=pk)))


class OtherIn(Strict):
    """The number of another entry."""

    other: int


class MergeRow(Strict):
    """Which entry was taken into which, and whether that was undone."""

    id: int
    kept: int
    gone: int
    at: dt.datetime
    undone_at: dt.datetime | None


def _merge(one: Merge) -> dict[str, Any]:
    one.refresh_from_db(fields=["at", "undone_at"])
    return {"id": one.pk, "kept": one.kept_id, "gone": one.gone_id, "at": one.at, "undone_at": one.undone_at}


@router.post("/workers/{pk}/merge", response=answers(MergeRow))
def merge(request: HttpRequest, pk: int, asked: OtherIn) -> dict[str, Any]:
    """Take another entry of the same person into this one; both have to be in one's scope."""
    return _merge(act(request, MergeWorkers(kept_id=pk, gone_id=asked.other)))


@router.post("/worker-merges/{pk}/undo", response=answers(MergeRow))
def undo_merge(request: HttpRequest, pk: int, whose: str = "") -> dict[str, Any]:
    """Undo a merge: both entries hold again what they held; `whose` ("kept", "gone") is what happened in between."""
    return _merge(act(request, UndoMerge(target_id=pk, whose=whose)))


class Apart(Strict):
    """Two entries of two people, in the order of their numbers."""

    first: int
    second: int


@router.post("/workers/{pk}/apart", response=answers(Apart))
def apart(request: HttpRequest, pk: int, asked: OtherIn) -> dict[str, Any]:
    """Keep that two entries are two people."""
    pair = act(request, TellApart(one_id=pk, other_id=asked.other))
    return {"first": pair.first_id, "second": pair.second_id}
