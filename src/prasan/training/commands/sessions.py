"""Verbs about sessions: prepare, change, publish, cancel; what they cost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.kernel.fiscal import fiscal_year
from prasan.platform.commands import SYSTEM, Command, Create, RuleBroken, Step, perform
from prasan.registers.commands.frame import known, need_reason, validate
from prasan.registers.models import WorkItem
from prasan.training import policy as may
from prasan.training.commands.applications import TurnAway, give_seats
from prasan.training.commands.seating import locked
from prasan.training.cycle import OPEN, SESSION
from prasan.training.models import Application, Cost, Course, Day, Quota, Session

FIELDS = frozenset({
    "course_id", "area_id", "place", "begins", "ends", "trainer", "seats", "least", "applies_until", "joins_until",
    "offer_hours", "kept_until", "allowance", "work_item_id",
})  # fmt: skip
LATER = frozenset({"place", "trainer", "seats", "least", "applies_until", "joins_until", "offer_hours", "work_item_id"})
"""What may change when people know of the session: never what they applied for."""
MOST_DAYS, MOST_QUOTAS, MOST_COST = 250, 12, 10_000_000_000
"""Days of a session, groups with kept seats, satang of a line of costs."""


@dataclass(frozen=True)
class Kept:
    """Seats kept for a group. Parameters: `group`, a code of Quota.Group; `seats`; `area`, a number, for AREA alone."""

    group: str
    seats: int
    area: int | None = None


@dataclass(frozen=True)
class Planned:
    """A day of a session with its hours in Thailand."""

    day: dt.date
    begins: dt.time
    ends: dt.time


def judge(session: Session) -> None:
    """Refuse days in a wrong order, and an area that is no place to train; the rest is the table's."""
    for name in ("begins", "ends", "applies_until", "joins_until"):
        if getattr(session, name) is None:
            raise RuleBroken(_("โปรดใส่วันที่"), field=name)
    if session.ends < session.begins:
        raise RuleBroken(_("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม"), field="ends")
    if session.applies_until > session.joins_until:
        raise RuleBroken(_("วันปิดรับสมัครต้องไม่อยู่หลังวันสุดท้ายที่รับผู้รอเข้าแทน"), field="applies_until")
    if session.joins_until > session.ends:
        raise RuleBroken(_("วันสุดท้ายที่รับผู้รอเข้าแทนต้องไม่อยู่หลังวันสิ้นสุด"), field="joins_until")
    if not session.seats:
        raise RuleBroken(_("โปรดใส่จำนวนที่นั่งอย่างน้อย 1"), field="seats")
    if session.least > session.seats:
        raise RuleBroken(_("จำนวนขั้นต่ำมากกว่าจำนวนที่นั่ง"), field="least")
    if not Course.objects.taught().filter(pk=session.course_id).exists():
        raise RuleBroken(_("โปรดเลือกหลักสูตรที่ยังใช้อยู่"), field="course")
    if not Area.objects.filter(pk=session.area_id).exclude(kind=Area.Kind.NATION).exists():
        raise RuleBroken(_("โปรดเลือกพื้นที่ที่จัดฝึก"), field="area")
    if session.work_item_id and not WorkItem.objects.filter(pk=session.work_item_id, office=session.office_id).exists():
        raise RuleBroken(_("โปรดเลือกงานตามแผนของหน่วยงานนี้"), field="work_item")


def judge_quotas(session: Session, quotas: list[Kept]) -> None:
    """Refuse kept seats for no group, twice for one, more than there are, or without the moment of their release."""
    if len(quotas) > MOST_QUOTAS or len({(one.group, one.area) for one in quotas}) < len(quotas):
        raise RuleBroken(_("โควตาซ้ำกลุ่มเดิม หรือมีมากเกินไป"), field="quotas")
    for one in quotas:
        if one.group not in Quota.Group.values or one.seats < 1:
            raise RuleBroken(_("โปรดเลือกกลุ่มและจำนวนที่นั่งของโควตาให้ครบ"), field="quotas")
        if (one.group == Quota.Group.AREA) != (one.area is not None):
            raise RuleBroken(_("โควตาตามพื้นที่ต้องเลือกพื้นที่ กลุ่มอื่นไม่ต้องเลือก"), field="quotas")
    if sum(one.seats for one in quotas) > session.seats:
        raise RuleBroken(_("โควตารวมกันมากกว่าจำนวนที่นั่ง"), field="quotas")
    if bool(quotas) != (session.kept_until is not None):
        raise RuleBroken(_("เมื่อมีโควตา โปรดบอกว่ากันที่นั่งไว้ถึงเมื่อไร หลังจากนั้นที่นั่งที่เหลือเป็นของทุกคน"), field="kept_until")


