"""Steps of a plan's life: submit, agree, return, approve, activate, revise, close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.plans import frozen, queries
from prasan.plans import policy as may
from prasan.plans.cycle import PLAN
from prasan.plans.models import Activity, Agreement, Baseline, Plan, Revision
from prasan.plans.rules import before_submission
from prasan.platform.commands import Command, RuleBroken, Step
from prasan.platform.rows import update_rows
from prasan.registers import work
from prasan.registers.models import WorkItem

MOVED_ON = _("แผนนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจรายการล่าสุดก่อน")


@dataclass(kw_only=True)
class PlanStep(Step[Plan]):
    """A move of a plan; `edits`, where given, is the count of saves that the actor looked at."""

    abstract: ClassVar[bool] = True
    cycle = PLAN
    model = Plan
    event: ClassVar[str] = ""

    edits: int | None = None

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a state without this move, and a plan that is no longer what the actor looked at."""
        super().check(actor, subject)
        if self.edits is not None and self.edits != subject.edits:
            raise RuleBroken(MOVED_ON)

    def announce(self, actor: Any, subject: Plan) -> None:
        """Tell what happened: plans.submitted, plans.approved and so on, to the plan's and the lists' pages."""
        topics = subject.topics()
        if subject.area_id is not None:
            topics.append(f"desk:{subject.area_id}")
        told = {"id": subject.pk, "year": subject.fiscal_year, "version": subject.version, "by": actor.person_id}
        self.publish(self.event, *topics, **told)


@dataclass(kw_only=True)
class Submit(PlanStep):
    """Send the plan to the centre (a group's plan: to its member provinces and the centre)."""

    name, verb, allowed, event = "plans.submit", _("ส่ง"), may.can_submit, "plans.submitted"

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a plan that is not complete, with everything that is missing."""
        super().check(actor, subject)
        missing = before_submission(queries.tree(subject))
        if missing:
            raise RuleBroken(" · ".join(missing))

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Note who sent it and when; agreements are asked for anew."""
        subject.submitted_by_id = actor.person_id
        subject.submitted_at = timezone.now()
        subject.approved_by_id = subject.approved_at = None
        subject.returned_reason = ""
        subject.round += 1
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Agree(Command[Plan]):
    """A member province agrees to its group's plan as it was submitted (ให้ความเห็นชอบ)."""

    name = "plans.agree"
    verb = _("ให้ความเห็นชอบ")
    model = Plan
    allowed = may.can_agree

    edits: int | None = None

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a plan that is not submitted, another than was looked at, and a second agreement."""
        if subject.state != Plan.State.SUBMITTED:
            raise RuleBroken(_("แผนนี้ไม่ได้รอความเห็นชอบอยู่"))
        if self.edits is not None and self.edits != subject.edits:
            raise RuleBroken(MOVED_ON)
        self._area = next(one.area_id for one in queries.members(subject) if actor.in_area(one.area_id))
        if Agreement.objects.filter(plan=subject, area_id=self._area, round=subject.round).exists():
            raise RuleBroken(_("จังหวัดของท่านให้ความเห็นชอบแล้ว"))

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Note which province agreed, by whom and when."""
        Agreement.objects.create(
            plan=subject, area_id=self._area, round=subject.round, by_id=actor.person_id, at=timezone.now()
        )
        self.details["agreement"] = [None, self._area]
        return subject

    def announce(self, actor: Any, subject: Plan) -> None:
        """Tell plans.agreed."""
        self.publish("plans.agreed", *subject.topics(), id=subject.pk, area=self._area, by=actor.person_id)


@dataclass(kw_only=True)
class WithReason(PlanStep):
    """A move that needs its reason."""

    abstract: ClassVar[bool] = True

    def check(self, actor: Any, subject: Plan) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผล เพื่อให้ผู้จัดทำแผนรู้ว่าต้องแก้อะไร"), field="reason")


