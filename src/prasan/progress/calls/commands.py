"""Verbs of whoever asks: write a call, send it, chase, close it, open it again; sets of offices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, RuleBroken, Step
from prasan.progress.calls import columns as asked
from prasan.progress.calls import picking
from prasan.progress.calls import policy as may
from prasan.progress.calls.cycle import CALL
from prasan.progress.calls.models import CallAnswer, DataCall, OfficeSet

MOST_OFFICES = 3000


@dataclass(kw_only=True)
class Written(Command[DataCall]):
    """What a call says, as it is told when writing one."""

    abstract: ClassVar[bool] = True

    title: str = ""
    why: str = ""
    reference: str = ""
    columns: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    free_rows: bool = False
    head_confirms: bool = False
    pick: dict[str, Any] = field(default_factory=dict)
    deadline: dt.datetime | None = None

    def must_fit(self) -> None:
        """Refuse a call without a title or a deadline, and a table that cannot be filled in."""
        if not self.title.strip():
            raise RuleBroken(_("โปรดใส่ชื่อเรื่อง"), field="title")
        if self.deadline is None:
            raise RuleBroken(_("โปรดใส่วันและเวลาที่ต้องตอบ"), field="deadline")
        must_be_table(self.columns, self.rules)

    def fill(self, row: DataCall) -> DataCall:
        """Write what was told into a call."""
        row.title, row.why, row.reference = self.title.strip()[:200], self.why.strip(), self.reference.strip()[:300]
        row.columns, row.rules, row.free_rows = self.columns, self.rules, self.free_rows
        row.head_confirms = self.head_confirms
        row.pick = picking.Pick.of(self.pick).as_json()
        if self.deadline is not None:
            row.deadline = self.deadline
        return row


def must_be_table(columns: list[dict[str, Any]], rules: list[dict[str, Any]]) -> None:
    """Refuse columns that nobody could fill in, and rules that name what is not there."""
    table = asked.Table.of(columns, rules, free=False)
    if not 1 <= len(table.columns) <= asked.MOST_COLUMNS:
        raise RuleBroken(_("โปรดใส่ 1 ถึง %(n)s ช่อง") % {"n": asked.MOST_COLUMNS}, field="columns")
    names = [one.name.strip() for one in table.columns]
    if not all(names) or len(set(names)) != len(names) or len({one.key for one in table.columns}) != len(names):
        raise RuleBroken(_("ทุกช่องต้องมีชื่อ และชื่อซ้ำกันไม่ได้"), field="columns")
    for one in table.columns:
        if one.kind not in asked.Kind.values or one.sum not in asked.Sum.values or not 0 <= one.decimals <= 4:
            raise RuleBroken(_("โปรดเลือกชนิดและวิธีรวมของช่อง “%(name)s”") % {"name": one.name}, field="columns")
        if one.kind == asked.Kind.CHOICE and not 2 <= len(set(one.choices)) <= asked.MOST_CHOICES:
            raise RuleBroken(_("ช่อง “%(name)s” ต้องมีตัวเลือกอย่างน้อย 2 ข้อ") % {"name": one.name}, field="columns")
        if one.low is not None and one.high is not None and one.low > one.high:
            raise RuleBroken(_("ช่อง “%(name)s”: ค่าต่ำสุดมากกว่าค่าสูงสุด") % {"name": one.name}, field="columns")
    for rule in table.rules:
        named = [table.column(key) for key in (rule.total, *rule.parts)]
        known = [one for one in named if one is not None and one.kind == asked.Kind.NUMBER]
        if len(known) != len(named) or len(rule.parts) < 2 or rule.total in rule.parts:
            raise RuleBroken(_("กฎผลรวมต้องมีช่องรวมหนึ่งช่องและช่องย่อยอย่างน้อยสองช่องที่เป็นจำนวน"), field="rules")
        if len({one.decimals for one in known}) != 1:
            raise RuleBroken(_("ช่องในกฎผลรวมต้องมีทศนิยมเท่ากัน"), field="rules")


@dataclass(kw_only=True)
class MakeCall(Written, Create[DataCall]):
    """Begin a data call as a draft, empty or copied from an earlier one."""

    name = "progress.make_call"
    verb = _("ร่างคำขอข้อมูล")
    model = DataCall
    allowed = may.can_make_call

    copy_of: int | None = None

    def build(self, actor: Any) -> DataCall:
        """Return the new draft."""
        row = DataCall(office_id=actor.office_id, made_by_id=actor.person_id, copied_from_id=self.copy_of)
        return self.fill(row)

    def check(self, actor: Any, subject: DataCall) -> None:
        """Refuse what is no call; an earlier one is copied only where the actor reads it."""
        self.must_fit()
        if self.copy_of and not DataCall.objects.visible_to(actor).filter(pk=self.copy_of).exists():
            raise RuleBroken(_("ไม่พบคำขอเดิมที่จะคัดลอก"), field="copy_of")


@dataclass(kw_only=True)
class ChangeCall(Written):
    """Change a draft; what has been sent stays as the offices saw it."""

    name = "progress.change_call"
    verb = _("แก้ร่างคำขอข้อมูล")
    model = DataCall
    allowed = may.can_change_call

    version: int = 0

    def check(self, actor: Any, subject: DataCall) -> None:
        """Refuse a call that was sent, and a change on an old state of the draft."""
        if subject.state != DataCall.State.DRAFT:
            raise RuleBroken(_("คำขอนี้ส่งแล้ว แก้ตารางไม่ได้ ถ้าตารางผิด ให้ปิดแล้วคัดลอกเป็นคำขอใหม่"))
        if self.version != subject.version:
            raise RuleBroken(_("มีผู้แก้ร่างนี้ระหว่างที่ท่านแก้ โปรดเปิดดูฉบับล่าสุดก่อน"))
        self.must_fit()

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Write it."""
        self.fill(subject).version += 1
        subject.save()
        return subject