def judge_days(session: Session, days: list[Planned]) -> None:
    """Refuse days outside the session, twice the same, or without hours."""
    if not 1 <= len(days) <= MOST_DAYS:
        raise RuleBroken(_("โปรดใส่วันฝึก 1 ถึง %(most)s วัน") % {"most": MOST_DAYS}, field="days")
    if len({one.day for one in days}) < len(days):
        raise RuleBroken(_("มีวันฝึกซ้ำกัน"), field="days")
    for one in days:
        if not session.begins <= one.day <= session.ends or one.ends <= one.begins:
            raise RuleBroken(_("วันฝึกต้องอยู่ในช่วงของรุ่น และเวลาสิ้นสุดอยู่หลังเวลาเริ่ม"), field="days")


def keep_parts(session: Session, quotas: list[Kept], days: list[Planned]) -> None:
    """Write the kept seats and days of a session that nobody applied for yet."""
    session.quotas.all().delete()
    session.days.all().delete()
    Quota.objects.bulk_create([
        Quota(session=session, group=one.group, seats=one.seats, area_id=one.area) for one in quotas
    ])  # fmt: skip
    Day.objects.bulk_create([Day(session=session, day=one.day, begins=one.begins, ends=one.ends) for one in days])


def every_weekday(begins: dt.date, ends: dt.date, first: dt.time, last: dt.time) -> list[Planned]:
    """Return Monday to Friday of a span, all with the same hours; all of its days where it lies in one weekend."""
    span = [begins + dt.timedelta(days=one) for one in range((ends - begins).days + 1)]
    found = [one for one in span if one.weekday() < 5] or span
    return [Planned(one, first, last) for one in found]


@dataclass(kw_only=True)
class AddSession(Create[Session]):
    """Prepare a session of the own office; people learn of it when it is published.

    Parameters: `values` of FIELDS; `quotas`; `days`. Its number follows the office's last one of the course in the
    fiscal year of its first day.
    """

    abstract: ClassVar[bool] = False
    name = "training.add_session"
    verb = gettext_lazy("เตรียมรุ่นฝึกอบรม")
    model = Session
    allowed = may.can_run

    values: dict[str, Any] = field(default_factory=dict)
    quotas: list[Kept] = field(default_factory=list)
    days: list[Planned] = field(default_factory=list)

    def build(self, actor: Any) -> Session:
        """Return the session of the own office."""
        made = Session(**known(self.values, FIELDS))
        made.office_id = actor.office_id
        return made

    def check(self, actor: Any, subject: Session) -> None:
        """Refuse what no session can be."""
        judge(subject)
        judge_quotas(subject, self.quotas)
        judge_days(subject, self.days)
        subject.year = fiscal_year(subject.begins)
        # two at once would take the same number: the course's row makes them follow one another
        list(Course.objects.filter(pk=subject.course_id).select_for_update(no_key=True).values_list("pk", flat=True))
        same = Session.objects.filter(course=subject.course_id, office=subject.office_id, year=subject.year)
        subject.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
        validate(subject)

    def handle(self, actor: Any, subject: Session) -> Session:
        """Save it with its kept seats and days."""
        subject.save(force_insert=True)
        keep_parts(subject, self.quotas, self.days)
        return subject


@dataclass(kw_only=True)
class SessionVerb(Command[Session]):
    """A verb about one session, its row locked with what it is of."""

    abstract: ClassVar[bool] = True
    model = Session

    def subject(self, actor: Any) -> Session:
        """Return the session, locked."""
        return locked(actor, self.target_id)


@dataclass(kw_only=True)
class ChangeSession(SessionVerb):
    """Change a session: all of a draft; of one that people know only what does not change what they applied for.

    More seats go to those who wait at once. Parameters: `values`; `quotas` and `days`, None to leave them.
    """

    abstract: ClassVar[bool] = False
    name = "training.change_session"
    verb = gettext_lazy("แก้ไขรุ่นฝึกอบรม")
    allowed = may.can_run

    values: dict[str, Any] = field(default_factory=dict)
    quotas: list[Kept] | None = None
    days: list[Planned] | None = None

    def check(self, actor: Any, subject: Session) -> None:
        """Refuse one that is over, and what people applied for."""
        draft = subject.state == Session.State.DRAFT
        if not draft and subject.state != Session.State.OPEN:
            raise RuleBroken(_("รุ่นนี้สรุปผลหรือยกเลิกแล้ว แก้ไขไม่ได้"))
        told = {name: value for name, value in self.values.items() if getattr(subject, name) != value}
        if not draft and (set(told) - LATER or self.quotas is not None or self.days is not None):
            raise RuleBroken(
                _("รุ่นที่ประกาศแล้วแก้ได้เฉพาะสถานที่ วิทยากร ที่นั่ง วันรับสมัคร และงานตามแผน หากเปลี่ยนวันฝึกโปรดยกเลิกแล้วเปิดรุ่นใหม่")
            )
        for name, value in known(self.values, FIELDS).items():
            setattr(subject, name, value)
        judge(subject)
        holds = Application.objects.holding().filter(session=subject).count()
        if subject.seats < holds:
            told_words = {"n": holds}
            raise RuleBroken(_("มีผู้ได้ที่นั่งแล้ว %(n)s คน ลดต่ำกว่านี้ไม่ได้") % told_words, field="seats")
        kept = [Kept(one.group, one.seats, one.area_id) for one in subject.quotas.all()]
        judge_quotas(subject, self.quotas if self.quotas is not None else kept)
        if self.days is not None:
            judge_days(subject, self.days)
        subject.year = fiscal_year(subject.begins)
        validate(subject)

    def handle(self, actor: Any, subject: Session) -> Session:
        """Save it; seat numbers above the seats move down, and who waits gets what became free."""
        _renumber(subject)
        subject.save()
        if self.quotas is not None or self.days is not None:
            planned = [Planned(one.day, one.begins, one.ends) for one in subject.days.all()]
            kept = [Kept(one.group, one.seats, one.area_id) for one in subject.quotas.all()]
            keep_parts(subject, self.quotas if self.quotas is not None else kept,
                       self.days if self.days is not None else planned)  # fmt: skip
        give_seats(subject)
        return subject


