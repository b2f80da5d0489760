"""What pages and API read of cases and referrals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as ByCase
from django.db.models import F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Office
from prasan.platform.aggregates import OneOf, Tally
from prasan.platform.commands import Refused
from prasan.platform.compiled import Compiled
from prasan.referrals.cycle import ENDS, WITH_RECEIVER, WITH_SENDER
from prasan.referrals.models import Case, Event, PaperList, PersonNotice, Referral
from prasan.referrals.models.referral import RISEN
from prasan.registers.models import Service, Worker

ANSWERING = ("offered", "received")
VIEWS = ("to_accept", "ours", "waiting", "sent", "late", "risen", "ended")
_LEFT_OUT = {
    "office": ("grams", "sort_th", "name_verified", "phone", "email", "source", "valid_from", "valid_to", "parent"),
    "area": ("grams", "boundary"),
    "person": ("grams", "sort_th", "password", "last_login", "email", "notice_channels", "keys_off", "seniority",
               "created"),
    "seat": ("order_no", "order_date", "reason"),
}  # fmt: skip
"""Columns of what stands beside a referral that its pages never show: a referral's question had two hundred."""


def without(**paths: str) -> list[str]:
    """Return the columns to leave out, as `defer` takes them. Parameters: for each kind the paths that lead to one."""
    return [f"{path}__{name}" for kind, told in paths.items() for path in told.split() for name in _LEFT_OUT[kind]]


def in_view(actor: Any, view: str, now: dt.datetime | None = None) -> Q:
    """Return the condition of a box: what waits for us, what we do, what others owe, what we sent, what is late."""
    mine = actor.office_id
    told = {
        "to_accept": Q(office=mine, state__in=ANSWERING),
        # whose turn it is follows from the state (a constraint of the table): asked so, one index answers each half
        "ours": Q(office=mine, state__in=sorted(WITH_RECEIVER.difference(ANSWERING)))
        | Q(sender=mine, state__in=sorted(WITH_SENDER)),
        "waiting": Q(office=mine, state__in=sorted(WITH_SENDER)) | Q(sender=mine, state__in=sorted(WITH_RECEIVER)),
        "sent": Q(sender=mine, owner__isnull=False),
        "late": Q(owner__isnull=False, due_at__lte=now or timezone.now()),
        "risen": Q(level__in=RISEN),
        "ended": Q(state__in=sorted(ENDS)),
    }
    return told[view]


OWN = frozenset({"to_accept", "ours", "waiting", "sent"})
"""Boxes that hold nothing but what the reader's own office sent or received."""
BOXES = tuple(one for one in VIEWS if one != "ended")


def _lying(actor: Any, now: dt.datetime, own: bool) -> QuerySet[Any]:
    tallies = [Tally(in_view(actor, one, now)) for one in BOXES if (one in OWN) is own]
    parts = Referral.objects.parts_visible_to(actor, own=own)
    first, *more = [part.open().order_by().values_list(*tallies) for part in parts]
    return first.union(*more, all=True) if more else first


_counts: Compiled[Any] = Compiled(_lying)


def counts(actor: Any) -> dict[str, int]:
    """Return how many open referrals lie in each box; what has ended is not counted: two queries."""
    told: dict[str, int] = {}
    for own in (True, False):
        boxes = [one for one in BOXES if (one in OWN) is own]
        sums = [sum(numbers) for numbers in zip(*_counts(actor, timezone.now(), own), strict=True)]
        told |= dict(zip(boxes, sums or [0] * len(boxes), strict=True))
    return told


def _one(actor: Any, pk: int) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(actor).select_related(
        "case__area", "service__template", "service__office", "sender", "office", "owner", "area", "contact__person",
        "contact__office",
    )  # fmt: skip
    left_out = without(
        office="office sender owner contact__office service__office", area="area case__area", seat="contact",
        person="contact__person",
    )  # fmt: skip
    return rows.defer(*left_out).filter(pk=pk)


_referral = Compiled(_one)


