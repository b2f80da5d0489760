"""A copy of one's data: all that stands about a person of a case, in a form that programs read (PDPA section 31)."""

from __future__ import annotations

from typing import Any

from prasan.platform.journal.changes import plain
from prasan.referrals.bearers import HELPER, PERSON
from prasan.referrals.models import Case, DataRequest, Event, LateWeek, PaperList, Rating, Referral
from prasan.referrals.tracking.reading import consents, looks
from prasan.referrals.tracking.words import HEARD
from prasan.registers.models import Worker
from prasan.registers.queries_workers import kept_number

_WORKER = (
    "title", "given_name", "family_name", "name_latin", "id_kind", "id_number", "phone", "contact", "birth_year", "sex",
    "occupation", "industry", "nationality", "employment", "informal_group", "section", "option", "channel",
    "consented_at", "line_id", "line_at", "created", "changed",
)  # fmt: skip
_TIE = ("purpose", "ground", "notice_version", "given_at")
_REFERRAL = ("state", "offered_at", "appointment_at", "due_at", "decline", "next_step", "outcome", "ended_at")


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in names}


def copy_of(case: Case) -> dict[str, Any]:
    """Return what stands about the person, this case, who read of them and by which right."""
    worker = Worker.objects.select_related("home_area", "work_area").get(pk=kept_number(case.worker_id))
    person = _values(worker, _WORKER) | {
        "home_area": worker.home_area.name if worker.home_area else None,
        "work_area": worker.work_area.name if worker.work_area else None,
    }
    rights = [{"office": tie.office.name} | _values(tie, _TIE) for tie in consents(case)]
    seen = [{"at": plain(one.at), "office": one.office, "what": str(one.what), "why": one.why} for one in looks(case)]
    asked = DataRequest.objects.filter(case=case)
    return {
        "person": person,
        "case": _values(case, ("code", "need", "channel", "opened_at")) | {"office": case.office.name},
        "referrals": [_referral(one) for one in Referral.objects.filter(case=case).select_related("office", "sender")],
        "rights": rights,
        "seen_by": seen,
        "requests": [_values(one, ("kind", "text", "asked_at", "due_on", "answer", "answered_at")) for one in asked],
    }


def _referral(one: Referral) -> dict[str, Any]:
    events = Event.objects.filter(referral=one).order_by("id")
    weeks = LateWeek.objects.filter(referral=one)
    rating = Rating.objects.filter(referral=one).first()
    return _values(one, _REFERRAL) | {
        "from": one.sender.name,
        "to": one.office.name,
        "events": [_event(event) for event in events],
        "papers": [
            _values(asked, ("asked_at", "bring_by", "again", "signed_at")) | {"papers": asked.lines}
            for asked in PaperList.objects.filter(referral=one)
        ],
        "late": [_values(week, ("due_at", "week", "text", "told_at")) for week in weeks],
        "rating": _values(rating, ("score", "text", "at")) if rating else None,
    }


def _event(event: Event) -> dict[str, Any]:
    """Return an event; of its words those to the person and by them, what offices told each other stays there."""
    theirs = event.move in HEARD or event.origin in {PERSON, HELPER}
    return _values(event, ("move", "at", "when", "code", "origin")) | {"text": event.text if theirs else ""}
