"""Verbs about the lines of development plans: add, change, move along the path, link to activities, take away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import AreaGroup, Membership
from prasan.kernel.normalise import fold_loose
from prasan.plans.cycle import DEVELOPMENT
from prasan.plans.devplan.policy import can_keep_line
from prasan.plans.models import Activity, DevLine, DevStep, MoneyLine, OrderedItem
from prasan.plans.rules import Incomplete
from prasan.platform.commands import Command, Create, RuleBroken

COLUMNS = (
    "fiscal_year", "issue_th", "strategy_th", "project_th", "agency_id", "agency_th", "budget", "source", "item_id",
)  # fmt: skip
"""What a line tells beside its place and its path."""
MOVED_ON = _("รายการนี้เปลี่ยนไปหลังจากที่ท่านเปิดดู โปรดตรวจข้อมูลล่าสุดก่อน")
REASON_NEEDED = _("โปรดบอกเหตุผลที่ไม่ได้บรรจุ เพื่อให้รู้ว่าต้องทำอะไรต่อ")


def key_of(project: str) -> str:
    """Return the folded name by which a project is the same within a place and a year."""
    return fold_loose(project)[:300]


def must_be_sound(line: DevLine) -> None:
    """Raise Incomplete, field by field, for a line that cannot stand."""
    errors: dict[str, Any] = {}
    if not line.project_th.strip():
        errors["project_th"] = _("โปรดใส่ชื่อโครงการ")
    if not 2500 <= (line.fiscal_year or 0) <= 2700:
        errors["fiscal_year"] = _("โปรดใส่ปีงบประมาณเป็น พ.ศ. เช่น 2569")
    if line.budget is not None and line.budget < 0:
        errors["budget"] = _("จำนวนเงินติดลบไม่ได้")
    if line.source and line.source not in MoneyLine.Source.values:
        errors["source"] = _("ไม่มีแหล่งเงินนี้")
    if line.item_id and not OrderedItem.objects.filter(pk=line.item_id).exists():
        errors["item_id"] = _("ไม่มีเรื่องนี้ในรายการที่สั่งให้บรรจุ")
    place: dict[str, Any] = {"area_id": line.area_id, "group_id": line.group_id}
    same = DevLine.objects.filter(**place, fiscal_year=line.fiscal_year, key=line.key)
    if not errors and same.exclude(pk=line.pk).exists():
        errors["project_th"] = _("มีโครงการชื่อนี้ในแผนของปีนี้อยู่แล้ว")
    if errors:
        raise Incomplete(errors)


def must_be_dated(state: str, on: dt.date | None, document_no: str, reason: str) -> None:
    """Raise Incomplete for a step without its day, its document or, where it says no, its reason."""
    errors: dict[str, Any] = {}
    if on is None:
        errors["on"] = _("โปรดใส่วันที่ของหนังสือหรือมติ")
    elif on > timezone.localdate():
        errors["on"] = _("วันที่อยู่ในอนาคต โปรดใส่วันที่ของหนังสือหรือมติที่มีแล้ว")
    if not document_no.strip():
        errors["document_no"] = _("โปรดใส่เลขที่หนังสือหรือมติที่ประชุม")
    if state == DevLine.State.NOT_INCLUDED and not reason.strip():
        errors["reason"] = REASON_NEEDED
    if errors:
        raise Incomplete(errors)


def note_step(line: DevLine, actor: Any, on: dt.date | None, document_no: str, reason: str) -> DevStep:
    """Write the step that brought a line to its present state."""
    return DevStep.objects.create(
        line=line, state=line.state, on=on or timezone.localdate(), document_no=document_no.strip()[:120],
        reason=reason.strip()[:1000], by_id=actor.person_id, at=timezone.now(),
    )  # fmt: skip


@dataclass(kw_only=True)
class AddDevLine(Create[DevLine]):
    """Enter a line with the step at which it stands: by default it was proposed.

    Parameters: one of `area_id`, `group_id`; `values`, columns of `COLUMNS`; `state`, `on`, `document_no` and
    `reason` (where it was not included) of the step.
    """

    name = "plans.add_dev_line"
    verb = _("เพิ่มรายการในแผนพัฒนาจังหวัด")
    model = DevLine
    allowed = can_keep_line

    area_id: int | None = None
    group_id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    state: str = DevLine.State.PROPOSED
    on: dt.date | None = None
    document_no: str = ""

    def build(self, actor: Any) -> DevLine:
        """Return the new line."""
        line = DevLine(area_id=self.area_id, group_id=self.group_id, state=self.state)
        for name in COLUMNS:
            if name in self.values:
                setattr(line, name, self.values[name])
        line.key = key_of(line.project_th)
        return line

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse what is no line, a second of the same name, and a step without day or document."""
        if (self.area_id is None) == (self.group_id is None):
            raise RuleBroken(_("โปรดเลือกจังหวัดหรือกลุ่มจังหวัดเดียว"), field="place")
        if self.group_id is not None and not AreaGroup.objects.filter(pk=self.group_id, kind="province-group").exists():
            raise RuleBroken(_("โปรดเลือกจังหวัดหรือกลุ่มจังหวัดเดียว"), field="place")
        if self.state not in DevLine.State.values:
            raise RuleBroken(_("ไม่มีสถานะนี้"), field="state")
        must_be_sound(subject)
        must_be_dated(self.state, self.on, self.document_no, self.reason)

    def handle(self, actor: Any, subject: DevLine) -> DevLine:
        """Save the line and its first step."""
        super().handle(actor, subject)
        note_step(subject, actor, self.on, self.document_no, self.reason)
        self.details["document_no"] = [None, self.document_no.strip()]
        return subject


