"""Verbs about briefs and their items: write, issue, renew, withdraw."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, Refused, RuleBroken, Step
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate
from prasan.registers.models import Policy
from prasan.understanding import policy as may
from prasan.understanding.cycle import BRIEF
from prasan.understanding.models import GROUPS, Brief, Item
from prasan.understanding.models.briefs import MOST_ITEMS, MOST_OPTIONS

FIELDS = frozenset({"aim", "people", "work", "measure", "due", "groups", "only_lead"})
PARTS = {
    "aim": _("โปรดบอกว่านโยบายนี้ทำเพื่ออะไร"), "people": _("โปรดบอกว่าประชาชนกลุ่มใดได้ประโยชน์ และกี่คน"),
    "work": _("โปรดบอกว่าใครต้องทำอะไร"), "measure": _("โปรดบอกว่าวัดผลสำเร็จอย่างไร"),
}  # fmt: skip
NOT_FOUND = _("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน")


@dataclass(kw_only=True)
class AddBrief(FromValues):
    """Begin the one-page brief of a policy."""

    name: ClassVar[str] = "understanding.add_brief"
    verb = _("ร่างเอกสารสรุปนโยบาย")
    model = Brief
    allowed = may.can_write
    fields = FIELDS | {"policy_id"}

    def build(self, actor: Any) -> models.Model:
        """Return the first version; 404 for a policy that the actor does not read."""
        told = dict(known(self.values, self.fields))
        policy = Policy.objects.visible_to(actor).select_related("policy_set").filter(pk=told.pop("policy_id", None))
        if (found := policy.first()) is None:
            raise Refused(NOT_FOUND, status=404)
        return Brief(policy=found, seat_id=actor.seat_id, **told)

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a second brief of one policy: the one there is renewed."""
        if Brief.objects.filter(policy=subject.policy_id).exclude(state=Brief.State.WITHDRAWN).exists():
            raise RuleBroken(_("นโยบายนี้มีเอกสารสรุปแล้ว โปรดแก้ร่างเดิม หรือทำฉบับใหม่จากฉบับที่ใช้อยู่"), field="policy")
        last = Brief.objects.filter(policy=subject.policy_id).order_by("-version").first()
        subject.version = last.version + 1 if last else 1
        judge(subject)


@dataclass(kw_only=True)
class ChangeBrief(ToValues):
    """Change a draft."""

    name: ClassVar[str] = "understanding.change_brief"
    verb = _("แก้ไขเอกสารสรุปนโยบาย")
    model = Brief
    allowed = may.can_write
    fields = FIELDS

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse to change what people have read: a new version tells them what is new."""
        need_draft(subject)
        judge(subject)


def judge(one: Brief) -> None:
    """Refuse a brief without its four parts, with a day that is over, or for nobody."""
    for name, text in PARTS.items():
        setattr(one, name, (getattr(one, name) or "").strip())
        if not getattr(one, name):
            raise RuleBroken(text, field=name)
    if one.due is None or one.due < timezone.localdate():
        raise RuleBroken(_("วันเริ่มงานต้องเป็นวันนี้หรือหลังจากนี้ เพื่อให้เข้าใจตรงกันก่อนถึงกำหนด"), field="due")
    one.groups = [group for group in GROUPS if group in set(one.groups or [])]
    if not one.groups:
        raise RuleBroken(_("โปรดเลือกกลุ่มผู้รับรู้อย่างน้อยหนึ่งกลุ่ม"), field="groups")
    if one.only_lead and one.policy.lead_id is None:
        raise RuleBroken(_("นโยบายนี้ยังไม่มีกรมเจ้าภาพ จึงจำกัดเฉพาะกรมเจ้าภาพไม่ได้"), field="only_lead")


def need_draft(one: Brief) -> None:
    """Refuse one that is no draft any more."""
    if one.state != Brief.State.DRAFT:
        raise RuleBroken(_("ฉบับนี้เผยแพร่แล้ว จึงแก้ไขไม่ได้ โปรดทำฉบับใหม่ ระบบจะถามเฉพาะข้อที่เปลี่ยน"))


ITEM_FIELDS = frozenset({"text", "question", "options", "right", "why"})


@dataclass(kw_only=True)
class AddItem(FromValues):
    """Add a thing to understand, with its question, to a draft."""

    name: ClassVar[str] = "understanding.add_item"
    verb = _("เพิ่มข้อที่ต้องเข้าใจ")
    model = Item
    allowed = may.can_write_item
    fields = ITEM_FIELDS | {"brief_id"}

    def build(self, actor: Any) -> models.Model:
        """Return the last item of the brief, which is locked: numbers are given one at a time."""
        told = dict(known(self.values, self.fields))
        rows = Brief.objects.visible_to(actor).select_for_update(of=("self",), no_key=True).select_related("policy")
        brief = rows.filter(pk=told.pop("brief_id", None)).first()
        if brief is None:
            raise Refused(NOT_FOUND, status=404)
        number = (brief.items.aggregate(most=models.Max("number"))["most"] or 0) + 1
        return Item(brief=brief, number=number, key=secrets.token_hex(6), since=brief.version, **told)

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse more than fit on a page."""
        need_draft(subject.brief)
        if subject.number > MOST_ITEMS:
            raise RuleBroken(_("มีได้ไม่เกิน %(n)s ข้อ เพื่อให้อยู่ในหน้าเดียวและตอบได้ในไม่กี่นาที") % {"n": MOST_ITEMS})
        judge_item(subject)


