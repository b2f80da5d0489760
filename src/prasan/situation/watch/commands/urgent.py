"""Verbs of urgent reports: raise them, confirm them, set the rungs of the ladder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.platform.commands import Command, RuleBroken
from prasan.situation.kinds import Severity
from prasan.situation.models import Event, Rung, Urgent
from prasan.situation.watch import policy as may
from prasan.situation.watch.ladder import people_of, rungs_of
from prasan.situation.watch.notices import confirmed, tell_urgent


@dataclass(kw_only=True)
class RaiseUrgent(Command[Event]):
    """Tell everybody on the ladder of the event's severity; who was told before is not told again."""

    name: ClassVar[str] = "situation.raise_urgent"
    verb = _("แจ้งเหตุด่วนตามลำดับขั้น")
    model = Event
    allowed = may.can_run_ladder

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event that nobody judged yet, and one whose severity has no rungs."""
        if subject.severity == Severity.UNKNOWN:
            raise RuleBroken(_("ยังไม่ได้ประเมินความรุนแรงของเหตุการณ์ จึงยังไม่มีลำดับขั้นที่จะแจ้ง"))
        self.rungs = rungs_of(subject)
        if not self.rungs:
            raise RuleBroken(_("ความรุนแรงระดับนี้ไม่มีขั้นรายงานด่วน"))

    def handle(self, actor: Any, subject: Event) -> Event:
        """Write one row for each person, due from now on."""
        now = timezone.now()
        told = set(Urgent.objects.filter(event=subject).values_list("person_id", flat=True))
        fresh: dict[int, Urgent] = {}
        for rung in self.rungs:
            for person in sorted(people_of(rung, subject, timezone.localdate()) - told - set(fresh)):
                due = now + dt.timedelta(minutes=rung.minutes)
                fresh[person] = Urgent(event=subject, rung=rung, person_id=person, raised_at=now, due_at=due)
        Urgent.objects.bulk_create(fresh.values(), ignore_conflicts=True)
        tell_urgent(subject, fresh.values())
        self.details["told"] = [None, len(fresh)]
        return subject

    def announce(self, actor: Any, subject: Event) -> None:
        """Tell the pages of the watch as well."""
        self.publish(self.name, "watch", *subject.topics(), id=subject.pk)


@dataclass(kw_only=True)
class ConfirmUrgent(Command[Urgent]):
    """Confirm that an urgent report arrived: the person reads it, or the centre reached them by telephone."""

    name = "situation.confirm_urgent"
    verb = _("ยืนยันรับทราบเหตุด่วน")
    model = Urgent
    allowed = may.can_confirm

    def check(self, actor: Any, subject: Urgent) -> None:
        """Refuse a second receipt."""
        if subject.read_at is not None:
            raise RuleBroken(_("รับทราบเหตุนี้แล้ว"))

    def handle(self, actor: Any, subject: Urgent) -> Urgent:
        """Write the receipt: when, how, by whom."""
        own = subject.person_id == actor.person_id
        subject.read_at, subject.confirmed_by_id = timezone.now(), actor.person_id
        subject.read_how = Rung.Channel.NOTICE if own else Rung.Channel.PHONE
        subject.save(update_fields=["read_at", "confirmed_by", "read_how"])
        confirmed(subject)
        return subject


@dataclass(kw_only=True)
class SaveRung(Command[Rung]):
    """Set a rung of the ladder: from which severity, who, where, within how many minutes, by which way."""

    name = "situation.save_rung"
    verb = _("กำหนดขั้นรายงานด่วน")
    model = Rung
    allowed = may.can_run_ladder

    severity: str = ""
    role: str = ""
    where: str = ""
    minutes: int = 0
    channel: str = Rung.Channel.NOTICE
    is_active: bool = True

    def subject(self, actor: Any) -> Rung:
        """Return the rung of that severity, role and place, locked, or a new one."""
        rows = Rung.objects.select_for_update(of=("self",))
        found = rows.filter(severity=self.severity, role=self.role, where=self.where).first()
        return found or Rung(severity=self.severity, role=self.role, where=self.where)

    def check(self, actor: Any, subject: Rung) -> None:
        """Refuse words that are none of the ladder's."""
        known = set(Severity.values) - {Severity.UNKNOWN}
        if self.severity not in known or self.role not in Role.values or self.where not in Rung.Where.values:
            raise RuleBroken(_("โปรดเลือกความรุนแรง ตำแหน่ง และพื้นที่ของขั้นรายงาน"), field="severity")
        if self.channel not in Rung.Channel.values:
            raise RuleBroken(_("โปรดเลือกช่องทาง"), field="channel")
        if not 1 <= self.minutes <= 1440:
            raise RuleBroken(_("เวลาต้องอยู่ระหว่าง 1 ถึง 1,440 นาที"), field="minutes")

    def handle(self, actor: Any, subject: Rung) -> Rung:
        """Save it; rows raised before keep their moments."""
        subject.minutes, subject.channel, subject.is_active = self.minutes, self.channel, self.is_active
        subject.save()
        return subject
