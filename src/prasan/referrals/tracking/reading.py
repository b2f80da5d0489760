"""What a person reads of their own case: each referral, who looked at their record, what else they are entitled to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prasan.directory.models import Area, Office, Seat
from prasan.kernel.services import Asker
from prasan.platform.commands import COMMANDS
from prasan.platform.journal.models import Entry
from prasan.referrals.bearers import GUEST, HELPER, Bearer
from prasan.referrals.commands import BY_MOVE
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Case, Event, LateWeek, PaperList, Referral
from prasan.referrals.tracking.words import (
    AGAIN,
    AGAIN_BY_PIN,
    AHEAD,
    BY_HELPER,
    HEADS_BY_HELPER,
    HEARD,
    LEVELS,
    OWN,
    SAID,
    STEPS,
    Said,
)
from prasan.registers.models import Glass, Service, Tie, Worker
from prasan.registers.models.worker_words import Employment, Ground, InformalGroup
from prasan.registers.queries_services import entitled
from prasan.registers.queries_workers import kept_number

MOST_STEPS = 12
MOST_LOOKS = 60
MOST_SERVICES = 25
_HEAVY = ("office__grams", "sender__grams", "owner__grams", "service__office__grams")
_WHO = {
    InformalGroup.HOME: "home_worker", InformalGroup.DOMESTIC: "domestic", InformalGroup.RIDER: "rider",
    InformalGroup.VENDOR: "vendor", InformalGroup.FARMER: "contract_farmer", InformalGroup.OWN: "own_account",
    InformalGroup.FAMILY: "family_worker",
}  # fmt: skip


@dataclass
class Step:
    """A line of what happened: words, when, where; `heard`, what the office said to the person."""

    what: str
    at: dt.datetime
    office: str
    heard: str = ""


@dataclass
class Card:
    """One referral as its person reads it. `turn`, whose turn it is; `late`, the due moment has passed."""

    one: Referral
    said: Said
    late: bool
    level: str
    turn: Office | None
    yours: bool
    does: list[str]
    ahead: tuple[str, ...]
    steps: list[Step] = field(default_factory=list)
    reasons: list[LateWeek] = field(default_factory=list)
    rating: int = 0
    papers: PaperList | None = None

    @property
    def may_rate(self) -> bool:
        """Tell whether something came of it that can be rated."""
        return self.one.state == Referral.State.TOLD or not self.one.is_open


def cards(case: Case, now: dt.datetime, bearer: Bearer) -> list[Card]:
    """Return the referrals of a case as its person reads them, the first one first: four queries.

    Parameters: `bearer`, who reads; they are offered what the policies allow them.
    """
    rows = Referral.objects.filter(case=case).select_related(
        "office", "sender", "owner", "service__template", "service__office", "rating"
    )
    found = [_card(one, now, bearer) for one in rows.defer(*_HEAVY).order_by("pk")]
    by_number = {card.one.pk: card for card in found}
    events = Event.objects.filter(referral__in=list(by_number)).select_related("office", "seat__office")
    for event in events.defer("office__grams", "seat__office__grams").order_by("id"):
        if event.move in STEPS:
            card = by_number[event.referral_id]
            card.steps.append(_step(event, card.one))
            if event.move == LAST_WORDS.get(card.one.state):
                card.said = _said(card.one.state, by_pin=bearer.by_pin, helped=event.origin == HELPER)
    for asked in PaperList.objects.filter(referral__in=list(by_number)).order_by("id"):
        by_number[asked.referral_id].papers = asked  # the newest
    for week in LateWeek.objects.filter(referral__in=list(by_number)).exclude(told_at=None).order_by("-id"):
        by_number[week.referral_id].reasons.append(week)
    for card in found:
        card.steps = card.steps[-MOST_STEPS:]
    return found


LAST_WORDS: dict[str, str] = {Referral.State.CONFIRMED: "confirm", Referral.State.WITHDRAWN: "withdraw"}
"""States whose words name who brought them about, and the move that did."""


def _said(state: str, *, by_pin: bool, helped: bool = False) -> Said:
    told = SAID[state]
    yours = AGAIN_BY_PIN if told.yours == AGAIN and not by_pin else told.yours
    return Said(HEADS_BY_HELPER[state] if helped else told.head, yours)


def _card(one: Referral, now: dt.datetime, bearer: Bearer) -> Card:
    late = one.due_at is not None and one.due_at <= now
    yours = one.state == Referral.State.TOLD
    known = moves_of(one.state)
    does = [move for move in OWN if move in known and BY_MOVE[move].allowed(bearer, one) is None]
    return Card(
        one, _said(one.state, by_pin=bearer.by_pin), late and not yours,
        LEVELS.get(one.level, "") if late else "", one.owner, yours, does, AHEAD.get(one.state, ()),
        rating=one.rating.score if hasattr(one, "rating") else 0,
    )  # fmt: skip


def _step(event: Event, one: Referral) -> Step:
    office = event.office or (event.seat.office if event.seat is not None else None)
    if office is None and event.origin == GUEST:
        office = one.office
    what = BY_HELPER.get(event.move, STEPS[event.move]) if event.origin == HELPER else STEPS[event.move]
    return Step(what, event.at, office.name if office else "", event.text if event.move in HEARD else "")


def standing_of(case: Case) -> list[dict[str, Any]]:
    """Return where each referral of a case stands, without a word about the person: one query."""
    rows = Referral.objects.filter(case=case).select_related("office", "owner").order_by("pk")
    return [
        {
            "office": one.office.code, "state": one.state, "owner": one.owner.code if one.owner else None,
            "due_at": one.due_at, "level": one.level, "appointment_at": one.appointment_at, "moved_at": one.moved_at,
        }
        for one in rows.defer("office__grams", "owner__grams")
    ]  # fmt: skip


@dataclass
class Look:
    """Somebody looked at the person's record, or changed it: when, which office, what and why; no officer's name."""

    at: dt.datetime
    office: str
    what: Any
    why: str


def looks(case: Case) -> list[Look]:
    """Return what the journal keeps about the record of a case's person, the newest first: at most five queries.

    Reading is journalled where masked values were shown or the record was opened in an emergency; changes always are.
    """
    people = sorted({case.worker_id, kept_number(case.worker_id)})
    record = Q(model="registers.worker", object_id__in=people)
    by_number = Q(model="referrals.case", object_id=case.pk, verb="referrals.track")
    openings = list(Glass.objects.filter(worker__in=people).order_by("-pk").values_list("pk", flat=True)[:MOST_LOOKS])
    opened = Q(model="registers.glass", object_id__in=openings, verb="registers.open_glass")
    lines = list(
        Entry.objects.filter(record | by_number | opened).order_by("-id")
        .values_list("at", "seat_id", "verb", "reason")[:MOST_LOOKS]
    )  # fmt: skip
    seats = Seat.objects.filter(pk__in={seat for _at, seat, _verb, _why in lines if seat}).select_related("office")
    offices = {one.pk: one.office.name for one in seats.defer("office__grams")}
    return [Look(at, offices.get(seat or 0, ""), _verb_of(verb), why) for at, seat, verb, why in lines]


def _verb_of(name: str) -> Any:
    known = COMMANDS.get(name)
    return known.verb if known is not None else name


def consents(case: Case) -> list[Tie]:
    """Return by which rights offices read of the person now, one query beside the entry's own."""
    rows = Tie.objects.living().filter(worker=kept_number(case.worker_id)).select_related("office")
    return list(rows.defer("office__grams").order_by("pk"))


