"""Emptying what cases and referrals say of a person: their words go, moves, clocks and outcomes stay, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from prasan.platform.vault.keys import destroy
from prasan.referrals.models import (
    Case,
    DataRequest,
    DriveEntry,
    Event,
    GuestLink,
    Helper,
    LateWeek,
    LineCode,
    OutreachLine,
    PaperList,
    PersonNotice,
    Rating,
    Referral,
    TrackKey,
)


def open_cases(workers: Iterable[int]) -> list[str]:
    """Return the codes of the cases of some entries of which somebody owes the next step."""
    rows = Referral.objects.open().filter(case__worker__in=list(workers)).order_by("case_id")
    return list(dict.fromkeys(rows.values_list("case__code", flat=True)))


def unanswered(workers: Iterable[int]) -> list[str]:
    """Return the codes of the cases in which a request about data, other than to erase them, waits for its answer."""
    rows = DataRequest.objects.filter(case__worker__in=list(workers), answered_at=None)
    return list(rows.exclude(kind=DataRequest.Kind.ERASE).values_list("case__code", flat=True))


def empty(workers: Iterable[int], now: dt.datetime, seat: int | None) -> int:
    """Empty every word about some entries of one person; return of how many cases.

    A request to erase that waits is answered by this. The person's page opens no more, helpers act no longer, links of
    guest offices are closed. To be called inside the transaction of a verb that asked whether it may.
    """
    cases = list(Case.objects.filter(worker__in=list(workers)).values_list("pk", flat=True))
    referrals = list(Referral.objects.filter(case__in=cases).values_list("pk", flat=True))
    Case.objects.filter(pk__in=cases).update(need="")
    Event.objects.filter(referral__in=referrals).update(text="")
    LateWeek.objects.filter(referral__in=referrals).update(text="")
    Rating.objects.filter(referral__in=referrals).update(text="")
    PaperList.objects.filter(referral__in=referrals).update(papers="")
    OutreachLine.objects.filter(worker__in=list(workers)).delete()
    _drives(list(workers), now)
    GuestLink.objects.filter(referral__in=referrals, revoked_at=None).update(revoked_at=now)
    waits = PersonNotice.objects.filter(case__in=cases, state=PersonNotice.State.WAITING)
    waits.update(state=PersonNotice.State.UNWANTED)
    PersonNotice.objects.filter(case__in=cases).update(error="")
    asked = DataRequest.objects.filter(case__in=cases)
    asked.filter(kind=DataRequest.Kind.ERASE, answered_at=None).update(answered_at=now, answered_by_id=seat)
    asked.update(text="", answer="")
    helpers = Helper.objects.filter(case__in=cases)
    for number in helpers.values_list("pk", flat=True):
        destroy("referrals.helper", number)
    helpers.filter(ended_at=None).update(ended_at=now)
    helpers.update(name="", authority="", pin_hash="")
    TrackKey.objects.filter(case__in=cases).delete()
    LineCode.objects.filter(case__in=cases).delete()
    return len(cases)


def _drives(workers: list[int], now: dt.datetime) -> None:
    """Empty what volunteers wrote down and nobody decided about, where it is of the person: entries alike go alike."""
    same = DriveEntry.objects.filter(found__overlap=workers, verdict=DriveEntry.Verdict.SAME)
    gone = {"state": DriveEntry.State.REFUSED, "reason": DriveEntry.Reason.ERASED, "told": "", "found": [], "field": ""}
    same.update(**gone, settled_at=now)
