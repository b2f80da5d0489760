"""Votes: put a question, cast, count, drop.

A secret choice lies sealed under the vote's own key beside the fact that its member has voted. Counting opens all
ballots, writes the choices shuffled in one statement, and wipes ballots and key in the same transaction: afterwards
no time, order, key or row version joins a choice to a voter. The log holds "has voted" alone, the journal no choice.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from cryptography.fernet import Fernet, InvalidToken
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.commands.showing import Shows
from prasan.meetings.cycle import VOTE
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Attendee, Ballot, Briefing, Choice, Item, Vote, What
from prasan.platform.commands import Command, Create, RuleBroken, Step
from prasan.platform.vault import ring

USUAL = (gettext_lazy("เห็นชอบ"), gettext_lazy("ไม่เห็นชอบ"), gettext_lazy("งดออกเสียง"))
PADDING = 31
"""Random bytes behind the choice, so that all sealed ballots are of one length and none equals another."""


def seal(key: str, choice: int) -> bytes:
    """Return a choice under a vote's wrapped key: every ballot has the same length."""
    return Fernet(ring.decrypt(key).encode()).encrypt(bytes([choice]) + os.urandom(PADDING))


def unseal(key: str, sealed: Iterable[bytes]) -> list[int]:
    """Return the choices of sealed ballots; raises RuleBroken where one cannot be opened."""
    box = Fernet(ring.decrypt(key).encode())
    try:
        return [box.decrypt(bytes(one))[0] for one in sealed]
    except InvalidToken:
        raise RuleBroken(_("เปิดบัตรลงคะแนนไม่ได้ ห้ามปิดการลงคะแนน โปรดแจ้งผู้ดูแลระบบ")) from None


