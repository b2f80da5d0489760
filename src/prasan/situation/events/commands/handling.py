"""Verbs of handling: tasks, links to other rooms, people abroad by province of origin, head counts, plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.platform.commands import Command, RuleBroken
from prasan.situation.cycle import EVENT, LIVE
from prasan.situation.events import ledger
from prasan.situation.events import policy as may
from prasan.situation.events.commands.linking import Linking, edit, must_stand
from prasan.situation.events.places import due_after, leading_offices
from prasan.situation.models import Event, EventLink, EventPlace, EventPlanLine, EventTask, HeadCount

VISIT_HOURS, RIGHTS_HOURS = 14, 35
"""Working hours for a family visit (two days) and for entitlements (a week)."""
MOST_HOURS = 400
MOST_CELLS, MOST_LINES = 60, 60


@dataclass(kw_only=True)
class OnLive(Command[Event]):
    """A verb about an event in which somebody still has to do something."""

    abstract: ClassVar[bool] = True
    model = Event
    allowed = may.can_handle

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event that does not stand or has ended."""
        must_stand(subject)
        if subject.state not in LIVE:
            raise RuleBroken(_("เหตุการณ์นี้จบแล้ว เปิดอีกครั้งก่อนถ้ายังต้องทำ"))


@dataclass(kw_only=True)
class AddTask(OnLive):
    """Give an office a task with a clock; a verified or assessed event is being responded to from then on.

    Parameters: `hours`, working hours of that office, or `due`, a moment; the new task stands in `made`.
    """

    abstract: ClassVar[bool] = False
    name = "situation.add_task"
    verb = _("มอบงานใน")

    office_id: int = 0
    text: str = ""
    kind: str = EventTask.Kind.OTHER
    hours: int | None = None
    due: dt.datetime | None = None
    made: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse a task without office, words or clock."""
        super().check(actor, subject)
        self._office = Office.objects.filter(pk=self.office_id).first()
        if self._office is None:
            raise RuleBroken(_("โปรดเลือกหน่วยงานเจ้าของงาน"), field="office")
        if not self.text.strip():
            raise RuleBroken(_("โปรดบอกว่าต้องทำอะไร"), field="text")
        if self.kind not in EventTask.Kind.values:
            raise RuleBroken(_("ไม่รู้จักชนิดของงาน"), field="kind")
        if self.due is None and (self.hours is None or not 0 < self.hours <= MOST_HOURS):
            raise RuleBroken(_("โปรดใส่เวลาที่ให้ทำ 1 ถึง %(n)s ชั่วโมงทำการ") % {"n": MOST_HOURS}, field="hours")
        if self.due is not None and self.due < timezone.now():
            raise RuleBroken(_("กำหนดเสร็จต้องไม่ผ่านมาแล้ว"), field="due")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Make the task and move the event along."""
        now = timezone.now()
        office: Any = self._office
        due = self.due or due_after(office, now, self.hours or 0)
        self.made = EventTask.objects.create(
            event=subject, kind=self.kind, office=office, text=self.text.strip()[:500], given_at=now,
            given_by_id=actor.person_id, due=due,
        )  # fmt: skip
        self.details["task"] = [None, f"{office} · {self.made.text}"]
        return begun(subject)

    def announce(self, actor: Any, subject: Event) -> None:
        """Tell the event's pages, and the listeners which task it is."""
        self.publish(self.name, *subject.topics(), id=subject.pk, task=self.made.pk)


def begun(event: Event) -> Event:
    """Move a verified or assessed event on to its response."""
    if EVENT.can(event.state, "respond"):
        event.state = EVENT.after(event.state, "respond")
        event.save(update_fields=["state"])
    return event


@dataclass(kw_only=True)
class DoTask(Command[EventTask]):
    """Say that a task is done, and what came of it."""

    name = "situation.do_task"
    verb = _("ทำงานเสร็จ")
    model = EventTask
    allowed = may.can_do

    note: str = ""

    def check(self, actor: Any, subject: EventTask) -> None:
        """Refuse it twice, and without a word."""
        if subject.done_at is not None:
            raise RuleBroken(_("งานนี้ทำเสร็จแล้ว"))
        if not self.note.strip():
            raise RuleBroken(_("โปรดบอกผลของงาน"), field="note")

    def handle(self, actor: Any, subject: EventTask) -> EventTask:
        """Keep who, when and what came of it."""
        subject.done_at, subject.done_by_id, subject.note = timezone.now(), actor.person_id, self.note.strip()
        subject.save(update_fields=["done_at", "done_by", "note"])
        return subject


