"""Questions to the desk of the protection officer, always inside the reader's scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from prasan.directory.roles import Role
from prasan.kernel.privacy import owed, stage
from prasan.platform.commands import Refused
from prasan.privacy.models import Breach, BreachEvent, DestructionList, Hold, ProcessingRecord
from prasan.referrals.models import DataRequest
from prasan.registers.models import CASE_WORKERS, Glass

SHOWN = 100


def found_breach(actor: Any, pk: int) -> Breach:
    """Return a breach in the reader's scope; raises Refused (404) for any other."""
    rows = Breach.objects.visible_to(actor).select_related("office", "reporter_seat__person").defer("office__grams")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบเหตุละเมิดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def events_of(breach: Breach) -> list[BreachEvent]:
    """Return the timeline, the newest first."""
    return list(breach.events.select_related("seat__person").order_by("-id"))


def breaches(actor: Any) -> list[Breach]:
    """Return what the reader may read, at most `SHOWN`: open ones by their clock, then the closed, newest first."""
    rows = Breach.objects.visible_to(actor).select_related("office").defer("office__grams")
    found = list(rows.open().order_by("aware_at", "pk")[:SHOWN])
    return found + list(rows.filter(state=Breach.State.CLOSED).order_by("-pk")[: SHOWN - len(found)])


def duties(breach: Breach) -> tuple[str, ...]:
    """Return what is still owed for a breach."""
    return owed(breach.facts)


def clock(breach: Breach, now: dt.datetime) -> str:
    """Return how far the clock of the notice to the office is: "", near, over, past."""
    return stage(breach.facts, now)


def requests(actor: Any) -> QuerySet[DataRequest]:
    """Return the requests about data that wait, those due first on top: all to the protection officer.

    To an office that meets people, those of the cases that it took in: it owes the answer. To all others none.
    """
    rows = DataRequest.objects.filter(answered_at=None).select_related("case__office").defer("case__office__grams")
    if actor.role is not Role.DPO:
        rows = rows.filter(case__office=actor.office_id) if actor.role in CASE_WORKERS else rows.none()
    return rows.order_by("due_on", "pk")


def holds(actor: Any) -> list[Hold]:
    """Return the holds, the living first, at most `SHOWN`."""
    rows = Hold.objects.visible_to(actor).select_related("case", "placed_by__person", "lifted_by__person")
    return sorted(rows.order_by("-pk")[:SHOWN], key=lambda one: one.lifted_at is not None)


def unreviewed(actor: Any) -> list[Glass]:
    """Return the openings in an emergency that nobody has looked at, the oldest first."""
    rows = Glass.objects.visible_to(actor).unreviewed().select_related("office").defer("office__grams")
    return list(rows.order_by("at")[:SHOWN])


def personal_models() -> dict[str, str]:
    """Return every model of the product that declares personal data: its label in small letters → its table."""
    ours = [one for one in apps.get_models() if one.__module__.startswith("prasan.") and getattr(one, "personal", None)]
    return {one._meta.label_lower: one._meta.db_table for one in sorted(ours, key=lambda one: one._meta.label_lower)}


def uncovered(covers: Iterable[Iterable[str]]) -> list[str]:
    """Return the models with personal data for which no record speaks, of the `covers` of the living records."""
    told = {label for one in covers for label in one}
    return [label for label in personal_models() if label not in told]


def found_record(actor: Any, code: str) -> list[ProcessingRecord]:
    """Return all versions of a record, the newest first; raises Refused (404) where there is none."""
    rows = ProcessingRecord.objects.visible_to(actor).select_related("owner", "reviewed_by__person")
    found = list(rows.defer("owner__grams").filter(code=code).order_by("-version"))
    if not found:
        raise Refused(_("ไม่พบบันทึกนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def found_list(actor: Any, pk: int) -> DestructionList:
    """Return a list of documents in the reader's scope; raises Refused (404) for any other."""
    rows = DestructionList.objects.visible_to(actor).select_related("office", "done_by__person").defer("office__grams")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบบัญชีนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found
