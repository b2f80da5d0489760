"""Preparing a cascade: which policy and year, and the activities that the centre expects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency
from prasan.kernel.fiscal import fiscal_year_bounds
from prasan.plans.cascade import policy as may
from prasan.plans.cascade import queries
from prasan.plans.cascade.cycle import EDITABLE
from prasan.plans.models import Cascade, Expected, Item, Offer
from prasan.plans.rules import Errors, Incomplete
from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.registers.models import Indicator, Policy

CLOSED = _("การถ่ายทอดนี้ปิดแล้ว จึงแก้ไขไม่ได้")
ANSWERED = _("มีจังหวัดตอบกิจกรรมนี้แล้ว จึงแก้ไขหรือลบไม่ได้ ให้เพิ่มกิจกรรมใหม่แทน")


def header_errors(cascade: Cascade) -> Errors:
    """Return what is wrong with name, goal and due day, by field."""
    found: Errors = {}
    if not cascade.name_th.strip():
        found["name_th"] = _("โปรดใส่ชื่อเรื่องที่ถ่ายทอด")
    if not cascade.goal_th.strip():
        found["goal_th"] = _("โปรดใส่เป้าหมาย: ใครดีขึ้น เท่าไร")
    if cascade.due is None:
        found["due"] = _("โปรดใส่วันที่ให้จังหวัดตอบ")
    elif cascade.due < timezone.localdate() and cascade.state == Cascade.State.DRAFT:
        found["due"] = _("วันที่ให้จังหวัดตอบผ่านไปแล้ว")
    return found


@dataclass(kw_only=True)
class BeginCascade(Create[Cascade]):
    """Begin to cascade a policy in a fiscal year: a draft with one empty offer for every province."""

    name = "plans.begin_cascade"
    verb = _("เริ่มเตรียมการถ่ายทอด")
    model = Cascade
    allowed = may.can_cascade

    policy_id: int = 0
    fiscal_year: int = 0
    name_th: str = ""
    goal_th: str = ""
    due: dt.date | None = None

    def build(self, actor: Any) -> Cascade:
        """Return the draft."""
        policy = Policy.objects.visible_to(actor).filter(pk=self.policy_id).select_related("policy_set").first()
        if policy is None:
            raise Refused(_("ไม่พบนโยบายนี้"), status=404)
        return Cascade(
            policy=policy, fiscal_year=self.fiscal_year, name_th=self.name_th.strip()[:300],
            goal_th=self.goal_th.strip()[:2000], due=self.due,  # type: ignore[misc]
        )  # fmt: skip

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse a policy that does not stand, a year that is none, and an empty head."""
        if subject.policy.withdrawn_on is not None or subject.policy.policy_set.is_draft:
            raise RuleBroken(_("นโยบายนี้ถอนแล้วหรือยังเป็นร่าง จึงถ่ายทอดไม่ได้"), field="policy")
        errors = header_errors(subject)
        if not 2500 <= self.fiscal_year <= 2700:
            errors["fiscal_year"] = _("โปรดเลือกปีงบประมาณ")
        if errors:
            raise Incomplete(errors)

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Save the draft and an offer for each province that has a leading office."""
        subject.save(force_insert=True)
        leading = queries.leading_offices()
        Offer.objects.bulk_create(
            Offer(cascade=subject, area_id=area, office_id=office) for area, office in sorted(leading.items())
        )
        self.details["offers"] = [None, len(leading)]
        return subject


@dataclass(kw_only=True)
class OnCascade(Command[Cascade]):
    """A verb by which the centre prepares or supplements a cascade."""

    abstract: ClassVar[bool] = True
    model = Cascade

    def subject(self, actor: Any) -> Cascade:
        """Return the cascade, locked, with its policy.

        The lock leaves room for the rows that answers write about the cascade, so that nobody waits in a ring.
        """
        rows = Cascade.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.target_id).first()
        if found is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        found.policy = Policy.objects.select_related("policy_set").get(pk=found.policy_id)
        return found

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse one that is closed."""
        if subject.state not in EDITABLE:
            raise RuleBroken(CLOSED)

    def saved(self, subject: Cascade) -> Cascade:
        """Count the change and return the cascade."""
        subject.edits += 1
        subject.save(update_fields=["edits"])
        return subject


@dataclass(kw_only=True)
class ChangeCascade(OnCascade):
    """Change what a cascade is called, its goal, and the day by which provinces answer."""

    name = "plans.change_cascade"
    verb = _("แก้ไขการถ่ายทอด")
    allowed = may.can_cascade

    name_th: str = ""
    goal_th: str = ""
    due: dt.date | None = None

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse an empty head."""
        super().check(actor, subject)
        subject.name_th, subject.goal_th = self.name_th.strip()[:300], self.goal_th.strip()[:2000]
        subject.due = self.due  # type: ignore[assignment]
        errors = header_errors(subject)
        if errors:
            raise Incomplete(errors)

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Save it."""
        subject.save(update_fields=["name_th", "goal_th", "due"])
        return self.saved(subject)