def _renumber(session: Session) -> None:
    """Give those whose seat number lies above the seats a free one below."""
    held = dict(Application.objects.holding().filter(session=session).values_list("pk", "seat_no"))
    free = iter(sorted(set(range(1, session.seats + 1)) - set(held.values())))
    for pk, number in held.items():
        if number is not None and number > session.seats:
            Application.objects.filter(pk=pk).update(seat_no=next(free))


@dataclass(kw_only=True)
class Publish(Step[Session]):
    """Publish a session: from now on people apply."""

    abstract: ClassVar[bool] = False
    name = "training.publish"
    verb = gettext_lazy("ประกาศรับสมัครรุ่นฝึกอบรม")
    model = Session
    allowed = may.can_run
    cycle = SESSION

    def check(self, actor: Any, subject: Session) -> None:
        """Refuse one for which nobody can apply any more."""
        super().check(actor, subject)
        if subject.applies_until < timezone.localdate():
            raise RuleBroken(_("วันปิดรับสมัครผ่านไปแล้ว โปรดแก้ไขก่อนประกาศ"), field="applies_until")


@dataclass(kw_only=True)
class CancelSession(SessionVerb):
    """Call a session off with its reason; all who applied are told."""

    abstract: ClassVar[bool] = False
    name = "training.cancel_session"
    verb = gettext_lazy("ยกเลิกรุ่นฝึกอบรม")
    allowed = may.can_run

    def check(self, actor: Any, subject: Session) -> None:
        """Ask for the reason; refuse one that is over."""
        if not SESSION.can(subject.state, "cancel"):
            raise RuleBroken(_("รุ่นนี้สรุปผลหรือยกเลิกแล้ว"))
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Session) -> Session:
        """End the session first, so that no seat is given on, then each application."""
        subject.state, subject.cancelled = SESSION.after(subject.state, "cancel"), self.reason
        subject.save(update_fields=["state", "cancelled"])
        turn_away(subject)
        subject.demand.update(session=None)
        return subject


def turn_away(session: Session, states: frozenset[str] = OPEN) -> int:
    """End the applications of a session that are in some states; return how many."""
    rows = Application.objects.filter(session=session, state__in=sorted(states)).order_by("pk")
    for pk in rows.values_list("pk", flat=True):
        perform(SYSTEM, TurnAway(target_id=pk))
    return len(rows)


@dataclass(kw_only=True)
class AddCost(Create[Cost]):
    """Note what a session cost, satang. Parameters: `session_id`, `kind`, `amount`, `note`."""

    abstract: ClassVar[bool] = False
    name = "training.add_cost"
    verb = gettext_lazy("บันทึกค่าใช้จ่ายของรุ่นฝึกอบรม")
    model = Cost
    allowed = may.can_cost

    session_id: int = 0
    kind: str = ""
    amount: int = 0
    note: str = ""

    def build(self, actor: Any) -> Cost:
        """Return the line."""
        session = locked(actor, self.session_id)
        return Cost(session=session, kind=self.kind, amount=self.amount, note=self.note.strip())

    def check(self, actor: Any, subject: Cost) -> None:
        """Refuse no kind, no amount and an amount that is a slip of the finger."""
        if self.kind not in Cost.Kind.values:
            raise RuleBroken(_("โปรดเลือกประเภทค่าใช้จ่าย"), field="kind")
        if not self.amount or abs(self.amount) > MOST_COST:
            raise RuleBroken(_("โปรดใส่จำนวนเงินเป็นบาท ไม่เป็นศูนย์"), field="amount")
        validate(subject)
