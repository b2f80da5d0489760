"""Verbs about the lines of a plan: save, remove, record results, link to policies.

The plan is the subject of each: its lock lets one of two go first, its journal entry tells what changed in
which line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prasan.plans import policy as may
from prasan.plans.cycle import EDITABLE
from prasan.plans.models import Plan
from prasan.plans.parts import FOLLOW_UP, PARTS, Part
from prasan.plans.rules import Incomplete, errors_of
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.platform.journal.changes import plain
from prasan.registers.models import Policy

LOCKED = _("แผนนี้อยู่ในสถานะ “%(state)s” จึงแก้ไขไม่ได้ ถ้าอนุมัติแล้วให้กดปรับแผนก่อน")
OWN_ONLY = _("ท่านแก้ไขได้เฉพาะรายการที่หน่วยงานของท่านรับผิดชอบ")
NO_LINE = _("ไม่พบรายการนี้ในแผน อาจมีผู้อื่นลบไปแล้ว")
PARENTS = {"activity": "project", "milestone": "activity", "money": "project", "beneficiary": "project"}


@dataclass(kw_only=True)
class OnPlan(Command[Plan]):
    """A verb about the lines of a plan."""

    abstract: ClassVar[bool] = True
    model = Plan
    states: ClassVar[frozenset[str]] = EDITABLE

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse a plan whose state does not allow it."""
        if subject.state not in self.states:
            raise RuleBroken(LOCKED % {"state": subject.get_state_display()})

    def saved(self, subject: Plan) -> Plan:
        """Count the save and return the plan."""
        subject.edits += 1
        subject.save(update_fields=["edits"])
        return subject

    def announce(self, actor: Any, subject: Plan) -> None:
        """Tell the plan's own pages."""
        self.publish(self.name, f"plan:{subject.pk}", id=subject.pk)

    def tell(self, part: Part, before: str | None, after: str | None) -> None:
        """Name in the journal the line that changed."""
        self.details[part.name] = [before, after]

    def take(self, line: Any, plan: Plan, values: dict[str, Any], **more: Any) -> dict[str, Any]:
        """Set the columns of a line and return what they held; Incomplete with what breaks a rule, by field."""
        before = {name: getattr(line, name) for name in values}
        for name, value in values.items():
            setattr(line, name, value)
        errors = errors_of(line, plan, **more)
        if errors:
            raise Incomplete(errors)
        return before

    def note(self, part: Part, name: str, before: Any, after: Any) -> None:
        """Tell the journal of a column that changed."""
        if before != after:
            self.details[f"plans.{part.name}.{name}"] = [before, after]

    def note_columns(self, part: Part, line: Any, before: dict[str, Any]) -> None:
        """Tell the journal of every column of a line that changed."""
        for name, value in before.items():
            self.note(part, name.removesuffix("_id"), plain(value), plain(getattr(line, name)))

    def must_own(self, actor: Any, plan: Plan, *offices: int | None) -> None:
        """Raise Refused where a unit that does not draft the plan touches another's lines."""
        if may.own_office_only(actor, plan) and any(office != actor.office_id for office in offices):
            raise Refused(OWN_ONLY)


def line_of(part: Part, plan: Plan, row: int) -> Any:
    """Return a line of the plan; RuleBroken with 404 when it is not there (any more)."""
    found = part.objects.filter(**{"pk": row, part.plan: plan.pk}).first()
    if found is None:
        raise RuleBroken(NO_LINE, status=404)
    return found


def office_of(line: Any) -> int:
    """Return the office that answers for a line: its own, else that of what it hangs on."""
    if getattr(line, "office_id", None) is not None:
        return int(line.office_id)
    parent = line.project if hasattr(line, "project_id") else line.activity
    return int(parent.office_id)


@dataclass(kw_only=True)
class SaveLine(OnPlan):
    """Add a line (`row` None) or change one.

    `parent` is what a new line hangs on; `values` columns by their attribute; `many` relations by name, as
    lists of numbers. The saved row stands in `made`.
    """

    abstract: ClassVar[bool] = True
    allowed = may.can_edit
    part: ClassVar[str] = ""

    row: int | None = None
    parent: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list[int]] = field(default_factory=dict)
    made: Any = field(default=None, init=False, repr=False)

    @property
    def kind(self) -> Part:
        """Return the description of the line's kind."""
        return PARTS[self.part]

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse another office's line, and what breaks a rule, field by field."""
        super().check(actor, subject)
        line = self._new(subject) if self.row is None else line_of(self.kind, subject, self.row)
        if self.row is not None:
            self.must_own(actor, subject, office_of(line))
        self._told = str(line) if self.row is not None else None
        before = self.take(line, subject, self.values, policies=self._policies(line))
        self._before = before if self.row is not None else {}
        self.must_own(actor, subject, office_of(line))
        self.made = line

    def _policies(self, line: Any) -> list[int]:
        """Return the policies that a project will serve."""
        if "policies" in self.many or self.part != "project" or line.pk is None:
            return self.many.get("policies", [])
        return list(line.policies.values_list("pk", flat=True))

    def _new(self, plan: Plan) -> Any:
        """Return a new line at the end of what it hangs on."""
        part = self.kind
        line: Any
        if self.part == "project":
            line, siblings = part.model(plan=plan), part.objects.filter(plan=plan)
        else:
            above = PARENTS[self.part]
            parent = line_of(PARTS[above], plan, self.parent or 0)
            line, siblings = part.model(**{above: parent}), part.objects.filter(**{above: parent})
        if self.part in {"project", "activity"}:
            last = siblings.aggregate(n=models.Max("number"))["n"]
            line.number = (last or 0) + 1
        return line

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Save the line and its relations; the journal gets the line's name and what changed."""
        line = self.made
        self.tell(self.kind, self._told, str(line))
        line.save()
        self.note_columns(self.kind, line, self._before)
        for name, numbers in self.many.items():
            relation = getattr(line, name)
            before = [] if self.row is None else sorted(relation.values_list("pk", flat=True))
            relation.set(numbers)
            if self.row is not None:
                self.note(self.kind, name, before, sorted(numbers))
        return self.saved(subject)


