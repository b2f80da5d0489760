"""A visit and its referrals are one story: what moves at a desk moves the need that was sent to its office."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.counter.consenting import to_be_asked
from prasan.counter.models import Stop, Ticket
from prasan.platform.commands import RuleBroken, perform
from prasan.referrals import commands as r
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Case, Referral

TELLABLE = frozenset({"in_service", "served"})
"""States of a referral out of which a desk can tell at once what came of it."""


def now_at(ticket: Ticket) -> Stop | None:
    """Return the stop at which a ticket is: the first that is not done."""
    return ticket.stops.filter(done_at=None).order_by("order", "pk").first()


def own_referral(actor: Any, stop: Stop | None) -> Referral | None:
    """Return the referral of a stop where the actor's office answers for it now, None where another does."""
    one = stop.referral if stop is not None else None
    return one if one is not None and one.office_id == actor.office_id else None


def can_tell(actor: Any, stop: Stop | None) -> bool:
    """Tell whether the actor's desk can note what came of the need that was sent to a stop."""
    one = own_referral(actor, stop)
    return one is not None and one.state in TELLABLE


def _make(actor: Any, number: int, *steps: Any) -> None:
    for step in steps:
        state = Referral.objects.values_list("state", flat=True).get(pk=number)
        if step.move in moves_of(state):
            perform(actor, step)


def begin_at(actor: Any, ticket: Ticket) -> None:
    """Accept and begin what was sent to the office of who serves; what went elsewhere meanwhile stays where it is."""
    one = own_referral(actor, now_at(ticket))
    if one is not None:
        _make(actor, one.pk, r.Accept(target_id=one.pk), r.Begin(target_id=one.pk))


def done_at(actor: Any, stop: Stop | None, outcome: str, text: str) -> None:
    """Note that the service was given, and what came of it where that was told.

    Raises RuleBroken for an outcome that cannot be noted: none is lost in silence.
    """
    one = own_referral(actor, stop)
    if outcome and one is None:
        raise RuleBroken(
            _("บันทึกผลจากช่องนี้ไม่ได้ เพราะไม่มีเรื่องที่ส่งถึงหน่วยงานของท่าน โปรดเลือกแจ้งภายหลัง หน่วยงานที่รับเรื่องเป็นผู้แจ้งผล"),
            field="outcome",
        )
    if one is None:
        return
    if outcome and one.state not in TELLABLE:
        told = {"state": one.get_state_display()}
        raise RuleBroken(
            _("บันทึกผลไม่ได้ เพราะการส่งต่ออยู่ในสถานะ “%(state)s” โปรดเลือกแจ้งภายหลัง แล้วดำเนินการต่อที่หน้าการส่งต่อ") % told,
            field="outcome",
        )
    steps = [r.Tell(target_id=one.pk, outcome=outcome, text=text)] if outcome else []
    _make(actor, one.pk, r.Serve(target_id=one.pk), *steps)


def send_on(actor: Any, ticket: Ticket, stop: Stop, text: str, *, consent: bool, told: bool) -> None:
    """Send the need to the office of a stop, unless it has it: the case's own, or one that was asked before.

    An office that does not know the case has nothing to send. Parameters: `consent`, the person agrees now; `told`, the
    stop stood on the ticket when they agreed. Raises RuleBroken as referrals.Refer does, without consent among it.
    """
    case = ticket.case
    if case is None or stop.referral_id is not None or stop.office_id in {case.office_id, actor.office_id}:
        return
    if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
        return
    there = Referral.objects.open().filter(case=case, office_id=stop.office_id).order_by("pk").first()
    if there is None:
        ask = to_be_asked(actor, ticket, [stop.office_id], [stop.office_id] if told else [])
        more: dict[str, Any] = {"service_id": stop.service_id, "text": text, "consent": consent or not ask}
        there = perform(actor, r.Refer(case_id=case.pk, office_id=stop.office_id, **more))
    stop.referral = there
    stop.save(update_fields=["referral"])
