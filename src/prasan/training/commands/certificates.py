"""Verbs about certificates: issue to who completed, take back with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Office
from prasan.kernel.fiscal import fiscal_year
from prasan.platform.commands import Command, Create, Refused, RuleBroken, perform
from prasan.platform.web.links import fresh
from prasan.training import policy as may
from prasan.training.commands.seating import MISSING
from prasan.training.models import Application, Certificate, Session
from prasan.training.models.applications import State

CERTIFICATE = "prasan.training.certificate"
"""The kind of address under which a certificate is checked."""


@dataclass(kw_only=True)
class Issue(Create[Certificate]):
    """Issue a certificate to a completer of a closed session: the next number of the office in the fiscal year.

    Parameters: `application_id`. After one was taken back another may be issued.
    """

    abstract: ClassVar[bool] = False
    name = "training.issue"
    verb = gettext_lazy("ออกวุฒิบัตร")
    model = Certificate
    allowed = may.can_certify

    application_id: int = 0

    def build(self, actor: Any) -> Certificate:
        """Return the certificate, the office's row locked so that numbers follow one another."""
        rows = Application.objects.visible_to(actor).select_related("session__course", "worker")
        found = rows.filter(pk=self.application_id).first()
        if found is None:
            raise Refused(MISSING, status=404)
        office = found.session.office_id
        list(Office.objects.filter(pk=office).order_by().select_for_update(no_key=True).values_list("pk", flat=True))
        today = timezone.localdate()
        year = fiscal_year(today)
        last = Certificate.objects.filter(office=office, year=year).aggregate(last=Max("number"))["last"] or 0
        nonce, kept = fresh(CERTIFICATE)
        return Certificate(
            application=found, office_id=office, year=year, number=last + 1, name_printed=found.worker.full_name,
            issued_on=today, holds_until=_holds(today, found.session.course.valid_years), seat_id=actor.seat_id,
            nonce=nonce, token_hash=kept,
        )  # fmt: skip

    def check(self, actor: Any, subject: Certificate) -> None:
        """Refuse who did not complete, a session that is not closed, and a second one."""
        one = subject.application
        if one.state != State.COMPLETED or one.session.state != Session.State.CLOSED:
            raise RuleBroken(_("ออกวุฒิบัตรได้เมื่อสรุปผลรุ่นแล้ว และเฉพาะผู้จบหลักสูตร"))
        if one.certificates.filter(revoked_at=None).exists():
            raise RuleBroken(_("ผู้รับการฝึกรายนี้มีวุฒิบัตรที่ใช้ได้อยู่แล้ว"))


def _holds(day: dt.date, years: int | None) -> dt.date | None:
    """Return the last day on which a certificate of a day holds, None for good."""
    if years is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def issue_for(actor: Any, application: Application) -> Certificate:
    """Issue the certificate of a completer."""
    return perform(actor, Issue(application_id=application.pk))


@dataclass(kw_only=True)
class Revoke(Command[Certificate]):
    """Take a certificate back: whoever checks it reads so from now on. Parameters: `why`, a code."""

    abstract: ClassVar[bool] = False
    name = "training.revoke"
    verb = gettext_lazy("เพิกถอนวุฒิบัตร")
    model = Certificate
    allowed = may.can_certify

    why: str = ""

    def check(self, actor: Any, subject: Certificate) -> None:
        """Ask for the reason; refuse one that was taken back."""
        if self.why not in Certificate.Why.values:
            raise RuleBroken(_("โปรดเลือกเหตุผล"), field="why")
        if subject.revoked_at is not None:
            raise RuleBroken(_("วุฒิบัตรนี้เพิกถอนแล้ว"))

    def handle(self, actor: Any, subject: Certificate) -> Certificate:
        """Note moment and reason."""
        subject.revoked_at, subject.why = timezone.now(), self.why
        subject.save(update_fields=["revoked_at", "why"])
        return subject
