"""Sending a cascade to all provinces in one act; recalling it before answers; closing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.plans.cascade import policy as may
from prasan.plans.cascade import queries
from prasan.plans.cascade.commands.drafting import OnCascade
from prasan.plans.cascade.cycle import OFFER, WAITS_FOR_CENTRE
from prasan.plans.models import Cascade, Expected, Item, Offer
from prasan.platform.commands import RuleBroken, Step
from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.many import Many, Need
from prasan.registers.policy import ANOTHERS, ONLY_OWNERS

HAS_ANSWERS = _("จังหวัดนี้ตอบแล้ว จึงเรียกคืนไม่ได้")


def centre_needs(actor: Any) -> Iterable[Need]:
    """Return `can_decide` as conditions on offers."""
    if getattr(actor, "is_system", False) or actor.has(Role.PERMANENT_SECRETARY):
        return []
    if not actor.has(Role.POLICY_OWNER):
        return [Need("role", ONLY_OWNERS, Q(pk__lt=0))]
    own = Q(cascade__policy__owner=None) | Q(cascade__policy__owner_id=actor.person_id)
    return [Need("owner", ANOTHERS, own)]


@dataclass(kw_only=True)
class OfferStep(Many, Step[Offer]):
    """A move of offers by the centre, one or many."""

    abstract: ClassVar[bool] = True
    cycle = OFFER
    model = Offer

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Return the policy as conditions."""
        return centre_needs(actor)


@dataclass(kw_only=True)
class SendOffer(OfferStep):
    """Send a province what is asked of it."""

    name = "plans.send_offer"
    verb = _("ส่งข้อเสนอถึงจังหวัด")
    allowed = may.can_decide

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Move it and note when."""
        return super().many_assign(actor) | {"offered_at": timezone.now()}

    def handle(self, actor: Any, subject: Offer) -> Offer:
        """Move it and note when."""
        subject.offered_at = timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class RecallOffer(OfferStep):
    """Take back what nobody of the province answered yet."""

    name = "plans.recall_offer"
    verb = _("เรียกคืนข้อเสนอถึงจังหวัด")
    allowed = may.can_decide

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Refuse one that has answers; the count stands on the row that is locked."""
        return [*super().many_rules(actor), Need("answered", HAS_ANSWERS, Q(answers=0))]

    def check(self, actor: Any, subject: Offer) -> None:
        """Refuse one that has answers."""
        super().check(actor, subject)
        if subject.answers:
            raise RuleBroken(HAS_ANSWERS)


def send_faults(cascade: Cascade) -> list[str]:
    """Return, as sentences, what keeps a cascade from being sent; empty when it is ready."""
    tallies = queries.summary(cascade, recalled=True)
    if not tallies:
        return [str(_("ยังไม่มีกิจกรรมที่คาดหวัง โปรดเพิ่มอย่างน้อยหนึ่งกิจกรรม"))]
    told = []
    weight = sum((one.expected.weight for one in tallies), queries.WHOLE * 0)
    if weight != queries.WHOLE:
        told.append(str(_("น้ำหนักกิจกรรมรวมได้ %(sum)s ต้องรวมได้ 100") % {"sum": f"{weight.normalize():f}"}))
    for one in tallies:
        name = {"name": one.expected.name_th}
        if one.expected.indicator_id is not None and one.expected.split == Expected.Split.NONE:
            told.append(str(_("“%(name)s” ยังไม่ได้แบ่งเป้าหมายรายจังหวัด") % name))
        elif not one.adds_up:
            told.append(str(_("เป้าหมายรายจังหวัดของ “%(name)s” รวมไม่เท่ากับเป้าหมายทั้งประเทศ") % name))
    return told


