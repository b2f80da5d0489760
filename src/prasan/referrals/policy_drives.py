"""Who may do what with registration drives; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.referrals.bearers import registers_for
from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive
from prasan.referrals.policy import SYSTEM_ONLY, WORKERS, is_system

Verdict = str | Promise | None

OWN_DRIVE = _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่จัดรอบลงทะเบียนนี้เท่านั้น")
BY_LINK = _("ส่งข้อมูลได้เฉพาะอาสาสมัครที่ถือลิงก์ของรอบนี้")


def can_drive(actor: Any, drive: RegistrationDrive) -> Verdict:
    """Allow who meets people to keep the drives of the own office."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.has(*WORKERS) and drive.office_id == actor.office_id else OWN_DRIVE


def can_send(actor: Any, volunteer: DriveVolunteer) -> Verdict:
    """Allow the same for the volunteers of a drive."""
    return can_drive(actor, volunteer.drive)


def can_decide(actor: Any, entry: DriveEntry) -> Verdict:
    """Allow the same for each entry."""
    return can_drive(actor, entry.drive)


def can_hand_in(actor: Any, entry: DriveEntry) -> Verdict:
    """Allow the holder of the volunteer's link alone: no officer speaks for a volunteer."""
    return None if registers_for(actor, entry) else BY_LINK


def can_settle(actor: Any, entry: DriveEntry) -> Verdict:
    """Allow the machine, which looks for a second entry, and who decides by hand to have it look again."""
    return None if is_system(actor) else can_decide(actor, entry)


def can_forget(actor: Any, row: Any) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY
