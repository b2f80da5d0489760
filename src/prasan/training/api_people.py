"""Applications as data, with their verbs: seats, attendance, results, certificates, questions to completers."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.training import commands as c
from prasan.training import queries
from prasan.training.models import Application, Certificate, FollowUp

router = Router(tags=["training"])


class ApplicationRow(Strict):
    """An application; `worker`, the person's number in the registry: the name is read there."""

    id: int
    session: int
    worker: int
    office: str
    channel: str
    state: str
    seat: int | None
    applied_at: dt.datetime
    offer_until: dt.datetime | None
    why: str
    score: int | None


class ApplicationPage(Strict):
    """A page of applications, in the order of their numbers."""

    items: list[ApplicationRow]
    next: int | None


class ApplicationIn(Strict):
    """For whom, whether they agree to be read by the office that trains, and whether they told a disability."""

    session: int
    worker: int
    agreed: bool = False
    disability: bool = False


class ApplicationAct(Strict):
    """A coded reason, points of 100, or a day (its number or its date) with the phone's own number of the note."""

    why: str = ""
    score: int | None = None
    day: dt.date | None = None
    client: uuid.UUID | None = None
    told_at: dt.datetime | None = None


class CertificateRow(Strict):
    """A certificate without the name on it."""

    id: int
    application: int
    office: str
    year: int
    number: int
    issued_on: dt.date
    holds_until: dt.date | None
    revoked: bool
    why: str


class Why(Strict):
    """A coded reason."""

    why: str = ""


class FollowUpRow(Strict):
    """A question to a completer: `answer` "" until it is known."""

    id: int
    application: int
    months: int
    due_on: dt.date
    step: str
    answer: str
    uses_skill: bool | None
    earns_more: bool | None


class FollowUpPage(Strict):
    """A page of questions, in the order of their numbers."""

    items: list[FollowUpRow]
    next: int | None


class FollowUpIn(Strict):
    """What became of a completer."""

    answer: str = ""
    uses_skill: bool | None = None
    earns_more: bool | None = None


def application_row(one: Application) -> dict[str, Any]:
    """Return an application as data."""
    return {
        "id": one.pk, "session": one.session_id, "worker": one.worker_id, "office": one.office.code,
        "channel": one.channel, "state": one.state, "seat": one.seat_no, "applied_at": one.applied_at,
        "offer_until": one.offer_until, "why": one.why, "score": one.score,
    }  # fmt: skip


def certificate_row(one: Certificate) -> dict[str, Any]:
    """Return a certificate as data."""
    return {
        "id": one.pk, "application": one.application_id, "office": one.office.code, "year": one.year,
        "number": one.number, "issued_on": one.issued_on, "holds_until": one.holds_until,
        "revoked": one.revoked_at is not None, "why": one.why,
    }  # fmt: skip


def follow_up_row(one: FollowUp) -> dict[str, Any]:
    """Return a question as data."""
    names = ("months", "due_on", "step", "answer", "uses_skill", "earns_more")
    return {name: getattr(one, name) for name in names} | {"id": one.pk, "application": one.application_id}


def applications_of(actor: Any) -> Any:
    """Return the applications that an actor reads, with what a row needs."""
    return Application.objects.visible_to(actor).select_related("office").defer("office__grams")


@router.get("/training/applications", response=answers(ApplicationPage))
def training_applications_list(
    request: HttpRequest, limit: Limit, after: After, session: int = 0, state: str = ""
) -> dict[str, Any]:
    """List applications."""
    rows = applications_of(actor_of(request)).order_by("pk")
    rows = rows.filter(session=session) if session else rows
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [application_row(one) for one in found], "next": more}


@router.post("/training/applications", response=answers(ApplicationRow))
def training_apply(request: HttpRequest, told: ApplicationIn) -> dict[str, Any]:
    """Apply for a person whom one's own office serves."""
    given = c.Apply(session_id=told.session, worker_id=told.worker, agreed=told.agreed, disability=told.disability)
    made = act(request, given)
    return application_row(one_or_404(applications_of(actor_of(request)).filter(pk=made.pk)))


def _certificates(actor: Any) -> Any:
    return Certificate.objects.visible_to(actor).select_related("office").defer("office__grams", "name_printed")


@router.get("/training/applications/{pk}/certificates", response=answers(list[CertificateRow]))
def training_certificates(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the certificates of an application, taken-back ones too."""
    found = queries.application_or_404(actor_of(request), pk)
    return [certificate_row(one) for one in _certificates(actor_of(request)).filter(application=found)]


@router.post("/training/applications/{pk}/issue", response=answers(CertificateRow))
def training_issue(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Issue another certificate in place of one that was taken back."""
    made = act(request, c.Issue(application_id=pk))
    return certificate_row(one_or_404(_certificates(actor_of(request)).filter(pk=made.pk)))


Move = Literal["accept", "withdraw", "refuse", "drop-out", "pass", "fail", "attend", "take-back"]


def command_of(pk: int, move: str, told: ApplicationAct, day: int) -> Any:
    """Return the verb of a move."""
    acts: dict[str, Any] = {
        "accept": c.Accept(target_id=pk), "withdraw": c.Withdraw(target_id=pk),
        "refuse": c.Refuse(target_id=pk, why=told.why), "drop-out": c.DropOut(target_id=pk, why=told.why),
        "pass": c.Pass(target_id=pk, score=told.score), "fail": c.Fail(target_id=pk, score=told.score),
        "attend": c.MarkAttendance(target_id=pk, day_id=day, client=told.client, told_at=told.told_at),
        "take-back": c.TakeBackAttendance(target_id=pk, day_id=day),
    }  # fmt: skip
    return acts[move]


@router.post("/training/applications/{pk}/{move}", response=answers(ApplicationRow))
def training_application_act(request: HttpRequest, pk: int, move: Move, told: ApplicationAct) -> dict[str, Any]:
    """Make a move: answer an offer, leave, be judged, be there on a day."""
    found = queries.application_or_404(actor_of(request), pk)
    day = found.session.days.filter(day=told.day).values_list("pk", flat=True).first() if told.day else None
    act(request, command_of(pk, move, told, day or 0))
    return application_row(one_or_404(applications_of(actor_of(request)).filter(pk=pk)))


@router.post("/training/certificates/{pk}/revoke", response=answers(CertificateRow))
def training_revoke(request: HttpRequest, pk: int, told: Why) -> dict[str, Any]:
    """Take a certificate back."""
    act(request, c.Revoke(target_id=pk, why=told.why))
    return certificate_row(one_or_404(_certificates(actor_of(request)).filter(pk=pk)))


@router.get("/training/follow-ups", response=answers(FollowUpPage))
def training_follow_ups_list(request: HttpRequest, limit: Limit, after: After) -> dict[str, Any]:
    """List the questions whose day has come and that nobody answered."""
    rows = queries.due_follow_ups(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [follow_up_row(one) for one in found], "next": more}


@router.post("/training/follow-ups/{pk}/{move}", response=answers(FollowUpRow))
def training_follow_up_act(
    request: HttpRequest, pk: int, move: Literal["answer", "further"], told: FollowUpIn
) -> dict[str, Any]:
    """Note what became of a completer, or that they could not be reached in this way."""
    given = told.dict()
    act(request, c.AnswerFollowUp(target_id=pk, **given) if move == "answer" else c.AskFurther(target_id=pk))
    return follow_up_row(one_or_404(FollowUp.objects.visible_to(actor_of(request)).filter(pk=pk)))
