"""The centre decides on what provinces answered, and chases those that did not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.plans.cascade import policy as may
from prasan.plans.cascade import queries
from prasan.plans.cascade.commands.answering import NOT_OPEN, OnOffer
from prasan.plans.cascade.commands.landing import land
from prasan.plans.cascade.commands.offering import centre_needs
from prasan.plans.cascade.cycle import ITEM, WAITS_FOR_CENTRE
from prasan.plans.models import Item, Offer
from prasan.platform.commands import SYSTEM, Command, RuleBroken
from prasan.platform.commands.many import Many, Need

ALL_ANSWERED = _("จังหวัดนี้ตอบครบแล้ว ไม่ต้องทวง")
ONCE_A_DAY = _("วันนี้ทวงจังหวัดนี้แล้ว ทวงได้วันละหนึ่งครั้ง")


@dataclass(kw_only=True)
class DecideAnswer(OnOffer):
    """Agree to what a province answered, or ask again with the reason.

    An adjustment that is agreed is promised; a declined activity does not apply there any more.
    """

    name = "plans.decide_answer"
    verb = _("พิจารณาคำตอบของ")
    allowed = may.can_decide

    item: int = 0
    agree: bool = True

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse what does not wait for the centre, and asking again without a reason."""
        super().check(actor, subject)
        found = next((one for one in self.items(subject) if one.pk == self.item), None)
        if found is None:
            raise RuleBroken(_("ไม่พบกิจกรรมนี้ในข้อเสนอ"), status=404)
        if found.state not in WAITS_FOR_CENTRE:
            raise RuleBroken(_("คำตอบนี้ไม่ได้รอส่วนกลางพิจารณา: %(state)s") % {"state": found.get_state_display()})
        if not self.agree and not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้จังหวัดตอบใหม่ได้"), field="reason")
        self._item = found

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Note the decision; what is agreed lands in a plan that may be edited, else it is the province's task."""
        item, before = self._item, self._item.state
        move = "ask_again" if not self.agree else "agree" if before == Item.State.ADJUSTED else "exempt"
        item.state, item.decision = ITEM.after(before, move), self.reason.strip()[:500]
        item.decided_by_id, item.decided_at = actor.person_id, timezone.now()
        if move == "ask_again":
            item.promised = item.start = item.end = None
        item.save()
        name = item.expected.name_th
        self.details[f"answer:{item.expected.number}"] = [
            f"{name} · {Item.State(before).label}", f"{name} · {Item.State(item.state).label}",
        ]  # fmt: skip
        if move == "agree":
            self.landed = land(SYSTEM, subject)
        return subject

    def announce(self, actor: Any, subject: Offer) -> None:
        """Tell plans.offer_decided."""
        self.publish(
            "plans.offer_decided",
            *subject.topics(),
            id=subject.pk,
            item=self.item,
            agree=self.agree,
            by=actor.person_id,
        )


@dataclass(kw_only=True)
class ChaseOffer(Many, Command[Offer]):
    """Ask a province for its answer, once a day."""

    name = "plans.chase_offer"
    verb = _("ทวงคำตอบจาก")
    model = Offer
    allowed = may.can_decide

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Return the policy as conditions."""
        return centre_needs(actor)

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Refuse one that asks nothing, that has answered, and a second reminder on the same day."""
        waiting = queries.asked_items().filter(offer=OuterRef("pk"), state="open").order_by()
        return [
            Need("state", NOT_OPEN, Q(state="offered", cascade__state="offered")),
            Need("answered", ALL_ANSWERED, Q(Exists(waiting))),
            Need("today", ONCE_A_DAY, Q(chased_at=None) | Q(chased_at__lt=_midnight())),
        ]

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Note when."""
        return {"chased_at": timezone.now()}

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse one that asks nothing, that has answered, and a second reminder on the same day."""
        if subject.state != "offered" or subject.cascade.state != "offered":
            raise RuleBroken(NOT_OPEN)
        if not queries.asked_items().filter(offer=subject, state="open").exists():
            raise RuleBroken(ALL_ANSWERED)
        if subject.chased_at is not None and subject.chased_at >= _midnight():
            raise RuleBroken(ONCE_A_DAY)

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Note when; the reminder itself is the event."""
        subject.chased_at = timezone.now()
        subject.save(update_fields=["chased_at"])
        return subject


def _midnight() -> Any:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
