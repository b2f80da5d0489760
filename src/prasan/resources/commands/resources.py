"""Verbs about what an office lends: offer, change, withdraw, offer again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken, Step
from prasan.platform.search import fill
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate
from prasan.resources import policy as may
from prasan.resources.cycle import OFFER
from prasan.resources.languages import LANGUAGES
from prasan.resources.models import MOST_SATANG, MOST_SEATS, Resource

FIELDS = frozenset({
    "kind", "name", "area_id", "seats", "skills", "languages", "conditions", "day_price", "share", "amount", "until",
})  # fmt: skip
MOST_SKILLS = 20


@dataclass(kw_only=True)
class Offer(FromValues):
    """Offer something of the own office to others."""

    name: ClassVar[str] = "resources.offer"
    verb = _("เปิดให้ยืม")
    model = Resource
    allowed = may.can_offer
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the resource of the own office, answered for by who offers it."""
        return Resource(office_id=actor.office_id, seat_id=actor.seat_id, **known(self.values, self.fields))

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what nothing lent can be."""
        judge(subject)


@dataclass(kw_only=True)
class Change(ToValues):
    """Change what is told of something lent; bookings keep the price that they were asked at."""

    name: ClassVar[str] = "resources.change"
    verb = _("แก้ไขทรัพยากร")
    model = Resource
    allowed = may.can_offer
    fields = FIELDS

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Set the values; its kind stays while it is booked, because money is booked otherwise."""
        assert isinstance(subject, Resource)
        kind = subject.kind
        for name, value in known(self.values, self.fields).items():
            setattr(subject, name, value)
        if subject.kind != kind and subject.bookings.exists():
            raise RuleBroken(_("มีการจองแล้ว จึงเปลี่ยนชนิดไม่ได้ โปรดเลิกให้ยืมรายการนี้แล้วเพิ่มรายการใหม่"), field="kind")
        judge(subject)
        validate(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class Withdraw(Step[Resource]):
    """Offer something no more, with the reason; what was approved stays approved."""

    name = "resources.withdraw"
    verb = _("เลิกให้ยืม")
    model = Resource
    allowed = may.can_offer
    cycle = OFFER

    def check(self, actor: Any, subject: Resource) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Resource) -> Resource:
        """Keep the reason beside the state."""
        subject.withdrawn = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class OfferAgain(Step[Resource]):
    """Offer again what was withdrawn."""

    name = "resources.offer_again"
    verb = _("เปิดให้ยืมอีกครั้ง")
    model = Resource
    allowed = may.can_offer
    cycle = OFFER

    def handle(self, actor: Any, subject: Resource) -> Resource:
        """Forget the reason; the journal keeps it."""
        subject.withdrawn = ""
        return super().handle(actor, subject)


def judge(one: Resource) -> None:
    """Refuse what nothing lent can be; words are cleaned, and the search is told."""
    if one.kind not in Resource.Kind:
        raise RuleBroken(_("โปรดเลือกชนิด"), field="kind")
    one.name = (one.name or "").strip()
    if not one.name:
        raise RuleBroken(_("โปรดบอกว่าให้ยืมอะไร"), field="name")
    if one.area_id is None or not Area.objects.filter(pk=one.area_id).exists():
        raise RuleBroken(_("โปรดเลือกพื้นที่ที่ทรัพยากรนี้อยู่"), field="area")
    if one.seats is not None and not 0 < one.seats <= MOST_SEATS:
        raise RuleBroken(_("จำนวนที่รองรับต้องเป็น 1 ถึง %(most)s หรือเว้นว่าง") % {"most": f"{MOST_SEATS:,}"}, field="seats")
    if one.until is not None and one.until < timezone.localdate():
        raise RuleBroken(_("วันสุดท้ายที่ให้ยืมผ่านไปแล้ว โปรดใส่วันนี้หรือหลังจากนี้ หรือเว้นว่าง"), field="until")
    if not 0 <= one.share <= 100:
        raise RuleBroken(_("ส่วนที่ผู้ยืมออกต้องเป็นร้อยละ 0 ถึง 100"), field="share")
    one.skills = _words(one.skills)
    if len(one.skills) > MOST_SKILLS:
        raise RuleBroken(_("ใส่ความสามารถได้ไม่เกิน %(most)s อย่าง") % {"most": MOST_SKILLS}, field="skills")
    _judge_kind(one)
    fill(one)


def _judge_kind(one: Resource) -> None:
    """Refuse an interpreter without a language, languages of others, and money without a sum."""
    if one.kind == Resource.Kind.INTERPRETER:
        if not one.languages or set(one.languages) - set(LANGUAGES):
            raise RuleBroken(_("โปรดเลือกภาษาที่ล่ามแปลได้อย่างน้อยหนึ่งภาษา"), field="languages")
    elif one.languages:
        raise RuleBroken(_("ใส่ภาษาได้เฉพาะล่าม"), field="languages")
    if one.kind == Resource.Kind.MONEY:
        one.day_price = 0
        if one.amount is None or not 0 < one.amount <= MOST_SATANG:
            raise RuleBroken(_("โปรดใส่วงเงินเป็นบาท มากกว่า 0"), field="amount")
    elif one.amount is not None:
        raise RuleBroken(_("ใส่วงเงินได้เฉพาะงบประมาณ"), field="amount")
    if not 0 <= one.day_price <= MOST_SATANG:
        raise RuleBroken(_("ค่าใช้จ่ายต่อวันต้องเป็นบาท ตั้งแต่ 0 ขึ้นไป"), field="day_price")


def _words(given: Any) -> list[str]:
    """Return words without blanks around, each once, in the order given."""
    return list(dict.fromkeys(word.strip()[:60] for word in given or () if word.strip()))