@dataclass(kw_only=True)
class ChangeItem(ToValues):
    """Change an item of a draft; only who understood the old words otherwise is asked again."""

    name: ClassVar[str] = "understanding.change_item"
    verb = _("แก้ไขข้อที่ต้องเข้าใจ")
    model = Item
    allowed = may.can_write_item
    fields = ITEM_FIELDS

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse in an issued brief; note the version in which its words changed."""
        need_draft(subject.brief)
        judge_item(subject)

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Save it, with the version since which it reads so."""
        item: Any = super().handle(actor, subject)
        item.since = since_of(item)
        item.save(update_fields=["since"])
        return subject


@dataclass(kw_only=True)
class DropItem(Command[Item]):
    """Take an item out of a draft; those after it move up."""

    name = "understanding.drop_item"
    verb = _("นำข้อที่ต้องเข้าใจออก")
    model = Item
    allowed = may.can_write_item

    def check(self, actor: Any, subject: Item) -> None:
        """Refuse in an issued brief."""
        need_draft(subject.brief)

    def handle(self, actor: Any, subject: Item) -> Item:
        """Remove it."""
        pk, brief, number = subject.pk, subject.brief, subject.number
        subject.delete()
        brief.items.filter(number__gt=number).update(number=models.F("number") - 1)
        subject.pk = pk  # the journal names what it was
        return subject


def judge_item(one: Item) -> None:
    """Refuse an item without words, without two different options, or whose right one is none of them."""
    one.text, one.question = (one.text or "").strip(), (one.question or "").strip()
    one.why = (one.why or "").strip()
    if not one.text:
        raise RuleBroken(_("โปรดเขียนข้อที่ต้องเข้าใจ"), field="text")
    if not one.question:
        raise RuleBroken(_("โปรดเขียนคำถามที่ตรวจว่าเข้าใจข้อนี้"), field="question")
    one.options = [text.strip() for text in one.options or [] if text.strip()]
    if not 2 <= len(one.options) <= MOST_OPTIONS or len(set(one.options)) < len(one.options):
        raise RuleBroken(_("ตัวเลือกต้องมี 2 ถึง %(n)s ข้อและไม่ซ้ำกัน บรรทัดละหนึ่งตัวเลือก") % {"n": MOST_OPTIONS}, field="options")
    if one.right is None or not 0 <= one.right < len(one.options):
        raise RuleBroken(_("โปรดบอกว่าตัวเลือกใดถูก โดยใส่ลำดับของตัวเลือก"), field="right")


def since_of(item: Item) -> int:
    """Return the version since which an item reads as it does now."""
    before = Item.objects.filter(brief=item.brief.replaces_id, key=item.key).first() if item.brief.replaces_id else None
    if before is not None and all(getattr(before, name) == getattr(item, name) for name in Item.WORDS):
        return int(before.since)
    return int(item.brief.version)