def found(actor: Any, pk: int) -> Referral:
    """Return a referral that the actor reads with what its page shows: one query; Refused 404 otherwise."""
    rows = _referral(actor, pk)
    if not rows:
        raise Refused(_("ไม่พบการส่งต่อนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return rows[0]


def _one_case(actor: Any, pk: int) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).select_related("office", "area", "opened_by__person")
    left_out = without(office="office", area="area", seat="opened_by", person="opened_by__person")
    return rows.defer(*left_out).filter(pk=pk)


_case = Compiled(_one_case)


def found_case(actor: Any, pk: int) -> Case:
    """Return a case that the actor reads: one query; Refused 404 otherwise."""
    rows = _case(actor, pk)
    if not rows:
        raise Refused(_("ไม่พบเรื่องนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return rows[0]


def _entry(actor: Any, number: int) -> QuerySet[Worker]:
    kept = Worker.objects.filter(pk=number).order_by().values(kept=Coalesce("merged_into_id", "pk"))
    return Worker.objects.visible_to(actor).filter(OneOf(F("pk"), ArraySubquery(kept)))


_person = Compiled(_entry)


def person_of(actor: Any, case: Case) -> Worker | None:
    """Return whom a case is about, as far as the actor may know: None where the person took their consent back.

    After a merge that is the entry which was kept.
    """
    return next(iter(_person(actor, case.worker_id)), None)


def _of_case(actor: Any, case: int) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(actor).filter(case=case)
    rows = rows.select_related("office", "sender", "owner", "service__template", "service__office")
    return rows.defer(*without(office="office sender owner service__office")).order_by("pk")


_referrals = Compiled(_of_case)


def referrals_of(actor: Any, case: Case) -> list[Referral]:
    """Return the referrals of a case that the actor reads, the first one first: one query."""
    return _referrals(actor, case.pk)


def _events(referrals: list[int]) -> QuerySet[Event]:
    rows = Event.objects.filter(referral__in=referrals).select_related("office", "seat__person", "seat__office")
    left_out = without(office="office seat__office", seat="seat", person="seat__person")
    return rows.defer(*left_out).order_by("-at", "-pk")[:200]


_story = Compiled(_events)


def story(referrals: Sequence[Referral]) -> list[Event]:
    """Return what happened to some referrals in one line of time, the newest first: one query."""
    return _story([one.pk for one in referrals])


TO_BE_TOLD = frozenset({PersonNotice.State.BY_HAND, PersonNotice.State.FAILED})
"""States of a word that no gateway brought to the person."""


def to_be_told(case: Case) -> QuerySet[PersonNotice]:
    """Return what an officer has to tell the person of a case themselves: no gateway could."""
    return PersonNotice.objects.filter(case=case, state__in=TO_BE_TOLD)


def _notices(case: int) -> QuerySet[PersonNotice]:
    first = When(state__in=sorted(TO_BE_TOLD), then=0)
    return PersonNotice.objects.filter(case=case).order_by(ByCase(first, default=1), "-id")[:60]


_told = Compiled(_notices)


def told_of(case: Case) -> list[PersonNotice]:
    """Return what the person of a case was told: what waits for an officer first, the newest first; one query."""
    return _told(case.pk)


def _lists(referral: int) -> QuerySet[PaperList]:
    rows = PaperList.objects.filter(referral=referral).select_related("office", "asked_by__person", "referral__case")
    return rows.defer(*without(office="office", seat="asked_by", person="asked_by__person")).order_by("pk")


_papers = Compiled(_lists)


def papers_of(one: Referral) -> list[PaperList]:
    """Return the lists of papers that a person was asked for, the first one first: one query."""
    return _papers(one.pk)


def _serving(first: int, last: int, day: dt.date) -> QuerySet[Office]:
    kinds = [Office.Kind.PROVINCIAL, Office.Kind.BRANCH, Office.Kind.ABROAD, Office.Kind.OUTSIDE]
    there = Office.objects.open_on(day).filter(area_id__gte=first, area_id__lte=last)
    return there.filter(kind__in=kinds).defer(*_LEFT_OUT["office"]).order_by("agency__order", "code")[:60]


def _taking(offices: list[int]) -> QuerySet[Service]:
    rows = Service.objects.taking().filter(office__in=offices).select_related("template")
    names = ("name_th", "name_en")
    return rows.only("office", "template", *names, *(f"template__{name}" for name in names))


_offices = Compiled(_serving)
_services = Compiled(_taking)


def offices_near(case: Case) -> list[tuple[Office, list[Service]]]:
    """Return the offices that serve people where a case is, each with the services it takes: two queries."""
    area = case.area
    while area.kind not in {"province", "country", "nation"} and area.parent is not None:
        area = area.parent
    offices = _offices(area.pk, area.last, timezone.localdate())
    services: dict[int, list[Service]] = {}
    for one in _services([office.pk for office in offices]):
        services.setdefault(one.office_id, []).append(one)
    return [(one, services.get(one.pk, [])) for one in offices]
