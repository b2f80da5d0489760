"""Training joined with the rest: what a referral could not meet becomes demand; who brought people hears of seats.

Neither names nor telephones stand in a notice: a number, the moment, and where to read on.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.queries import acting, acting_in
from prasan.directory.roles import Role
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.kinds import IMMEDIATE, notice_kind
from prasan.platform.notices.notify import notify, settle
from prasan.referrals.models import Referral
from prasan.training import commands as c
from prasan.training.models import Application, Demand
from prasan.training.models.applications import State

OFFERED = notice_kind(
    "training.offered", _("ที่นั่งฝึกที่รอยืนยัน"),
    _("ใบสมัคร %(number)s ได้ที่นั่งแล้ว โปรดถามผู้สมัครและยืนยันภายใน %(when)s"), default=IMMEDIATE,
)  # fmt: skip
ENDED = notice_kind(
    "training.ended", _("ใบสมัครฝึกอาชีพที่ยุติ"),
    _("ใบสมัคร %(number)s ยุติแล้ว โปรดแจ้งผู้สมัคร"), default=IMMEDIATE,
)  # fmt: skip
HEADS = (Role.AGENCY_HEAD, Role.PLO)


@listens("referrals.decline", name="desk.training-demand")
def note_demand(event: Told) -> None:
    """Note the wish of a person whom no office could train now, once a referral: the units see it in their list."""
    rows = Referral.objects.filter(pk__in=event.ids, service__template__code__in=settings.TRAINING_SERVICES)
    for one in rows.select_related("service__template", "case"):
        wish = c.AddDemand(
            source=Demand.Source.REFERRAL, skill=one.service.template.name_th[:80], area_id=one.area_id,  # type: ignore[union-attr]
            worker_id=one.case.worker_id, origin="referral", origin_ref=str(one.pk), office_id=one.sender_id,
        )  # fmt: skip
        if Demand.objects.filter(origin="referral", origin_ref=str(one.pk)).exists():
            continue
        try:
            perform(SYSTEM, wish)
        except (RuleBroken, Refused):  # noted by hand already, or the entry was erased meanwhile
            continue


def _whom(one: Application) -> set[int]:
    """Return who tells the person: who brought the application, else who leads that office."""
    today = timezone.localdate()
    return acting(Q(pk=one.seat_id), today) or acting_in([one.office_id], HEADS, today)


def _rows(event: Told) -> Any:
    return Application.objects.filter(pk__in=event.ids)


@listens("training.offer", name="desk.training-offers")
def tell_offer(event: Told) -> None:
    """Tell who brought somebody that a seat waits for an answer."""
    for one in _rows(event):
        if one.state == State.OFFERED:
            told: dict[str, Any] = {"number": one.pk, "when": one.offer_until}
            url = reverse("training_application", args=[one.pk])
            notify(_whom(one), OFFERED, url=url, key=f"{one.pk}-{event.seq}", **told)


@listens(
    "training.accept", "training.withdraw", "training.lapse", "training.turn_away", "training.refuse",
    name="desk.training-ends",
)  # fmt: skip
def tell_end(event: Told) -> None:
    """Take back what asks for an answer no more; tell who brought somebody that nothing waits for them any longer."""
    for one in _rows(event):
        url = reverse("training_application", args=[one.pk])
        people = _whom(one)
        settle(people, (OFFERED,), [url])
        if event.name in {"training.lapse", "training.turn_away", "training.refuse"}:
            told: dict[str, Any] = {"number": one.pk}
            notify(people, ENDED, url=url, key=f"{one.pk}-{event.seq}", **told)