@dataclass(kw_only=True)
class OnDevLine(Command[DevLine]):
    """A verb about one line; `version`, where given, is what the actor looked at."""

    abstract = True
    model = DevLine
    allowed = can_keep_line

    version: int | None = None

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse a line that somebody changed meanwhile."""
        if self.version is not None and self.version != subject.version:
            raise RuleBroken(MOVED_ON)


@dataclass(kw_only=True)
class ChangeDevLine(OnDevLine):
    """Change what a line tells; its path is walked by MoveDevLine."""

    name = "plans.change_dev_line"
    verb = _("แก้รายการในแผนพัฒนาจังหวัด")

    values: dict[str, Any] = field(default_factory=dict)

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse what is no line."""
        super().check(actor, subject)
        for name in COLUMNS:
            if name in self.values:
                setattr(subject, name, self.values[name])
        subject.key = key_of(subject.project_th)
        must_be_sound(subject)

    def handle(self, actor: Any, subject: DevLine) -> DevLine:
        """Save it."""
        subject.version += 1
        subject.save()
        return subject


@dataclass(kw_only=True)
class MoveDevLine(OnDevLine):
    """Note the next step of a line: what the board or the budget decided, on which day, by which document."""

    name = "plans.move_dev_line"
    verb = _("บันทึกมติของรายการในแผนพัฒนาจังหวัด")

    move: str = ""
    on: dt.date | None = None
    document_no: str = ""

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse a step that does not follow, one before the last, one without day, document or reason."""
        super().check(actor, subject)
        if not DEVELOPMENT.can(subject.state, self.move):
            words = {"state": subject.get_state_display()}
            raise RuleBroken(_("ขั้นนี้ทำไม่ได้ เพราะขณะนี้อยู่ในขั้น “%(state)s”") % words, field="move")
        must_be_dated(DEVELOPMENT.after(subject.state, self.move), self.on, self.document_no, self.reason)
        last = subject.steps.order_by("-pk").values_list("on", flat=True).first()
        if last is not None and self.on is not None and self.on < last:
            raise RuleBroken(_("วันที่ต้องไม่ก่อนขั้นก่อนหน้า"), field="on")

    def handle(self, actor: Any, subject: DevLine) -> DevLine:
        """Move it and keep the step."""
        subject.state = DEVELOPMENT.after(subject.state, self.move)
        subject.version += 1
        subject.save(update_fields=["state", "version"])
        note_step(subject, actor, self.on, self.document_no, self.reason)
        self.details["document_no"] = [None, self.document_no.strip()]
        return subject


def linkable(line: DevLine) -> Any:
    """Return the activities that can be linked to a line: of its year, of its province's or group's plans or place."""
    if line.group_id is not None:
        areas = list(Membership.objects.on(timezone.localdate()).filter(group_id=line.group_id).values_list("area_id"))
        here = Q(project__plan__group_id=line.group_id) | Q(project__plan__area_id__in=[pk for (pk,) in areas])
    else:
        first, last = line.area_id or 0, line.area.last if line.area is not None else 0
        groups = Membership.objects.on(timezone.localdate()).filter(area_id=first)
        here = Q(project__plan__area_id=first) | Q(area_id__gte=first, area_id__lte=last)
        here |= Q(project__plan__group_id__in=groups.values("group_id"))
    return Activity.objects.filter(here, project__plan__fiscal_year=line.fiscal_year)


@dataclass(kw_only=True)
class LinkDevLine(OnDevLine):
    """Say by which activities of the action plans a line is carried out (many to many)."""

    name = "plans.link_dev_line"
    verb = _("เชื่อมกิจกรรมกับรายการในแผนพัฒนาจังหวัด")

    activities: list[int] = field(default_factory=list)

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse an activity of another year or of a place that has nothing to do with the line."""
        super().check(actor, subject)
        if linkable(subject).filter(pk__in=self.activities).count() != len(set(self.activities)):
            raise RuleBroken(_("มีกิจกรรมที่ไม่ใช่ของปีหรือพื้นที่นี้ โปรดเลือกใหม่"), field="activities")

    def handle(self, actor: Any, subject: DevLine) -> DevLine:
        """Set the links."""
        before = list(subject.activities.order_by("pk").values_list("name_th", flat=True))
        subject.activities.set(self.activities)
        after = list(subject.activities.order_by("pk").values_list("name_th", flat=True))
        if before != after:
            self.details["activity"] = [", ".join(before) or None, ", ".join(after) or None]
        return subject


@dataclass(kw_only=True)
class RemoveDevLine(OnDevLine):
    """Take away a line that was entered by mistake; what a board has decided about stays and is "not included"."""

    name = "plans.remove_dev_line"
    verb = _("ลบรายการในแผนพัฒนาจังหวัด")

    def check(self, actor: Any, subject: DevLine) -> None:
        """Refuse a line about which something was decided."""
        super().check(actor, subject)
        if subject.state != DevLine.State.PROPOSED or subject.steps.count() > 1:
            raise RuleBroken(_("รายการนี้มีมติแล้ว จึงลบไม่ได้ ถ้าไม่ได้บรรจุให้บันทึกว่าไม่ได้บรรจุพร้อมเหตุผล"))

    def handle(self, actor: Any, subject: DevLine) -> DevLine:
        """Delete it; the journal keeps what it was called."""
        self.details["name"] = [subject.project_th, None]
        DevLine.objects.filter(pk=subject.pk).delete()
        return subject