def may_take_back(tie: Tie) -> bool:
    """Tell whether a right is the person's to take back: consent is, a duty by law is not."""
    return tie.ground == Ground.CONSENT


def asker_of(worker: Worker, today: dt.date) -> Asker:
    """Return a person as the service directory asks about them: what was never told stays open."""
    who = None
    if worker.employment:
        who = frozenset({
            _WHO.get(InformalGroup(worker.informal_group), "informal") if worker.informal_group else
            {Employment.EMPLOYEE: "employee", Employment.UNEMPLOYED: "job_seeker"}.get(
                Employment(worker.employment), "informal")
        })  # fmt: skip
    section = f"{worker.section}-{worker.option}" if worker.section and worker.option else worker.section or None
    age = today.year - worker.birth_year if worker.birth_year else None
    return Asker(who, section, age, "thai" if worker.nationality == "TH" else "foreign")


def services_for(case: Case) -> list[tuple[Service, bool]]:
    """Return what else the person is entitled to in their province, each with whether that is sure: five queries."""
    worker = Worker.objects.get(pk=kept_number(case.worker_id))
    province = Area.objects.filter(kind=Area.Kind.PROVINCE, pk__lte=case.area_id, last__gte=case.area_id).first()
    if province is None:
        return []
    has = Referral.objects.filter(case=case).exclude(service=None).values_list("service", flat=True)
    found = entitled(asker_of(worker, timezone.localdate()), province, list(has))
    return [(one.row, one.fit.answer == "yes") for one in found[:MOST_SERVICES]]