@dataclass(kw_only=True)
class ReopenTask(Command[EventTask]):
    """Say that a task is not done after all."""

    name = "situation.reopen_task"
    verb = _("เปิดงานอีกครั้ง")
    model = EventTask
    allowed = may.can_do

    def check(self, actor: Any, subject: EventTask) -> None:
        """Refuse one that waits, and one of an event that has ended."""
        if subject.done_at is None:
            raise RuleBroken(_("งานนี้ยังไม่เสร็จ"))
        if subject.event.state not in LIVE:
            raise RuleBroken(_("เหตุการณ์นี้จบแล้ว เปิดอีกครั้งก่อนถ้ายังต้องทำ"))

    def handle(self, actor: Any, subject: EventTask) -> EventTask:
        """Take the end back; the note stays in the journal."""
        subject.done_at, subject.done_by_id, subject.note = None, None, ""
        subject.save(update_fields=["done_at", "done_by", "note"])
        return subject


@dataclass(kw_only=True)
class LinkOther(Command[Event]):
    """Note what an event became in another room: `kind`, the row's number and its name as it was."""

    name = "situation.link_other"
    verb = _("เชื่อมเรื่องที่เกี่ยวเนื่องกับ")
    model = Event
    allowed = may.can_handle

    kind: str = ""
    target: int = 0
    label: str = ""

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an unknown kind, nothing, and the same twice."""
        must_stand(subject)
        if self.kind not in EventLink.Kind.values or self.target <= 0 or not self.label.strip():
            raise RuleBroken(_("โปรดเลือกเรื่องที่จะเชื่อม"), field="target")
        if subject.links.filter(kind=self.kind, target=self.target).exists():
            raise RuleBroken(_("เชื่อมกับเรื่องนี้แล้ว"), field="target")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the link."""
        EventLink.objects.create(
            event=subject, kind=self.kind, target=self.target, label=self.label.strip()[:300], by_id=actor.person_id
        )
        self.details["link"] = [None, self.label.strip()[:300]]
        return subject


