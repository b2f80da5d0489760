"""Verbs that begin a plan: empty, or as a copy of last year's or another province's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, AreaGroup
from prasan.plans import copying, queries
from prasan.plans import policy as may
from prasan.plans.cycle import EDITABLE, PLAN
from prasan.plans.models import Plan
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers.queries import current_set

NO_OFFICE = _("ยังไม่มีหน่วยงานที่จัดทำแผนของพื้นที่นี้ (หน่วยงานแกนกลางของจังหวัด จังหวัดแกนของกลุ่ม หรือกรม)")


@dataclass(kw_only=True)
class ForPlace(Command[Plan]):
    """A verb about the plan of a place and a fiscal year: the one there is, or a new one.

    Exactly one of `area_id`, `group_id`, `agency_id` is told.
    """

    abstract: ClassVar[bool] = True
    model = Plan

    area_id: int | None = None
    group_id: int | None = None
    agency_id: str | None = None
    fiscal_year: int = 0

    def subject(self, actor: Any) -> Plan:
        """Return the plan of the place, locked, or a new one; the place's lock lets one of two begin it."""
        if [self.area_id, self.group_id, self.agency_id].count(None) != 2 or not 2500 <= self.fiscal_year <= 2700:
            raise RuleBroken(_("โปรดเลือกพื้นที่หรือหน่วยงานเดียว และปีงบประมาณ"), field="place")
        self._lock()
        keys = {"area_id": self.area_id, "group_id": self.group_id, "agency_id": self.agency_id}
        found = Plan.objects.select_for_update(of=("self",)).filter(fiscal_year=self.fiscal_year, **keys).first()
        self.is_new = found is None
        if found is not None:
            return found
        plan = Plan(fiscal_year=self.fiscal_year, state=PLAN.start, **keys)
        day = plan.day()
        office = queries.drafting_office(
            area_id=self.area_id, group_id=self.group_id, agency_id=self.agency_id, day=day
        )
        if office is not None:
            plan.office = office
        policy_set = current_set(day)
        if policy_set is None:
            raise RuleBroken(_("ยังไม่มีชุดนโยบาย จึงทำแผนไม่ได้"))
        plan.policy_set = policy_set
        return plan

    def _lock(self) -> None:
        rows: Any = (
            Area.objects.provinces().filter(pk=self.area_id) if self.area_id is not None
            else AreaGroup.objects.filter(pk=self.group_id, kind="province-group") if self.group_id is not None
            else Agency.objects.filter(pk=self.agency_id)
        )  # fmt: skip
        if not rows.select_for_update(of=("self",)).values_list("pk", flat=True).first():
            raise Refused(_("ไม่พบพื้นที่หรือหน่วยงานนี้"), status=404)

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a place that nobody plans for."""
        if subject.office_id is None:
            raise RuleBroken(NO_OFFICE, field="place")

    def announce(self, actor: Any, subject: Plan) -> None:
        """Tell plans.opened."""
        self.publish("plans.opened", *subject.topics(), id=subject.pk, year=subject.fiscal_year, by=actor.person_id)


@dataclass(kw_only=True)
class OpenPlan(ForPlace):
    """Begin the plan of an area, a province group or a department for a fiscal year."""

    name = "plans.open"
    verb = _("เริ่มจัดทำ")
    allowed = may.can_draft

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a second plan of the same place and year."""
        super().check(actor, subject)
        if not self.is_new:
            raise RuleBroken(_("มีแผนของปีงบประมาณนี้อยู่แล้ว โปรดเปิดแผนเดิม"), field="fiscal_year")

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Save the new draft."""
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class CopyPlan(ForPlace):
    """Take the projects of another plan over into this place's draft: dates move by whole years.

    `source_id` is a plan that the actor reads; `with_money` takes allocated amounts over as well. Where a
    draft exists the projects are added to it. Results, work items and approvals are never copied.
    """

    name = "plans.copy"
    verb = _("คัดลอกแผนมาเป็น")
    allowed = may.can_draft

    source_id: int = 0
    with_money: bool = False

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a source out of sight, the plan itself, and a plan that is no draft."""
        super().check(actor, subject)
        source = Plan.objects.visible_to(actor).filter(pk=self.source_id).first()
        if source is None:
            raise Refused(_("ไม่พบแผนต้นทาง หรืออยู่นอกขอบเขตของท่าน"), status=404)
        if source.pk == subject.pk:
            raise RuleBroken(_("เลือกปีหรือพื้นที่อื่นจากแผนต้นทาง"), field="fiscal_year")
        if not self.is_new and subject.state not in EDITABLE:
            raise RuleBroken(_("แผนปลายทางส่งหรืออนุมัติแล้ว จึงคัดลอกเข้าไปไม่ได้"), field="fiscal_year")
        self._source = source

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Save the draft with its origin and copy the lines."""
        if self.is_new:
            subject.copied_from = self._source
            subject.save(force_insert=True)
        made = copying.copy_lines(self._source, subject, with_money=self.with_money)
        subject.edits += 1
        subject.save(update_fields=["edits"])
        self.details |= {"copied_from": [None, str(self._source)], "projects": [None, made]}
        return subject