@dataclass(kw_only=True)
class Issue(Step[Brief]):
    """Put a brief in force: everybody of its groups is asked to understand it; the version before is replaced."""

    name = "understanding.issue"
    verb = _("เผยแพร่เอกสารสรุปนโยบาย")
    model = Brief
    allowed = may.can_write
    cycle = BRIEF

    def check(self, actor: Any, subject: Brief) -> None:
        """Refuse one without questions, of a set that is not announced, or of a policy that was withdrawn."""
        super().check(actor, subject)
        judge(subject)
        if subject.policy.withdrawn_on is not None:
            raise RuleBroken(_("นโยบายนี้ถูกถอนแล้ว"))
        if subject.policy.policy_set.is_draft:
            raise RuleBroken(_("ชุดนโยบายนี้ยังไม่ประกาศใช้ โปรดประกาศใช้ก่อนเผยแพร่เอกสารสรุป"))
        if not subject.items.exists():
            raise RuleBroken(_("ยังไม่มีข้อที่ต้องเข้าใจ โปรดเพิ่มอย่างน้อยหนึ่งข้อก่อนเผยแพร่"))

    def handle(self, actor: Any, subject: Brief) -> Brief:
        """Replace the version before, then stand in its place."""
        if subject.replaces_id:
            before = Brief.objects.select_for_update(of=("self",), no_key=True).get(pk=subject.replaces_id)
            if BRIEF.can(before.state, "replace"):
                self.details["replaces"] = [before.get_state_display(), str(Brief.State.REPLACED.label)]
                before.state = BRIEF.after(before.state, "replace")
                before.save(update_fields=["state"])
        subject.issued_at, subject.seat_id = timezone.now(), actor.seat_id
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class WithdrawBrief(Step[Brief]):
    """Take a brief back, with the reason; who answered it keeps what they understood."""

    name = "understanding.withdraw"
    verb = _("ยกเลิกเอกสารสรุปนโยบาย")
    model = Brief
    allowed = may.can_write
    cycle = BRIEF

    def check(self, actor: Any, subject: Brief) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Brief) -> Brief:
        """Keep the reason: readers see it."""
        subject.reason = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Renew(Create[Brief]):
    """Begin the next version of a brief in force: everything is copied, and only what changes is asked again.

    `policy_id`, the policy of the newer set that takes the place of the old one; None, the same policy.
    """

    name = "understanding.renew"
    verb = _("ทำเอกสารสรุปนโยบายฉบับใหม่")
    model = Brief
    allowed = may.can_write

    brief_id: int = 0
    policy_id: int | None = None
    before: Any = field(default=None, init=False, repr=False)

    def build(self, actor: Any) -> Brief:
        """Return the draft; 404 for a brief or a policy that the actor does not read."""
        rows = Brief.objects.visible_to(actor).select_related("policy__policy_set")
        self.before = rows.filter(pk=self.brief_id).first()
        if self.before is None:
            raise Refused(NOT_FOUND, status=404)
        policy = self.before.policy
        if self.policy_id is not None and self.policy_id != policy.pk:
            known_ones = Policy.objects.visible_to(actor).select_related("policy_set")
            policy = known_ones.filter(pk=self.policy_id).first()
            if policy is None:
                raise Refused(NOT_FOUND, status=404)
        copied = {name: getattr(self.before, name) for name in FIELDS}
        return Brief(
            policy=policy, replaces=self.before, version=self.before.version + 1, seat_id=actor.seat_id, **copied
        )

    def check(self, actor: Any, subject: Brief) -> None:
        """Refuse one that is not in force, and a second draft."""
        before = self.before
        if before.state != Brief.State.ISSUED:
            raise RuleBroken(_("ทำฉบับใหม่ได้จากฉบับที่ใช้อยู่เท่านั้น"))
        if Brief.objects.filter(replaces=before.pk).exists():
            raise RuleBroken(_("มีร่างฉบับใหม่อยู่แล้ว โปรดแก้ร่างนั้น"))
        old, new = before.policy.policy_set, subject.policy.policy_set
        if subject.policy_id != before.policy_id and new.replaces_id != old.pk:
            raise RuleBroken(_("นโยบายนี้ไม่ได้อยู่ในชุดที่ใช้แทนชุดเดิม"), field="policy")
        if Brief.objects.filter(policy=subject.policy_id, version=subject.version).exists():
            raise RuleBroken(_("นโยบายนี้มีเอกสารสรุปแล้ว"), field="policy")
        subject.due = max(subject.due, timezone.localdate())
        validate(subject)

    def handle(self, actor: Any, subject: Brief) -> Brief:
        """Save it with the items as they are."""
        made = super().handle(actor, subject)
        names = ("number", "key", "since", "text", "question", "options", "right", "why")
        items = [{name: getattr(one, name) for name in names} for one in self.before.items.all()]
        Item.objects.bulk_create([Item(brief=made, **one) for one in items])
        return made
