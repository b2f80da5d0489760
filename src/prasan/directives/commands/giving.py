"""Verbs about standing guidance: give, hear, say how, review, withdraw."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.commands import checks
from prasan.directives.commands.following import WHY, OfficialOf
from prasan.directives.cycle import GUIDANCE, REPLY
from prasan.directives.models import Addressee, Guidance
from prasan.directives.numbers import next_number
from prasan.directory.models import Office
from prasan.platform.commands import Create, RuleBroken, Step
from prasan.platform.search import fill


def check_review(day: dt.date | None) -> None:
    """Refuse guidance without a review date ahead, at most three years."""
    today = timezone.localdate()
    if day is None:
        raise RuleBroken(_("โปรดใส่วันทบทวน แนวทางทุกเรื่องต้องมีวันทบทวน"), field="review_on")
    if not today < day <= today + checks.FARTHEST:
        raise RuleBroken(_("วันทบทวนต้องอยู่หลังวันนี้ ไม่เกินสามปี"), field="review_on")


@dataclass(kw_only=True)
class GiveGuidance(Create[Guidance]):
    """Give guidance to a set of offices. Parameters: as of Issue; `to`, the offices; `review_on`, the day of review."""

    name = "directives.give_guidance"
    verb = gettext_lazy("มอบแนวทางการปฏิบัติงาน")
    model = Guidance
    allowed = may.can_give

    text: str = ""
    to: list[int] = field(default_factory=list)
    review_on: dt.date | None = None
    giver_id: int | None = None
    origin: str = "free"
    origin_ref: int | None = None
    origin_label: str = ""
    inspection_round: int | None = None
    policy_id: int | None = None
    classification: int = 0

    def build(self, actor: Any) -> Guidance:
        """Return the new row with its giver."""
        giver = checks.giver(self.giver_id, actor)
        return Guidance(
            giver=giver, issuer=giver.office, issued_by_id=actor.person_id, classification=self.classification,
            text=self.text.strip(), origin=self.origin, origin_ref=self.origin_ref, origin_label=self.origin_label,
            inspection_round=self.inspection_round, policy_id=self.policy_id,
            **({"review_on": self.review_on} if self.review_on else {}),
        )  # fmt: skip

    def check(self, actor: Any, subject: Guidance) -> None:
        """Refuse it without words, addressees in reach or a review date."""
        subject.text = checks.words(self.text, "text", _("โปรดเขียนแนวทาง"))
        checks.origin(self.origin, self.origin_ref, self.origin_label, self.inspection_round)
        check_review(self.review_on)
        checks.classified(self.classification, actor)
        checks.policy(self.policy_id, actor)
        if not self.to:
            raise RuleBroken(_("โปรดเลือกหน่วยงานผู้รับแนวทางอย่างน้อยหนึ่งแห่ง"), field="to")
        self._to = checks.offices(self.to, "to")
        if not all(may.reaches(actor, one, subject) for one in self._to):
            raise RuleBroken(may.GIVERS_ONLY, field="to")
        checks.readers(self._to, self.classification, "to")

    def handle(self, actor: Any, subject: Guidance) -> Guidance:
        """Number and save it with its addressees."""
        subject.issued_at = timezone.now()
        subject.number, subject.year = next_number(subject.issuer_id, "guidance", subject.issued_at)
        fill(subject)
        subject.save(force_insert=True)
        rows = [Addressee(guidance=subject, office=one, area_id=one.area_id) for one in self._to]
        Addressee.objects.bulk_create(rows)
        self.details["addressees"] = [0, len(rows)]
        return subject


@dataclass(kw_only=True)
class Replies(Step[Addressee]):
    """What an addressee does."""

    abstract: ClassVar[bool] = True
    model = Addressee
    cycle = REPLY
    allowed = may.can_reply

    def check(self, actor: Any, subject: Addressee) -> None:
        """Refuse guidance that holds no more."""
        super().check(actor, subject)
        if subject.guidance.state != Guidance.State.IN_FORCE:
            raise RuleBroken(_("แนวทางนี้สิ้นสุดหรือถอนแล้ว"))
        if subject.round != subject.guidance.round:
            raise RuleBroken(_("แนวทางนี้ทบทวนแล้วและถามใหม่ โปรดตอบในรอบล่าสุด"))


@dataclass(kw_only=True)
class AcknowledgeGuidance(Replies):
    """Say that the office has heard it."""

    abstract: ClassVar[bool] = False
    name = "directives.acknowledge_guidance"
    verb = gettext_lazy("รับทราบแนวทางการปฏิบัติงาน")
    move = "acknowledge"

    def handle(self, actor: Any, subject: Addressee) -> Addressee:
        """Keep who and when."""
        subject.acknowledged_at, subject.acknowledged_by_id = timezone.now(), actor.person_id
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class AnswerGuidance(Replies):
    """Say how the office does it; a later word replaces the earlier and the journal keeps both."""

    abstract: ClassVar[bool] = False
    name = "directives.answer_guidance"
    verb = gettext_lazy("ตอบว่าปฏิบัติตามแนวทางอย่างไร")
    move = "answer"

    how: str = ""

    def check(self, actor: Any, subject: Addressee) -> None:
        """Ask for the words."""
        super().check(actor, subject)
        self.how = checks.words(self.how, "how", _("โปรดเขียนว่าหน่วยงานของท่านปฏิบัติอย่างไร"), 4000)

    def handle(self, actor: Any, subject: Addressee) -> Addressee:
        """Keep it; who answers has heard it."""
        now = timezone.now()
        subject.how, subject.answered_at, subject.answered_by_id = self.how, now, actor.person_id
        if subject.acknowledged_at is None:
            subject.acknowledged_at, subject.acknowledged_by_id = now, actor.person_id
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Reviewed(Step[Guidance]):
    """What the giver's side does with guidance."""

    abstract: ClassVar[bool] = True
    model = Guidance
    cycle = GUIDANCE
    allowed = may.can_follow
    missing: ClassVar[Any] = gettext_lazy("โปรดบอกเหตุผล")

    def check(self, actor: Any, subject: Guidance) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", str(self.missing), WHY)


