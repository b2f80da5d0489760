"""Who may do what after a meeting: the organiser's side writes and sends, the chair approves, members agree."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.meetings.models import Book, Letter, Minutes, Opinion
from prasan.meetings.policy import (
    CHAIR_ONLY,
    MEMBERS_ONLY,
    SYSTEM_ONLY,
    Verdict,
    can_prepare,
    holds_line,
    is_system,
)

OWN_MINUTES = _("ผู้จดรายงานการประชุมตรวจรายงานของตนเองไม่ได้ โปรดให้ผู้อื่นในหน่วยงานตรวจ")
TWO_PEOPLE = _("รายงานการประชุมที่ท่านจดเองต้องมีผู้อื่นตรวจก่อน จึงเห็นชอบได้")


def can_write(actor: Any, minutes: Minutes) -> Verdict:
    """Allow the organiser's side, and the machine, which drafts at closing."""
    return can_prepare(actor, minutes.briefing)


def can_check(actor: Any, minutes: Minutes) -> Verdict:
    """Allow the organiser's side, never the person who wrote them: form 11 names two people."""
    if is_system(actor):
        return SYSTEM_ONLY
    refused = can_prepare(actor, minutes.briefing)
    if refused is not None:
        return refused
    return OWN_MINUTES if actor.person_id == minutes.briefing.secretary.person_id else None


def can_approve(actor: Any, minutes: Minutes) -> Verdict:
    """Allow the chair alone; what the chair wrote has to be checked by somebody else first."""
    if is_system(actor) or actor.seat_id != minutes.briefing.chair_id:
        return CHAIR_ONLY
    others = {minutes.briefing.secretary.person_id, minutes.checked_by_id} - {actor.person_id, None}
    return None if others else TWO_PEOPLE


def can_reopen(actor: Any, minutes: Minutes) -> Verdict:
    """Allow the organiser's side; what the chair approved is opened again by the chair alone."""
    if minutes.state == Minutes.State.APPROVED:
        return None if not is_system(actor) and actor.seat_id == minutes.briefing.chair_id else CHAIR_ONLY
    return can_prepare(actor, minutes.briefing)


def can_opine(actor: Any, opinion: Opinion) -> Verdict:
    """Allow who holds the line of a member: minutes are agreed to by those who met."""
    if is_system(actor) or not holds_line(actor, opinion.attendee):
        return SYSTEM_ONLY if is_system(actor) else MEMBERS_ONLY
    return None if opinion.attendee.counts else MEMBERS_ONLY


def can_write_letter(actor: Any, letter: Letter) -> Verdict:
    """Allow the organiser's side."""
    return can_prepare(actor, letter.briefing)


def can_keep_book(actor: Any, book: Book) -> Verdict:
    """Allow the organiser's side, and the machine, which keeps it in time."""
    return can_prepare(actor, book.briefing)
