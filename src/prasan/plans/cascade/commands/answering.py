"""A province answers: accept, adjust with a reason, or say that it does not apply; promises land in its plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.kernel.fiscal import fiscal_year_bounds
from prasan.plans.cascade import policy as may
from prasan.plans.cascade.commands.landing import land, period_inside
from prasan.plans.cascade.cycle import ITEM
from prasan.plans.models import Cascade, Item, Offer
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers import settings

NOT_OPEN = _("ข้อเสนอนี้ไม่ได้รอคำตอบอยู่ ส่วนกลางอาจเรียกคืนหรือปิดรับคำตอบแล้ว")
ANSWERS = ("accept", "adjust", "decline")


@dataclass(kw_only=True)
class OnOffer(Command[Offer]):
    """A verb about one province's offer; its lock lets one of two answers go first."""

    abstract: ClassVar[bool] = True
    model = Offer
    landed: bool = field(default=True, init=False, repr=False)

    def subject(self, actor: Any) -> Offer:
        """Return the offer, locked, with its cascade and policy."""
        found = super().subject(actor)
        found.cascade = Cascade.objects.select_related("policy__policy_set").get(pk=found.cascade_id)
        return found

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse an offer that asks nothing now."""
        if subject.state != Offer.State.OFFERED or subject.cascade.state != Cascade.State.OFFERED:
            raise RuleBroken(NOT_OPEN)

    def items(self, subject: Offer) -> list[Item]:
        """Return the items that were asked, locked, in their order."""
        rows = Item.objects.filter(offer=subject, expected__offered_at__isnull=False)
        found = list(rows.select_related("expected__indicator").select_for_update(of=("self",)).order_by("pk"))
        for one in found:
            one.offer = subject
        return sorted(found, key=lambda one: one.expected.number)

    def note(self, actor: Any, item: Item, move: str) -> None:
        """Move an item along its life, signed by the actor, and tell the journal."""
        before = item.state
        item.state = ITEM.after(before, move)
        item.answered_by_id, item.answered_at = actor.person_id, timezone.now()
        item.save()
        self.details[f"answer:{item.expected.number}"] = [
            f"{item.expected.name_th} · {Item.State(before).label}",
            f"{item.expected.name_th} · {Item.State(item.state).label}",
        ]

    def counted(self, subject: Offer) -> Offer:
        """Count the answer on the offer's own row."""
        subject.answers += 1
        subject.save(update_fields=["answers"])
        return subject

    def announce(self, actor: Any, subject: Offer) -> None:
        """Tell plans.offer_answered to the desk of the province and the cascade's page."""
        self.publish("plans.offer_answered", *subject.topics(), id=subject.pk, by=actor.person_id)


@dataclass(kw_only=True)
class AcceptOffer(OnOffer):
    """Accept everything that is still asked and that the actor may answer: one tap."""

    name = "plans.accept_offer"
    verb = _("รับข้อเสนอ")
    allowed = may.can_answer

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse where nothing is left to accept."""
        super().check(actor, subject)
        open_ones = [one for one in self.items(subject) if one.state == Item.State.OPEN]
        self._mine = [one for one in open_ones if may.answers_for(actor, one)]
        if not self._mine:
            raise RuleBroken(_("ไม่มีกิจกรรมที่รอคำตอบจากท่าน"))

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Promise what is asked and take it into the plan."""
        for item in self._mine:
            item.promised = item.asked
            self.note(actor, item, "accept")
        found = self.counted(subject)
        self.landed = land(actor, found)
        return found


@dataclass(kw_only=True)
class AnswerOffer(OnOffer):
    """Answer one activity: accept it, adjust its target or period with a reason, or say that it does not apply.

    `answer` is accept, adjust or decline; `value` the promised target, scaled; `asked` what the actor saw was asked,
    so that a change by the centre in between is not accepted unseen.
    """

    name = "plans.answer_offer"
    verb = _("ตอบข้อเสนอ")
    allowed = may.can_answer

    item: int = 0
    answer: str = "accept"
    value: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    asked: int | None = None
    looked: bool = False

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse another unit's activity, one that was answered, and an adjustment without reason or sense."""
        super().check(actor, subject)
        found = next((one for one in self.items(subject) if one.pk == self.item), None)
        if found is None or self.answer not in ANSWERS:
            raise RuleBroken(_("ไม่พบกิจกรรมนี้ในข้อเสนอ"), status=404)
        if not may.answers_for(actor, found):
            raise Refused(may.ANOTHER_UNIT)
        if found.state != Item.State.OPEN:
            raise RuleBroken(_("กิจกรรมนี้ตอบแล้ว: %(state)s") % {"state": found.get_state_display()})
        if self.looked and self.asked != found.asked:
            raise RuleBroken(_("ส่วนกลางเปลี่ยนเป้าหมายที่ขอหลังจากที่ท่านเปิดดู โปรดตรวจอีกครั้ง"))
        if self.answer != "accept" and not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้ส่วนกลางพิจารณาได้"), field="reason")
        if self.answer == "adjust":
            self._check_adjustment(subject, found)
        self._item = found

    def _check_adjustment(self, subject: Offer, item: Item) -> None:
        expected = item.expected
        start, end = self.start or expected.start, self.end or expected.end
        first, last = fiscal_year_bounds(subject.cascade.fiscal_year)
        if not first <= start <= end <= last:
            raise RuleBroken(_("ช่วงเวลาต้องอยู่ในปีงบประมาณ และวันสิ้นสุดไม่ก่อนวันเริ่ม"), field="end")
        if self.value is not None and self.value < 0:
            raise RuleBroken(_("เป้าหมายติดลบไม่ได้"), field="value")
        if item.asked is not None and self.value is None:
            raise RuleBroken(_("โปรดใส่เป้าหมายที่จังหวัดทำได้"), field="value")
        if self.value == item.asked and (start, end) == (expected.start, expected.end):
            raise RuleBroken(_("เป้าหมายและช่วงเวลาเท่ากับที่ขอ ให้กดรับแทน"), field="value")

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Note the answer; what is accepted or within the tolerance lands in the plan."""
        item = self._item
        item.reason, item.decision = self.reason.strip()[:500], ""
        move = self.answer
        if self.answer == "accept":
            item.promised = item.asked
        elif self.answer == "adjust":
            item.promised = self.value if item.asked is not None else None
            item.start, item.end = self.start, self.end
            if within(item, settings.current()["cascade-tolerance"]):
                move = "agree_at_once"
        self.note(actor, item, move)
        found = self.counted(subject)
        self.landed = land(actor, found)
        return found


def within(item: Item, tolerance: int) -> bool:
    """Tell whether an adjustment is agreed at once: target within the tolerance (tenths of a per cent of what was
    asked), period inside the one asked.
    """
    if not period_inside(item.begins, item.ends, item.expected):
        return False
    if item.asked is None or item.promised is None:
        return True
    return abs(item.promised - item.asked) * 1000 <= tolerance * item.asked


@dataclass(kw_only=True)
class LandOffer(OnOffer):
    """Take what was promised and does not stand in the plan yet into the plan."""

    name = "plans.land_offer"
    verb = _("นำกิจกรรมที่รับลงแผนจาก")
    allowed = may.can_land

    def check(self, actor: Any, subject: Offer) -> None:
        """Leave the state of the offer alone: a promise stands after the cascade was closed."""

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Land, or say why the plan takes nothing now."""
        if not land(actor, subject):
            raise RuleBroken(_("แผนของจังหวัดรออนุมัติหรือปิดแล้ว จึงเพิ่มกิจกรรมไม่ได้ในตอนนี้"))
        return subject