@dataclass(kw_only=True)
class RenewGuidance(Reviewed):
    """Look at it again and let it hold until a new date, with what the review found; every addressee is asked again."""

    abstract: ClassVar[bool] = False
    name = "directives.renew_guidance"
    verb = gettext_lazy("ทบทวนแล้วให้ใช้แนวทางต่อไป")
    move = "renew"
    missing = gettext_lazy("โปรดเขียนผลการทบทวน")

    review_on: dt.date | None = None

    def check(self, actor: Any, subject: Guidance) -> None:
        """Ask for the new date."""
        super().check(actor, subject)
        check_review(self.review_on)
        open_now = Office.objects.open_on(timezone.localdate()).values("pk")
        asked = subject.addressees.filter(round=subject.round, office__in=open_now)
        self._to = list(asked.order_by("pk").values_list("office_id", "area_id"))
        if not self._to:
            raise RuleBroken(_("ไม่มีหน่วยงานผู้รับที่ยังเปิดอยู่ โปรดให้แนวทางนี้สิ้นสุด"))

    def handle(self, actor: Any, subject: Guidance) -> Guidance:
        """Keep the new date and ask anew; what was answered before stays in its own round."""
        assert self.review_on is not None
        subject.review_on, subject.reviewed_at = self.review_on, timezone.now()
        subject.round += 1
        told = {"guidance": subject, "round": subject.round}
        Addressee.objects.bulk_create([Addressee(office_id=one, area_id=area, **told) for one, area in self._to])
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class EndGuidance(Reviewed):
    """Look at it again and end it, with what the review found."""

    abstract: ClassVar[bool] = False
    name = "directives.end_guidance"
    verb = gettext_lazy("ทบทวนแล้วให้สิ้นสุดแนวทาง")
    move = "end"
    missing = gettext_lazy("โปรดเขียนผลการทบทวน")

    def handle(self, actor: Any, subject: Guidance) -> Guidance:
        """Keep why and when."""
        subject.reviewed_at = subject.ended_at = timezone.now()
        subject.ended_why = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class WithdrawGuidance(Reviewed):
    """Take it back: it was given by mistake, or to the wrong offices."""

    abstract: ClassVar[bool] = False
    name = "directives.withdraw_guidance"
    verb = gettext_lazy("ถอนแนวทางการปฏิบัติงาน")
    move = "withdraw"
    missing = gettext_lazy("โปรดบอกเหตุผลที่ถอน")

    def handle(self, actor: Any, subject: Guidance) -> Guidance:
        """Keep why and when."""
        subject.ended_at, subject.ended_why = timezone.now(), self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class SetGuidanceOfficial(OfficialOf):
    """Enter the letter's number for guidance."""

    abstract: ClassVar[bool] = False
    name = "directives.set_guidance_official"
    verb = gettext_lazy("บันทึกเลขที่หนังสือของแนวทาง")
    model = Guidance
    allowed = may.can_follow
