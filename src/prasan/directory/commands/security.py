"""Verbs about how an account is secured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from prasan.directory.models import Person
from prasan.directory.policy import can_close_account
from prasan.platform.commands import Command, RuleBroken

TELL_JOB = "directory.tell_second_factor_reset"


@dataclass(kw_only=True)
class ResetSecondFactor(Command[Person]):
    """Take away a person's second factors who lost them: app, passkeys and recovery codes.

    The person then signs in with the password alone and sets them up anew; a letter tells them, so that
    one who did not ask notices. Nobody does it for themselves.
    """

    name = "directory.reset_second_factor"
    verb = _("ยกเลิกการยืนยันตัวตนสองชั้นของ")
    model = Person
    allowed = can_close_account

    def check(self, actor: Any, subject: Person) -> None:
        """Refuse without a reason, and where there is nothing to take away."""
        if not self.reason.strip():
            raise RuleBroken(_("ระบุเหตุผลและวิธีที่ตรวจว่าเป็นเจ้าของบัญชีจริง"), field="reason")
        if not Authenticator.objects.filter(user=subject).exists():
            raise RuleBroken(_("บัญชีนี้ไม่ได้เปิดการยืนยันตัวตนสองชั้น"), field="reason")

    def handle(self, actor: Any, subject: Person) -> Person:
        """Delete them and queue the letter."""
        found = Authenticator.objects.filter(user=subject)
        self.details["second_factors"] = [found.count(), 0]
        found.delete()
        if subject.email:
            app.configure_task(TELL_JOB, queue="mail").defer(person_id=subject.pk)
        return subject