@dataclass(kw_only=True)
class OfferAll(OnCascade):
    """Send a cascade to every province in one act, or send again what was added or recalled since (ถ่ายทอด).

    `edits`, where given, is the count of changes that the actor looked at in the preview.
    """

    name = "plans.cascade"
    verb = _("ถ่ายทอด")
    allowed = may.can_cascade

    edits: int | None = None
    sent: int = field(default=0, init=False, repr=False)
    renewed: list[int] = field(default_factory=list, init=False, repr=False)

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse what is incomplete, another state than was looked at, and nothing new to send."""
        super().check(actor, subject)
        if self.edits is not None and self.edits != subject.edits:
            raise RuleBroken(_("การถ่ายทอดนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจตัวอย่างอีกครั้ง"))
        faults = send_faults(subject)
        if faults:
            raise RuleBroken(" · ".join(faults))
        self._offers = list(
            Offer.objects.filter(cascade=subject, state__in=["draft", "recalled"])
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        self._fresh = list(Expected.objects.filter(cascade=subject, offered_at=None).values_list("pk", flat=True))
        if not self._offers and not self._fresh:
            raise RuleBroken(_("ส่งให้ทุกจังหวัดแล้ว ไม่มีสิ่งใหม่ที่จะส่ง"))

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Send the offers, mark the activities as asked, and note who sent it."""
        now = timezone.now()
        if self._fresh:
            sent = Offer.objects.filter(cascade=subject, state="offered", items__expected__in=self._fresh)
            fresh = sent.exclude(items__state="excluded", items__expected__in=self._fresh)
            self.renewed = sorted(set(fresh.values_list("pk", flat=True)))
        Expected.objects.filter(pk__in=self._fresh).update(offered_at=now)
        if self._offers:
            self.sent = perform_many(actor, SendOffer, ({"target_id": pk} for pk in self._offers)).done
            if self.sent != len(self._offers):
                raise RuleBroken(_("มีจังหวัดที่ส่งไม่ได้ จึงไม่ได้ส่งให้จังหวัดใด โปรดลองใหม่"))
        subject.state = Cascade.State.OFFERED
        subject.offered_at, subject.offered_by_id = now, actor.person_id
        subject.save(update_fields=["state", "offered_at", "offered_by"])
        self.details |= {"offers": [None, self.sent], "activities": [None, len(self._fresh)]}
        return self.saved(subject)

    def announce(self, actor: Any, subject: Cascade) -> None:
        """Tell plans.cascade; the provinces that have answered hear of what was added."""
        told = {"id": subject.pk, "offers": self.renewed, "by": actor.person_id}
        self.publish(self.name, *subject.topics(), **told)


@dataclass(kw_only=True)
class RecallCascade(OnCascade):
    """Take a cascade back from every province that has not answered; a draft again where none has."""

    name = "plans.recall_cascade"
    verb = _("เรียกคืนการถ่ายทอด")
    allowed = may.can_cascade

    recalled: int = field(default=0, init=False, repr=False)
    kept: int = field(default=0, init=False, repr=False)

    def check(self, actor: Any, subject: Cascade) -> None:
        """Ask for the reason, and for something to recall."""
        super().check(actor, subject)
        if subject.state != Cascade.State.OFFERED:
            raise RuleBroken(_("การถ่ายทอดนี้ยังไม่ได้ส่ง จึงไม่มีสิ่งที่จะเรียกคืน"))
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่เรียกคืน"), field="reason")

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Recall the offers without answers; those with answers stay."""
        offers = list(
            Offer.objects.filter(cascade=subject, state="offered").order_by("pk").values_list("pk", flat=True)
        )
        rows = ({"target_id": pk, "reason": self.reason} for pk in offers)
        outcome = perform_many(actor, RecallOffer, rows, all_or_nothing=False)
        self.recalled, self.kept = outcome.done, len(outcome.refused)
        if not self.recalled:
            raise RuleBroken(_("ทุกจังหวัดตอบแล้ว จึงเรียกคืนไม่ได้"))
        if not self.kept:
            subject.state = Cascade.State.DRAFT
            subject.save(update_fields=["state"])
            Expected.objects.filter(cascade=subject).update(offered_at=None)
        self.details["offers"] = [len(offers), self.kept]
        return self.saved(subject)


@dataclass(kw_only=True)
class CloseCascade(OnCascade):
    """Take no more answers; what was promised stays. What waits for the centre must be decided first."""

    name = "plans.close_cascade"
    verb = _("ปิดรับคำตอบของ")
    allowed = may.can_cascade

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse one that was not sent, or whose answers wait for the centre."""
        super().check(actor, subject)
        if subject.state != Cascade.State.OFFERED:
            raise RuleBroken(_("การถ่ายทอดนี้ยังไม่ได้ส่ง จึงปิดไม่ได้"))
        waiting = Item.objects.filter(offer__cascade=subject, state__in=WAITS_FOR_CENTRE).count()
        if waiting:
            raise RuleBroken(_("ยังมี %(n)s คำตอบรอส่วนกลางพิจารณา") % {"n": waiting})

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Close it."""
        subject.state = Cascade.State.CLOSED
        subject.save(update_fields=["state"])
        return self.saved(subject)