@dataclass(kw_only=True)
class SaveProject(SaveLine):
    """Add or change a project."""

    name, verb, part = "plans.save_project", _("บันทึกโครงการใน"), "project"


@dataclass(kw_only=True)
class SaveActivity(SaveLine):
    """Add or change an activity."""

    name, verb, part = "plans.save_activity", _("บันทึกกิจกรรมใน"), "activity"


@dataclass(kw_only=True)
class SaveMilestone(SaveLine):
    """Add or change a milestone."""

    name, verb, part = "plans.save_milestone", _("บันทึกหมุดหมายใน"), "milestone"


@dataclass(kw_only=True)
class SaveMoney(SaveLine):
    """Add or change a line of money."""

    name, verb, part = "plans.save_money", _("บันทึกเงินใน"), "money"


@dataclass(kw_only=True)
class SaveBeneficiary(SaveLine):
    """Add or change a line of who benefits."""

    name, verb, part = "plans.save_beneficiary", _("บันทึกผู้ได้ประโยชน์ใน"), "beneficiary"


@dataclass(kw_only=True)
class RemoveLine(OnPlan):
    """Take a line away with everything below it; what was approved stays in its baseline."""

    name = "plans.remove_line"
    verb = _("ลบรายการใน")
    allowed = may.can_edit

    part: str = ""
    row: int = 0

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse another office's line."""
        super().check(actor, subject)
        if self.part not in PARTS:
            raise RuleBroken(NO_LINE, status=404)
        self._line = line_of(PARTS[self.part], subject, self.row)
        self.must_own(actor, subject, office_of(self._line))

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Delete it."""
        self.tell(PARTS[self.part], str(self._line), None)
        self._line.delete()
        return self.saved(subject)


@dataclass(kw_only=True)
class Record(OnPlan):
    """Record results of a line while the plan is carried out: money moved, people reached, milestone met."""

    name = "plans.record"
    verb = _("บันทึกผลใน")
    allowed = may.can_record
    states = frozenset({"approved", "active", "revised"})

    part: str = ""
    row: int = 0
    values: dict[str, Any] = field(default_factory=dict)

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse columns that are no results, another office's line, and values that cannot be.

        What is asked 12 months later is recorded in a closed plan too.
        """
        later = self.part == "beneficiary" and self.values.keys() <= FOLLOW_UP
        if not (later and subject.state == Plan.State.CLOSED):
            super().check(actor, subject)
        part = PARTS.get(self.part)
        if part is None or not part.results:
            raise RuleBroken(NO_LINE, status=404)
        unknown = set(self.values) - set(part.results)
        if unknown:
            raise TypeError(f"no results: {sorted(unknown)}")
        self._line = line_of(part, subject, self.row)
        self.must_own(actor, subject, office_of(self._line))
        self._before = self.take(self._line, subject, self.values)

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Save the results."""
        self._line.save(update_fields=sorted(self.values))
        part = PARTS[self.part]
        self.tell(part, str(self._line), str(self._line))
        self.note_columns(part, self._line, self._before)
        return self.saved(subject)


@dataclass(kw_only=True)
class LinkPolicies(OnPlan):
    """Link a project to policies of another set beside those it was made under: nothing is lost.

    For plans whose policy set was replaced inside the fiscal year. It is no revision of the plan.
    """

    name = "plans.link_policies"
    verb = _("เชื่อมโครงการกับนโยบายใน")
    allowed = may.can_draft
    states = frozenset({"draft", "returned", "approved", "active", "revised"})

    row: int = 0
    policies: list[int] = field(default_factory=list)

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse nothing chosen, and a policy that does not exist."""
        super().check(actor, subject)
        self._project = line_of(PARTS["project"], subject, self.row)
        found = Policy.objects.filter(pk__in=self.policies)
        if not self.policies or found.count() != len(set(self.policies)):
            raise RuleBroken(_("โปรดเลือกนโยบายที่โครงการนี้ตอบ อย่างน้อยหนึ่งเรื่อง"), field="policies")

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Add the links; those to the former set stay, so that both views are readable."""
        before = sorted(self._project.policies.values_list("pk", flat=True))
        self._project.policies.add(*self.policies)
        self.tell(PARTS["project"], str(self._project), str(self._project))
        self.details["plans.project.policies"] = [before, sorted({*before, *self.policies})]
        return self.saved(subject)
