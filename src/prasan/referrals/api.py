"""Cases and referrals over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import AwareDatetime, Field

from prasan.directory.typed import offices_named
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.api import After, Limit, Strict, act, answers, split_page
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import queries
from prasan.referrals.models import Case, Event, PaperList, Referral
from prasan.referrals.tracking.reading import standing_of
from prasan.registers.queries_workers import kept_number

router = Router(tags=["referrals"])
StateName = Literal[
    "offered", "received", "accepted", "declined", "asked", "scheduled", "unreachable", "in_service", "served", "told",
    "confirmed", "unreached", "unserved", "revoked", "withdrawn",
]  # fmt: skip
DeclineName = Literal["not_ours", "not_eligible", "no_capacity", "served", "other"]
NextStepName = Literal["other_office", "other_service", "later", "appeal"]
AgainName = Literal["new_fact", "law", "slip"]
OutcomeName = Literal["solved", "partly", "advised", "not_solved"]
View = Literal["", "to_accept", "ours", "waiting", "sent", "late", "risen", "ended"]


class ReferralRow(Strict):
    """A referral: offices by code; `owner` owes the next step by `due_at`; `level` is who is asked now."""

    id: int
    case: str = Field(description="the case's code, as it stands on the slip")
    service: int | None
    sender: str
    office: str
    state: StateName
    owner: str | None
    due_at: dt.datetime | None
    level: str
    rises_at: dt.datetime | None
    appointment_at: dt.datetime | None
    decline: str
    next_step: str
    outcome: str
    offered_at: dt.datetime
    ended_at: dt.datetime | None


class ReferralList(Strict):
    """Some referrals, the newest first."""

    items: list[ReferralRow]
    next: int | None


class ReferralEventRow(Strict):
    """What happened, when, by which office; `text` is empty where you may not read of the person."""

    move: str
    at: dt.datetime
    office: str
    code: str
    when: dt.datetime | None
    on_word: bool
    text: str


class PaperListRow(Strict):
    """Papers asked for once; `papers` is empty where you may not read of the person."""

    office: str
    papers: list[str]
    asked_at: dt.datetime
    bring_by: dt.date
    again: str
    signed_at: dt.datetime | None
    signed_origin: str


class ReferralDetail(ReferralRow):
    """A referral with its story, the first event first, and the papers that the person was asked for."""

    events: list[ReferralEventRow]
    papers: list[PaperListRow]


class CaseDetail(Strict):
    """A case; `worker` and `need` are empty where you may not read of the person."""

    id: int
    code: str
    worker: int | None
    office: str
    area: str
    need: str
    channel: str
    opened_at: dt.datetime
    referrals: list[ReferralRow]


class CaseOpened(CaseDetail):
    """A case that was just opened; `pin` opens it to the person with the number of the slip, and is told once."""

    pin: str


class TrackIn(Strict):
    """The number of a slip."""

    code: str


class TrackedReferral(Strict):
    """Where a referral stands, without a word about the person."""

    office: str
    state: StateName
    owner: str | None
    due_at: dt.datetime | None
    level: str
    appointment_at: dt.datetime | None
    moved_at: dt.datetime


class Tracked(Strict):
    """Where a case stands."""

    code: str
    office: str
    opened_at: dt.datetime
    referrals: list[TrackedReferral]


class CaseIn(Strict):
    """What a person of the registry needs."""

    worker: int
    need: str
    channel: Literal["counter", "phone", "outreach", "letter", "online"] = "counter"


class ReferIn(Strict):
    """Whom to ask; `consent`: the person agrees that this office reads of them."""

    office: str = Field(description="code or name")
    service: int | None = None
    text: str = ""
    consent: bool = False


class MoveIn(Strict):
    """One of the moves, with what it is told: see docs/algorithms/referrals.md."""

    move: Literal[
        "receive", "accept", "decline", "ask", "answer", "schedule", "begin", "miss", "serve", "tell", "confirm",
        "not_done", "reopen", "give_up", "reroute", "end_unserved", "revoke", "withdraw",
    ]  # fmt: skip
    text: str = ""
    decline: DeclineName | None = None
    next_step: NextStepName | None = None
    outcome: OutcomeName | None = None
    when: AwareDatetime | None = None
    office: str = ""
    service: int | None = None
    consent: bool = False
    papers: list[str] = []
    again: AgainName | None = None


def row_of(one: Referral) -> dict[str, Any]:
    """Return a referral for a script."""
    names = (
        "id", "state", "due_at", "level", "rises_at", "appointment_at", "decline", "next_step", "outcome", "offered_at",
        "ended_at",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names} | {
        "case": one.case.code, "service": one.service_id, "sender": one.sender.code, "office": one.office.code,
        "owner": one.owner.code if one.owner else None,
    }  # fmt: skip


def _event(one: Event, *, show_text: bool) -> dict[str, Any]:
    return {
        "move": one.move, "at": one.at, "office": one.seat.office.code if one.seat else "", "code": one.code,
        "when": one.when, "on_word": one.on_word, "text": one.text if show_text else "",
    }  # fmt: skip


def whole_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a referral with its story: four queries."""
    one = queries.found(actor, pk)
    known = queries.person_of(actor, one.case) is not None
    told = [_event(event, show_text=known) for event in reversed(queries.story([one]))]
    papers = [_papers(asked, show_text=known) for asked in queries.papers_of(one)]
    return row_of(one) | {"events": told, "papers": papers}


