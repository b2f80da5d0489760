"""By which right the office that is asked reads of the person: asked before it is sent, never taken for granted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken, perform
from prasan.registers.commands import AddTie
from prasan.registers.models import Tie, Worker
from prasan.registers.models.worker_words import Ground, Purpose
from prasan.registers.queries_workers import kept_number

NOTICE = "referral/1"
"""The words that the person is told before a referral, by version: docs/security-and-law.md."""


def has_right(worker: int, office: int) -> bool:
    """Tell whether an office may read of a person already."""
    return Tie.objects.living().filter(worker=kept_number(worker), office=office).exists()


def ask(actor: Any, worker: int, office: Office, consent: bool) -> None:
    """Refuse to send a person's data to an office that may not read them and to which they did not consent.

    Nobody notes the consent of a person whom they do not serve; to read in an emergency is not to serve.
    """
    if has_right(worker, office.pk):
        return
    if consent and not Worker.objects.served_by(actor).filter(pk=kept_number(worker)).exists():
        raise RuleBroken(_("ท่านไม่มีสิทธิอ่านข้อมูลของบุคคลนี้ จึงส่งได้เฉพาะหน่วยงานที่มีสิทธิอยู่แล้ว"), field="consent")
    if not consent:
        told = _("โปรดขอความยินยอมจากประชาชนก่อนส่งข้อมูลให้ %(office)s แล้วทำเครื่องหมายยินยอม") % {"office": office.short}
        raise RuleBroken(told, field="consent")


def keep(actor: Any, worker: int, office: Office) -> int | None:
    """Note the person's consent that an office reads of them; its number, None where it may already.

    The actor has to serve the person.
    """
    if has_right(worker, office.pk):
        return None
    told = {"purpose": Purpose.REFERRAL, "ground": Ground.CONSENT, "notice_version": NOTICE}
    made = perform(actor, AddTie(worker_id=kept_number(worker), office_id=office.pk, **told))
    return int(made.pk)