def expected_of(cascade: Cascade, row: int) -> Expected:
    """Return an expected activity of a cascade; RuleBroken with 404 where there is none."""
    found = Expected.objects.filter(cascade=cascade, pk=row).select_related("indicator", "agency").first()
    if found is None:
        raise RuleBroken(_("ไม่พบกิจกรรมนี้ในการถ่ายทอด อาจมีผู้อื่นลบไปแล้ว"), status=404)
    return found


def answered(expected: Expected) -> bool:
    """Tell whether a province has answered an activity; locks its items, so that none answers meanwhile."""
    items = Item.objects.filter(expected=expected).select_for_update().order_by("pk")
    return any(state not in {"open", "excluded"} for state in items.values_list("state", flat=True))


@dataclass(kw_only=True)
class SaveExpected(OnCascade):
    """Add an activity that every province is asked for (`row` None), or change one that nobody answered yet.

    In a cascade that was sent, a new one reaches the provinces when the centre sends again.
    """

    name = "plans.save_expected"
    verb = _("บันทึกกิจกรรมที่คาดหวังของ")
    allowed = may.can_cascade

    row: int | None = None
    name_th: str = ""
    agency_id: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    weight: Decimal | None = None
    indicator_id: int | None = None
    made: Expected | None = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse what is incomplete, and a change of what somebody answered."""
        super().check(actor, subject)
        if self.row is None:
            last = Expected.objects.filter(cascade=subject).aggregate(n=Max("number"))["n"] or 0
            line = Expected(cascade=subject, number=last + 1)
        else:
            line = expected_of(subject, self.row)
            if answered(line):
                raise RuleBroken(ANSWERED)
        self._measured = line.indicator_id
        errors = self._errors(subject, actor)
        if errors:
            raise Incomplete(errors)
        self.made = line

    def _errors(self, cascade: Cascade, actor: Any) -> Errors:
        found: Errors = {}
        if not self.name_th.strip():
            found["name_th"] = _("โปรดใส่ชื่อกิจกรรม")
        if not Agency.objects.filter(pk=self.agency_id).exists():
            found["agency"] = _("โปรดเลือกกรมที่หน่วยงานในจังหวัดจะทำกิจกรรมนี้")
        if self.weight is None or not 0 < self.weight <= queries.WHOLE:
            found["weight"] = _("น้ำหนักมากกว่า 0 และไม่เกิน 100")
        first, last = fiscal_year_bounds(cascade.fiscal_year)
        for name, day in (("start", self.start), ("end", self.end)):
            if day is None:
                found[name] = _("โปรดใส่วันเริ่ม") if name == "start" else _("โปรดใส่วันสิ้นสุด")
            elif not first <= day <= last:
                found[name] = _("ต้องอยู่ในปีงบประมาณของการถ่ายทอด")
        if self.start and self.end and self.end < self.start:
            found["end"] = _("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม")
        if self.indicator_id is not None:
            known = Indicator.objects.visible_to(actor).in_use().filter(pk=self.indicator_id)
            if not known.exists():
                found["indicator"] = _("ไม่พบตัวชี้วัดนี้")
        return found

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Save it, with an item in every province's offer; another indicator empties the targets."""
        line = self.made
        assert line is not None
        told = None if self.row is None else str(line)
        line.name_th, line.agency_id = self.name_th.strip()[:300], self.agency_id
        line.start, line.end = self.start, self.end  # type: ignore[assignment]
        line.weight, line.indicator_id = self.weight or Decimal(0), self.indicator_id
        if self._measured != self.indicator_id:
            line.total, line.split, line.series = None, Expected.Split.NONE, None
            if line.pk is not None:
                Item.objects.filter(expected=line).update(asked=None)
        line.save()
        if self.row is None:
            offers = Offer.objects.filter(cascade=subject).order_by("pk").values_list("pk", flat=True)
            Item.objects.bulk_create(Item(offer_id=offer, expected=line) for offer in offers)
        self.details["expected"] = [told, str(line)]
        return self.saved(subject)


@dataclass(kw_only=True)
class RemoveExpected(OnCascade):
    """Take an expected activity away that nobody answered."""

    name = "plans.remove_expected"
    verb = _("ลบกิจกรรมที่คาดหวังของ")
    allowed = may.can_cascade

    row: int = 0

    def check(self, actor: Any, subject: Cascade) -> None:
        """Refuse what somebody answered."""
        super().check(actor, subject)
        self._line = expected_of(subject, self.row)
        if answered(self._line):
            raise RuleBroken(ANSWERED)

    def handle(self, actor: Any, subject: Cascade) -> Cascade:
        """Delete it from every offer."""
        self.details["expected"] = [str(self._line), None]
        self._line.delete()
        return self.saved(subject)