@dataclass(kw_only=True)
class Return(WithReason):
    """Send a plan back with the reasons."""

    name, verb, allowed, event = "plans.return", _("ส่งกลับให้แก้ไข"), may.can_return, "plans.returned"

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Keep the reason where its authors read it."""
        subject.returned_reason = self.reason.strip()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Approve(PlanStep):
    """Approve a plan: its lines are frozen as a baseline, its activities become work items."""

    name, verb, allowed, event = "plans.approve", _("อนุมัติ"), may.can_approve, "plans.approved"

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a group's plan to which a member province has not agreed."""
        super().check(actor, subject)
        silent = queries.not_agreed(subject)  # asked anew: the plan was loaded and locked just now
        if silent:
            raise RuleBroken(_("จังหวัดสมาชิกที่ยังไม่ให้ความเห็นชอบ: %(names)s") % {"names": ", ".join(silent)})

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Note who approved it, freeze the baseline, and close the open revision with what it changed."""
        former = subject.baselines.order_by("-number").first()
        items = make_work_items(subject)
        now = timezone.now()
        subject.version += 1
        subject.approved_by_id, subject.approved_at = actor.person_id, now
        baseline = Baseline.objects.create(
            plan=subject, number=subject.version, at=now, by_id=actor.person_id,
            policy_set_code=subject.policy_set.code,
        )  # fmt: skip
        lines = frozen.lines_of([subject.pk])[subject.pk]
        frozen.freeze(baseline, lines)
        if former is not None:
            _close_revision(subject, baseline, frozen.compare(frozen.stored(former), lines))
        self.details |= {"baseline_lines": [None, len(lines)], "work_items": [None, items]}
        return super().handle(actor, subject)


def _close_revision(plan: Plan, baseline: Baseline, changes: list[frozen.Difference]) -> None:
    kinds = [one.kind for one in changes]
    Revision.objects.filter(plan=plan, baseline=None).update(
        baseline=baseline, added=kinds.count("added"), removed=kinds.count("removed"), changed=kinds.count("changed")
    )


def make_work_items(plan: Plan) -> int:
    """Make or renew the work items of a plan's activities; returns how many.

    Where an activity names no place, the work is done in the area of its office.
    """
    found = queries.tree(plan)
    code_of: dict[int, str] = {}
    items: list[WorkItem] = []
    policies: dict[str, list[int]] = {}
    for project in found.projects:
        for one in found.activities.get(project.pk, []):
            code = queries.work_code(plan.fiscal_year, plan.pk, one.pk)
            area = one.area_id or plan.area_id or one.office.area_id
            items.append(
                WorkItem(
                    code=code, name_th=one.name_th, office_id=one.office_id, area_id=area, fiscal_year=plan.fiscal_year
                )
            )
            code_of[one.pk] = code
            policies[code] = [policy.pk for policy in found.policies.get(project.pk, [])]
    ids = work.keep(items, policies)
    fresh = [Activity(pk=pk, work_item_id=ids[code]) for pk, code in code_of.items()]
    update_rows(fresh, ["work_item"])
    return len(fresh)


@dataclass(kw_only=True)
class Activate(PlanStep):
    """Begin to carry out an approved plan."""

    name, verb, allowed, event = "plans.activate", _("เริ่มดำเนินการตาม"), may.can_activate, "plans.activated"


@dataclass(kw_only=True)
class Revise(WithReason):
    """Open an approved plan for changes, with the reason; the baseline stays in force until the next approval."""

    name, verb, allowed, event = "plans.revise", _("ปรับ"), may.can_revise, "plans.revision_opened"

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Begin a revision."""
        number = Revision.objects.filter(plan=subject).count() + 1
        Revision.objects.create(
            plan=subject, number=number, reason=self.reason.strip(), opened_by_id=actor.person_id,
            opened_at=timezone.now(),
        )  # fmt: skip
        self.details["revision"] = [None, number]
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Close(PlanStep):
    """Close a plan at its end; what was changed without approval must be submitted or undone first."""

    name, verb, allowed, event = "plans.close", _("ปิด"), may.can_close, "plans.closed"

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a revision whose changes nobody approved."""
        super().check(actor, subject)
        changes = frozen.differences(subject) if subject.state == Plan.State.REVISED else []
        if changes:
            raise RuleBroken(_("มี %(n)s รายการที่ปรับแล้วแต่ยังไม่ได้รับอนุมัติ โปรดส่งแผนที่ปรับก่อนปิดแผน") % {"n": len(changes)})