@dataclass(kw_only=True)
class OpenVote(Shows, Create[Vote]):
    """Put a question to the meeting. Parameters: `choices`, two to ten (for, against, abstain where none is told)."""

    name = "meetings.open_vote"
    parts = ("votes",)
    verb = gettext_lazy("เปิดการลงคะแนน")
    model = Vote
    allowed = may.can_lead_item

    briefing_id: int | None = None
    item_id: int | None = None
    question: str = ""
    choices: list[str] = field(default_factory=list)
    secret: bool = False

    def build(self, actor: Any) -> Vote:
        """Return the new row, the meeting locked: one vote at a time."""
        rows = (
            Briefing.objects.visible_to(actor)
            .select_for_update(of=("self",), no_key=True)
            .select_related("organiser", "chair")
        )
        found = rows.filter(pk=self.briefing_id or 0).first()
        if found is None:
            raise RuleBroken(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        return Vote(briefing=found, secret=self.secret)

    def check(self, actor: Any, subject: Vote) -> None:
        """Refuse what is not whole, and a second vote at once."""
        checks.running(subject.briefing)
        subject.question = checks.words(self.question, "question", _("โปรดใส่เรื่องที่ลงคะแนน"), 500)
        told = [one.strip() for one in self.choices if one.strip()] or [str(one) for one in USUAL]
        if not 2 <= len(told) <= 10 or len(set(told)) != len(told) or any(len(one) > 200 for one in told):
            raise RuleBroken(_("ตัวเลือกต้องมี 2 ถึง 10 ข้อ ไม่ซ้ำกัน ข้อละไม่เกิน 200 ตัวอักษร"), field="choices")
        subject.choices = told
        if subject.briefing.votes.filter(state=Vote.State.OPEN).exists():
            raise RuleBroken(_("ยังมีการลงคะแนนที่เปิดอยู่ โปรดปิดหรือยกเลิกก่อน"))
        if self.item_id and not Item.objects.filter(pk=self.item_id, briefing=subject.briefing).exists():
            raise RuleBroken(_("ไม่พบวาระนี้"), field="item")
        subject.item_id = self.item_id

    def handle(self, actor: Any, subject: Vote) -> Vote:
        """Save it with its key, and how many may vote."""
        subject.opened_at = timezone.now()
        subject.may = subject.briefing.attendees.counted().count()
        subject.key = ring.encrypt(Fernet.generate_key().decode()) if self.secret else ""
        subject.save(force_insert=True)
        append(subject.briefing_id, What.VOTE_OPENED, person=actor.person_id, vote=subject.pk, secret=subject.secret)
        return subject


@dataclass(kw_only=True)
class Cast(Shows, Command[Vote]):
    """Vote, once for each member's line; while it is open the choice may be changed.

    Parameters: `attendee_id`, the line; `choice`, its place among the choices from 0.
    """

    name = "meetings.cast"
    verb = gettext_lazy("ลงคะแนน")
    model = Vote
    allowed = may.can_cast

    attendee_id: int | None = None
    choice: int = -1

    def check(self, actor: Any, subject: Vote) -> None:
        """Refuse it from another's line, from who does not count, and once it is counted."""
        if subject.state != Vote.State.OPEN:
            raise RuleBroken(_("การลงคะแนนนี้ปิดแล้ว"))
        line = subject.briefing.attendees.filter(pk=self.attendee_id or 0).first()
        refused = may.INVITED_ONLY if line is None else may.can_vote(actor, line)
        if refused is not None:
            raise RuleBroken(refused)
        assert line is not None
        self._line = line
        if not 0 <= self.choice < len(subject.choices):
            raise RuleBroken(_("โปรดเลือกหนึ่งข้อ"), field="choice")

    def handle(self, actor: Any, subject: Vote) -> Vote:
        """Keep the ballot; the log is told the first time, and of a secret one never what."""
        told: dict[str, Any] = {"choice": self.choice}
        if subject.secret:
            told = {"sealed": seal(subject.key, self.choice)}
        _row, first = Ballot.objects.update_or_create(vote=subject, attendee=self._line, defaults=told)
        if first:
            append(subject.briefing_id, What.VOTED, line=self._line.pk, person=actor.person_id, vote=subject.pk)
        return subject


@dataclass(kw_only=True)
class OnVote(Shows, Step[Vote]):
    """A step along a vote's life."""

    abstract: ClassVar[bool] = True
    model = Vote
    cycle = VOTE
    allowed = may.can_lead_item


@dataclass(kw_only=True)
class CloseVote(OnVote):
    """Count the votes."""

    abstract: ClassVar[bool] = False
    name = "meetings.close_vote"
    parts = ("votes",)
    verb = gettext_lazy("ปิดและนับคะแนน")

    def handle(self, actor: Any, subject: Vote) -> Vote:
        """Count; of a secret vote write the choices shuffled, wipe ballots and key."""
        ballots = list(Ballot.objects.select_for_update().filter(vote=subject))
        if subject.secret:
            choices = unseal(subject.key, (bytes(one.sealed) for one in ballots if one.sealed is not None))
            random.SystemRandom().shuffle(choices)
            Choice.objects.bulk_create([Choice(vote=subject, choice=one) for one in choices])
            Ballot.objects.filter(vote=subject).update(sealed=None)
        else:
            choices = [one.choice for one in ballots if one.choice is not None]
        told = Counter(choices)
        subject.counts = [told[place] for place in range(len(subject.choices))]
        subject.key, subject.closed_at = "", timezone.now()
        done = super().handle(actor, subject)
        append(subject.briefing_id, What.VOTE_CLOSED, person=actor.person_id, vote=subject.pk, counts=subject.counts)
        return done


@dataclass(kw_only=True)
class DropVote(OnVote):
    """Give a vote up without a result, with the reason; its sealed ballots are wiped unread."""

    abstract: ClassVar[bool] = False
    name = "meetings.drop_vote"
    parts = ("votes",)
    verb = gettext_lazy("ยกเลิกการลงคะแนน")

    def check(self, actor: Any, subject: Vote) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่ยกเลิกการลงคะแนน"), 500)

    def handle(self, actor: Any, subject: Vote) -> Vote:
        """Wipe ballots and key."""
        Ballot.objects.filter(vote=subject).update(sealed=None, choice=None)
        subject.key = ""
        append(subject.briefing_id, What.VOTE_CLOSED, person=actor.person_id, vote=subject.pk, dropped=True)
        return super().handle(actor, subject)


def waiting_for(vote: Vote) -> int:
    """Return how many who may vote have not: one query."""
    counted = Attendee.objects.filter(briefing=vote.briefing_id).counted()
    return counted.exclude(pk__in=Ballot.objects.filter(vote=vote).values("attendee_id")).count()