@dataclass(kw_only=True)
class RemoveCall(Command[DataCall]):
    """Throw a draft away."""

    name = "progress.remove_call"
    verb = _("ลบร่างคำขอข้อมูล")
    model = DataCall
    allowed = may.can_remove_call

    def check(self, actor: Any, subject: DataCall) -> None:
        """Refuse what was sent."""
        if subject.state != DataCall.State.DRAFT:
            raise RuleBroken(_("คำขอนี้ส่งแล้ว จึงลบไม่ได้ ให้ปิดรับคำตอบแทน"))

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Delete it; the journal keeps what it was called."""
        self.details["title"] = [subject.title, None]
        DataCall.objects.filter(pk=subject.pk).delete()
        return subject


@dataclass(kw_only=True)
class CallStep(Step[DataCall]):
    """A move of a call along its life."""

    abstract: ClassVar[bool] = True
    model = DataCall
    cycle = CALL


@dataclass(kw_only=True)
class SendCall(CallStep):
    """Send a call to every chosen office; from now on its table does not change."""

    name = "progress.send_call"
    verb = _("ส่งคำขอข้อมูล")
    allowed = may.can_send_call

    def check(self, actor: Any, subject: DataCall) -> None:
        """Refuse a deadline that has passed and a choice that holds no office."""
        super().check(actor, subject)
        if subject.deadline <= timezone.now():
            raise RuleBroken(_("กำหนดตอบผ่านไปแล้ว โปรดตั้งใหม่ก่อนส่ง"), field="deadline")
        must_be_table(subject.columns, subject.rules)
        self._offices = list(picking.offices(actor, picking.Pick.of(subject.pick))[: MOST_OFFICES + 1])
        if not self._offices:
            raise RuleBroken(_("ยังไม่ได้เลือกหน่วยงาน"), field="pick")
        if len(self._offices) > MOST_OFFICES:
            raise RuleBroken(_("เลือกได้ไม่เกิน %(n)s หน่วยงาน") % {"n": MOST_OFFICES}, field="pick")

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Make a waiting answer for every office."""
        subject.sent_at = timezone.now()
        CallAnswer.objects.bulk_create(
            [CallAnswer(call=subject, office=one, area_id=one.area_id) for one in self._offices], batch_size=500
        )
        self.details["asked_offices"] = [None, len(self._offices)]
        return super().handle(actor, subject)

    def announce(self, actor: Any, subject: DataCall) -> None:
        """Tell the offices' pages; desk sends them the notice."""
        topics = [f"office:{one.pk}" for one in self._offices]
        self.publish(self.name, *subject.topics(), *topics, id=subject.pk)


@dataclass(kw_only=True)
class CloseCall(CallStep):
    """Close a call and freeze its totals; what is corrected later shows as a difference."""

    name = "progress.close_call"
    verb = _("ปิดรับคำตอบของ")
    allowed = may.can_close_by_clock

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Freeze the totals; the moment stands in them."""
        from prasan.progress.calls.totals import freeze

        subject.closed_at, subject.open_until = timezone.now(), None
        subject.frozen = freeze(subject)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReopenCall(CallStep):
    """Open a closed call again, with a reason and an end."""

    name = "progress.reopen_call"
    verb = _("เปิดรับคำตอบอีกครั้งของ")
    allowed = may.can_reopen_call

    until: dt.datetime | None = None

    def check(self, actor: Any, subject: DataCall) -> None:
        """Ask for the reason and an end that is still to come."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่เปิดรับคำตอบอีกครั้ง"), field="reason")
        if self.until is None or self.until <= timezone.now():
            raise RuleBroken(_("โปรดใส่วันและเวลาสิ้นสุดที่ยังมาไม่ถึง"), field="until")

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Open it until then."""
        subject.open_until = self.until
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ExtendCall(Command[DataCall]):
    """Move the deadline of a call that runs; who was late by the old one stays marked."""

    name = "progress.extend_call"
    verb = _("เลื่อนกำหนดตอบของ")
    model = DataCall
    allowed = may.can_extend_call

    deadline: dt.datetime | None = None

    def check(self, actor: Any, subject: DataCall) -> None:
        """Ask for the reason and a later moment."""
        if subject.state != DataCall.State.SENT:
            raise RuleBroken(_("เลื่อนได้เฉพาะคำขอที่กำลังรับคำตอบ"))
        if self.deadline is None or self.deadline <= max(subject.deadline, timezone.now()):
            raise RuleBroken(_("กำหนดใหม่ต้องหลังกำหนดเดิมและยังมาไม่ถึง"), field="deadline")
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่เลื่อน"), field="reason")

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Move it."""
        if self.deadline is not None:
            subject.deadline = self.deadline
        subject.save(update_fields=["deadline"])
        return subject