@dataclass(kw_only=True)
class UnlinkOther(Command[Event]):
    """Take a link to another room away."""

    name = "situation.unlink_other"
    verb = _("ตัดเรื่องที่เกี่ยวเนื่องออกจาก")
    model = Event
    allowed = may.can_handle

    link: int = 0

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse a link that is not there."""
        found = subject.links.filter(pk=self.link).first()
        if found is None:
            raise RuleBroken(_("ไม่พบรายการที่เชื่อม"), status=404)
        self._link = found

    def handle(self, actor: Any, subject: Event) -> Event:
        """Remove it."""
        self.details["link"] = [self._link.label, None]
        self._link.delete()
        return subject


@dataclass(kw_only=True)
class ListPeople(Linking, OnLive):
    """Say how many of an event's people come from which province.

    Each leading office of those provinces is given a family visit and the entitlements to follow, with a clock; a
    number that changes changes the tasks that wait. Parameters: `people`, {area number: how many}; 0 takes a
    province off the list.
    """

    abstract: ClassVar[bool] = False
    name = "situation.list_people"
    verb = _("ระบุภูมิลำเนาของผู้เดือดร้อนใน")

    people: dict[int, int] = field(default_factory=dict)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse places that are no provinces, and numbers that cannot be."""
        super().check(actor, subject)
        if not self.people or any(not 0 <= n <= 1_000_000 for n in self.people.values()):
            raise RuleBroken(_("โปรดใส่จังหวัดและจำนวนคน"), field="people")
        if Area.objects.provinces().filter(pk__in=self.people).count() != len(self.people):
            raise RuleBroken(_("ภูมิลำเนาต้องเป็นจังหวัด"), field="people")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the places into the log and give the tasks."""
        origin = EventPlace.Role.ORIGIN
        kept = [row for row in ledger.places_of(subject) if row[1] != origin or row[0] not in self.people]
        kept += [[area, str(origin), n] for area, n in self.people.items() if n]
        event = edit(actor, subject, {ledger.PLACES: kept})
        self._tasks(actor, event)
        self.details["people"] = [None, sum(self.people.values())]
        return begun(event)

    def _tasks(self, actor: Any, event: Event) -> None:
        now = timezone.now()
        offices = leading_offices(self.people)
        mine = event.tasks.filter(kind__in=[EventTask.Kind.VISIT, EventTask.Kind.RIGHTS], done_at=None)
        waiting = {(one.area_id, one.kind): one for one in mine}
        clocks = {EventTask.Kind.VISIT: VISIT_HOURS, EventTask.Kind.RIGHTS: RIGHTS_HOURS}
        for area, n in self.people.items():
            for kind, hours in clocks.items():
                task = waiting.get((area, str(kind)))
                if task is not None and n == 0:
                    task.done_at, task.done_by_id, task.note = now, actor.person_id, str(_("ไม่มีผู้มีภูมิลำเนาที่นี่แล้ว"))
                elif task is not None:
                    task.people = n
                elif n and area in offices:
                    due = due_after(offices[area], now, hours)
                    task = EventTask(
                        event=event, kind=kind, office=offices[area], area_id=area, text=str(kind.label), given_at=now,
                        given_by_id=actor.person_id, due=due, people=n,
                    )  # fmt: skip
                if task is not None:
                    task.save()


@dataclass(kw_only=True)
class CountHeads(Command[Event]):
    """Keep a table of people by one dimension at a moment.

    Refused, with the sums told, where the parts are not the whole. Parameters: `cells`, [(label, people), …];
    `total`, the whole as it was reported.
    """

    name = "situation.count_heads"
    verb = _("บันทึกตารางนับคนของ")
    model = Event
    allowed = may.can_handle

    as_of: dt.datetime | None = None
    dimension: str = ""
    total: int | None = None
    cells: list[tuple[str, int]] = field(default_factory=list)
    source: str = ""
    made: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse a table that cannot be read or does not add up."""
        must_stand(subject)
        if self.dimension not in HeadCount.Dimension.values:
            raise RuleBroken(_("โปรดเลือกว่าแยกตามอะไร"), field="dimension")
        if self.as_of is None or self.as_of > timezone.now() + dt.timedelta(minutes=5):
            raise RuleBroken(_("โปรดใส่เวลาของตัวเลข และต้องไม่เป็นเวลาในอนาคต"), field="as_of")
        named = [label.strip() for label, _n in self.cells]
        if not self.cells or len(self.cells) > MOST_CELLS or "" in named or len(set(named)) != len(named):
            raise RuleBroken(_("โปรดใส่ชื่อแต่ละส่วนไม่ให้ซ้ำกัน"), field="cells")
        if self.total is None or any(n < 0 for _label, n in self.cells):
            raise RuleBroken(_("โปรดใส่จำนวนคนเป็นตัวเลขตั้งแต่ 0"), field="total")
        added = sum(n for _label, n in self.cells)
        if added != self.total:
            words = {"sum": added, "total": self.total, "gap": abs(added - self.total)}
            text = _("ส่วนย่อยรวมได้ %(sum)s คน ไม่เท่ากับทั้งหมด %(total)s คน (ต่างกัน %(gap)s)")
            raise RuleBroken(text % words, field="total")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the table beside the earlier ones."""
        as_of, total = cast(dt.datetime, self.as_of), cast(int, self.total)
        self.made = HeadCount.objects.create(
            event=subject, as_of=as_of, dimension=self.dimension, total=total, by_id=actor.person_id,
            cells=[[label.strip(), n] for label, n in self.cells], source=self.source.strip()[:300],
        )  # fmt: skip
        self.details["heads"] = [None, str(self.made)]
        return subject


@dataclass(kw_only=True)
class SavePlan(Command[Event]):
    """Write an event's plan of three phases: all its lines, [(phase, text, who), …]."""

    name = "situation.save_plan"
    verb = _("เขียนแผนเผชิญเหตุของ")
    model = Event
    allowed = may.can_handle

    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an unknown phase and too many lines."""
        must_stand(subject)
        self._lines = [(phase, text.strip(), who.strip()) for phase, text, who in self.lines if text.strip()]
        if len(self._lines) > MOST_LINES or any(p not in EventPlanLine.Phase.values for p, _t, _w in self._lines):
            raise RuleBroken(_("แต่ละบรรทัดต้องอยู่ในช่วงก่อน ขณะ หรือหลังเกิดเหตุ ไม่เกิน 60 บรรทัด"), field="lines")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write the lines anew; what was copied stays marked where its words stay."""
        origin = {(one.phase, one.text): one.copied_from_id for one in subject.plan_lines.all()}
        before = len(origin)
        subject.plan_lines.all().delete()
        EventPlanLine.objects.bulk_create(
            EventPlanLine(
                event=subject, phase=phase, order=n, text=text[:500], office_text=who[:200],
                copied_from_id=origin.get((phase, text)),
            )
            for n, (phase, text, who) in enumerate(self._lines)
        )  # fmt: skip
        self.details["plan_lines"] = [before, len(self._lines)]
        return subject


@dataclass(kw_only=True)
class CopyPlan(Command[Event]):
    """Copy another event's plan behind one's own lines; a line that is there already is not doubled."""

    name = "situation.copy_plan"
    verb = _("คัดลอกแผนเผชิญเหตุมาไว้ใน")
    model = Event
    allowed = may.can_handle

    source: int = 0

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event whose plan the actor does not read, or that has none."""
        must_stand(subject)
        self._lines = list(EventPlanLine.objects.visible_to(actor).filter(event_id=self.source))
        if not self._lines or self.source == subject.pk:
            raise RuleBroken(_("ไม่พบแผนเผชิญเหตุที่จะคัดลอก"), field="source")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Copy the lines, each telling where it came from."""
        here = {(one.phase, one.text) for one in subject.plan_lines.all()}
        fresh = [one for one in self._lines if (one.phase, one.text) not in here]
        EventPlanLine.objects.bulk_create(
            EventPlanLine(
                event=subject, phase=one.phase, order=len(here) + n, text=one.text, office_text=one.office_text,
                copied_from_id=self.source,
            )
            for n, one in enumerate(fresh)
        )  # fmt: skip
        self.details["plan_lines"] = [len(here), len(here) + len(fresh)]
        return subject