def _papers(asked: PaperList, *, show_text: bool) -> dict[str, Any]:
    names = ("asked_at", "bring_by", "again", "signed_at", "signed_origin")
    told = {name: getattr(asked, name) for name in names}
    return told | {"office": asked.office.code, "papers": asked.lines if show_text else []}


def case_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a case with its referrals: three queries."""
    one: Case = queries.found_case(actor, pk)
    known = queries.person_of(actor, one) is not None
    rows = queries.referrals_of(actor, one)
    for row in rows:
        row.case = one
    return {
        "id": one.pk, "code": one.code, "office": one.office.code,
        "worker": kept_number(one.worker_id) if known else None,
        "area": one.area.code, "need": one.need if known else "", "channel": one.channel, "opened_at": one.opened_at,
        "referrals": [row_of(row) for row in rows],
    }  # fmt: skip


def _office(name: str) -> int:
    found = offices_named([name.strip()] if name.strip() else [], "office")
    if len(found) > 1:
        raise RuleBroken(_("โปรดบอกหน่วยงานเดียว"), field="office")
    return found[0] if found else 0


@router.get("/referrals", response=answers(ReferralList))
def list_referrals(request: HttpRequest, view: View = "", limit: Limit = 25, after: After = None) -> dict[str, Any]:
    """List the referrals that your seat reads; `view` is one of your office's boxes."""
    actor = actor_of(request)
    rows = Referral.objects.visible_to(actor).select_related("case", "sender", "office", "owner")
    rows = rows.defer("sender__grams", "office__grams", "owner__grams").order_by("-pk")
    if view:
        rows = rows.filter(queries.in_view(actor, view))
    if after is not None:
        rows = rows.filter(pk__lt=after)
    shown, further = split_page(rows[: limit + 1], limit)
    return {"items": [row_of(one) for one in shown], "next": further}


@router.get("/referrals/{pk}", response=answers(ReferralDetail))
def show_referral(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a referral with its story."""
    return whole_of(actor_of(request), pk)


@router.get("/cases/{pk}", response=answers(CaseDetail))
def show_case(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a case with its referrals."""
    return case_of(actor_of(request), pk)


@router.post("/cases", response=answers(CaseOpened))
def open_case(request: HttpRequest, told: CaseIn) -> dict[str, Any]:
    """Take in what a person needs, at your own office."""
    command = c.OpenCase(worker_id=told.worker, need=told.need, channel=told.channel)
    made = act(request, command)
    return case_of(actor_of(request), made.pk) | {"pin": command.pin}


def track_of(actor: Any, code: str) -> dict[str, Any]:
    """Return where a case stands by the number of its slip; the journal keeps that it was asked."""
    found: Case = perform(actor, c.Track(code=code))
    told = {"code": found.code, "office": found.office.code, "opened_at": found.opened_at}
    return told | {"referrals": standing_of(found)}


@router.post("/track", response=answers(Tracked))
def track_case(request: HttpRequest, told: TrackIn) -> dict[str, Any]:
    """Tell where a case stands by the number of its slip, wherever it was taken in: for 1506 and the counters."""
    return track_of(actor_of(request), told.code)


@router.post("/cases/{pk}/refer", response=answers(ReferralDetail))
def refer_case(request: HttpRequest, pk: int, told: ReferIn) -> dict[str, Any]:
    """Send a case to an office."""
    asked: dict[str, Any] = {"service_id": told.service, "text": told.text, "consent": told.consent}
    made = act(request, c.Refer(case_id=pk, office_id=_office(told.office), **asked))
    return whole_of(actor_of(request), made.pk)


@router.post("/referrals/{pk}/moves", response=answers(ReferralDetail))
def move_referral(request: HttpRequest, pk: int, told: MoveIn) -> dict[str, Any]:
    """Make a move."""
    act(request, _command(pk, told))
    return whole_of(actor_of(request), pk)


@router.post("/referrals/{pk}/papers/sign", response=answers(ReferralDetail))
def sign_papers(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Write down that the person signed the list of missing papers."""
    act(request, c.SignPapers(target_id=pk))
    return whole_of(actor_of(request), pk)


def _command(pk: int, told: MoveIn) -> Command[Any]:
    kind = c.BY_MOVE[told.move]
    more: dict[str, Any] = {}
    if kind is c.TurnDown:
        more = {"decline": told.decline or "", "next_step": told.next_step or ""}
    elif kind is c.Ask:
        more = {"papers": told.papers, "again": told.again or ""}
    elif kind is c.Tell:
        more = {"outcome": told.outcome or ""}
    elif kind is c.Schedule:
        more = {"when": told.when}
    elif kind is c.Reroute:
        more = {"office_id": _office(told.office), "service_id": told.service, "consent": told.consent}
    return kind(target_id=pk, text=told.text, **more)