@dataclass(kw_only=True)
class ChaseCall(Command[DataCall]):
    """Ask every office that has not answered once more; each at most once a day."""

    name = "progress.chase_call"
    verb = _("ทวงคำตอบของ")
    model = DataCall
    allowed = may.can_chase_call

    office: int | None = None
    """One office alone; None for all that are silent."""

    def check(self, actor: Any, subject: DataCall) -> None:
        """Refuse a call that takes no answers, and a second reminder on the same day."""
        if not subject.takes_answers(timezone.now()):
            raise RuleBroken(_("คำขอนี้ไม่ได้เปิดรับคำตอบอยู่"))
        silent = subject.answers.silent()
        if self.office is not None:
            silent = silent.filter(office_id=self.office)
        rows = list(silent.values_list("pk", "office_id", "chased_at"))
        if not rows:
            raise RuleBroken(_("ไม่มีหน่วยงานที่ต้องทวง"))
        today = timezone.localdate()
        self._due = [(pk, office) for pk, office, at in rows if at is None or timezone.localdate(at) < today]
        if not self._due:
            raise RuleBroken(_("วันนี้ทวงแล้ว ทวงได้วันละหนึ่งครั้ง"))

    def handle(self, actor: Any, subject: DataCall) -> DataCall:
        """Note when each was asked."""
        ids = [pk for pk, _office in self._due]
        CallAnswer.objects.filter(pk__in=ids).update(chased_at=timezone.now())
        self.details["asked_offices"] = [None, len(ids)]
        return subject

    def announce(self, actor: Any, subject: DataCall) -> None:
        """Tell the offices; desk sends the notice."""
        topics = [f"office:{office}" for _pk, office in self._due]
        self.publish(
            "progress.call_chased", *subject.topics(), *topics, id=subject.pk, answers=[p for p, _o in self._due]
        )


@dataclass(kw_only=True)
class KeepOfficeSet(Create[OfficeSet]):
    """Keep chosen offices under a name, for the next call; the same name is replaced."""

    name = "progress.keep_office_set"
    verb = _("บันทึกชุดหน่วยงาน")
    model = OfficeSet
    allowed = may.can_keep_set

    set_name: str = ""
    offices: list[int] = field(default_factory=list)

    def build(self, actor: Any) -> OfficeSet:
        """Return the set, the earlier one of that name where there is one."""
        called = self.set_name.strip()[:120]
        kept = OfficeSet.objects.filter(owner_id=actor.office_id, name=called).first()
        return kept or OfficeSet(name=called, owner_id=actor.office_id)

    def check(self, actor: Any, subject: OfficeSet) -> None:
        """Refuse a set without name or offices, and offices that the actor may not ask."""
        if not self.set_name.strip():
            raise RuleBroken(_("โปรดตั้งชื่อชุดหน่วยงาน"), field="set_name")
        if not self.offices or picking.askable(actor, self.offices) != set(self.offices):
            raise RuleBroken(_("ยังไม่ได้เลือกหน่วยงาน"), field="pick")

    def handle(self, actor: Any, subject: OfficeSet) -> OfficeSet:
        """Save it with its offices."""
        subject.save()
        subject.offices.set(Office.objects.filter(pk__in=self.offices))
        self.details["offices"] = [None, len(set(self.offices))]
        return subject


@dataclass(kw_only=True)
class RemoveOfficeSet(Command[OfficeSet]):
    """Take a set away; calls that were made with it keep their offices."""

    name = "progress.remove_office_set"
    verb = _("ลบชุดหน่วยงาน")
    model = OfficeSet
    allowed = may.can_keep_set

    def handle(self, actor: Any, subject: OfficeSet) -> OfficeSet:
        """Delete it."""
        self.details["name"] = [subject.name, None]
        OfficeSet.objects.filter(pk=subject.pk).delete()
        return subject
