"""Papers that are missing: asked for once, all of them, and signed by both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken
from prasan.referrals import policy as may
from prasan.referrals.bearers import origin_of
from prasan.referrals.models import Again, PaperList, Referral

MOST, LONG = 20, 200


def listed(papers: Iterable[str]) -> list[str]:
    """Return papers as they are kept: each once, without space around; raises RuleBroken for too many or too long."""
    found = list(dict.fromkeys(one for one in (" ".join(paper.split()) for paper in papers) if one))
    if len(found) > MOST:
        raise RuleBroken(_("ขอเอกสารได้ไม่เกิน %(n)s รายการ") % {"n": MOST}, field="papers")
    for number, one in enumerate(found, start=1):
        if len(one) > LONG:
            shown = {"line": number, "n": LONG}
            raise RuleBroken(_("เอกสารรายการที่ %(line)s ยาวเกิน %(n)s ตัวอักษร") % shown, field="papers")
    return found


def judge_again(subject: Referral, again: str) -> str:
    """Return why it is asked for a second time, "" for the first; raises RuleBroken where that needs a reason."""
    before = PaperList.objects.filter(referral=subject, office_id=subject.office_id).exists()
    if not before:
        return ""
    if again not in Again.values:
        raise RuleBroken(_("หน่วยงานนี้ขอเอกสารไปแล้วครั้งหนึ่ง กฎหมายให้ขอได้ครั้งเดียว ถ้าจำเป็นต้องขออีก โปรดเลือกเหตุ"), field="again")
    return again


def keep(actor: Any, subject: Referral, papers: list[str], again: str) -> PaperList:
    """Keep a list that was just asked for: it is to be brought by the day the sender owes."""
    assert subject.due_at is not None
    return PaperList.objects.create(
        referral=subject, office_id=subject.office_id, papers="\n".join(papers), again=again, asked_by_id=actor.seat_id,
        asked_at=timezone.now(), bring_by=timezone.localdate(subject.due_at),
    )  # fmt: skip


@dataclass(kw_only=True)
class SignPapers(Command[Referral]):
    """Sign for the list of missing papers: the person on their page, or an officer before whom they signed on paper."""

    abstract: ClassVar[bool] = False
    name = "referrals.sign_papers"
    without_account = True
    verb = gettext_lazy("ลงชื่อรับทราบรายการเอกสาร")
    model = Referral
    allowed = may.can_hear

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse where nothing waits to be signed."""
        self._list = PaperList.objects.select_for_update().filter(referral=subject, signed_at=None).last()
        if self._list is None:
            raise RuleBroken(_("ไม่มีรายการเอกสารที่รอลงชื่อ หรือลงชื่อแล้ว"))

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Keep who signed, and where."""
        assert self._list is not None
        self._list.signed_at, self._list.signed_by_id = timezone.now(), actor.seat_id
        self._list.signed_origin = origin_of(actor)
        self._list.save(update_fields=["signed_at", "signed_by", "signed_origin"])
        self.details["paper_list"] = [None, self._list.pk]
        return subject

    def announce(self, actor: Any, subject: Referral) -> None:
        """Let open pages show it."""
        self.publish(self.name, *subject.topics(), id=subject.pk)
