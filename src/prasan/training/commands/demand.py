"""Verbs about demand: note it, meet it with a session, close it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.platform.commands import SYSTEM, Command, Create, Refused, RuleBroken, perform
from prasan.registers.commands.frame import validate
from prasan.registers.models import Worker
from prasan.registers.queries_workers import kept_number
from prasan.training import policy as may
from prasan.training.commands.applications import Apply
from prasan.training.models import Course, Demand, Session
from prasan.training.models.applications import Channel


@dataclass(kw_only=True)
class AddDemand(Create[Demand]):
    """Note that somebody wants to learn something in an area.

    Parameters: `source`; `skill`; `course_id`, where one is known; `area_id`; `people`; `worker_id`, where it is one
    person's, and `agreed`, they agree that an office that opens a session reads their entry and applies for them;
    `employer`; `wanted_by`; `origin` and `origin_ref`; `office_id`, for which office the machine notes it.
    """

    abstract: ClassVar[bool] = False
    name = "training.add_demand"
    verb = gettext_lazy("บันทึกความต้องการฝึกอบรม")
    model = Demand
    allowed = may.can_note_demand

    source: str = Demand.Source.PERSON
    skill: str = ""
    course_id: int | None = None
    area_id: int = 0
    people: int = 1
    worker_id: int | None = None
    agreed: bool = False
    employer: str = ""
    wanted_by: dt.date | None = None
    origin: str = ""
    origin_ref: str = ""
    office_id: int | None = None

    def build(self, actor: Any) -> Demand:
        """Return the demand, noted by the own office; 404 for a person whom it does not serve."""
        worker = None
        if self.worker_id:
            rows = Worker.objects.served_by(actor).active()
            worker = rows.filter(pk=kept_number(self.worker_id)).first()
            if worker is None:
                raise Refused(_("ไม่พบบุคคลนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        course = Course.objects.taught().filter(pk=self.course_id).first() if self.course_id else None
        return Demand(
            source=self.source, skill=self.skill.strip() or (course.skill if course else ""), course=course,
            area_id=self.area_id, people=self.people, worker=worker, agreed=self.agreed and worker is not None,
            employer=self.employer.strip(), wanted_by=self.wanted_by, origin=self.origin, origin_ref=self.origin_ref,
            office_id=actor.office_id or self.office_id or 0, seat_id=actor.seat_id,
        )  # fmt: skip

    def check(self, actor: Any, subject: Demand) -> None:
        """Refuse what tells neither skill nor place nor how many, and the same person's same wish twice."""
        if subject.source not in Demand.Source.values:
            raise RuleBroken(_("โปรดเลือกที่มาของความต้องการ"), field="source")
        if not subject.skill:
            raise RuleBroken(_("โปรดบอกว่าต้องการฝึกอะไร เช่น ช่างเชื่อม"), field="skill")
        if not Area.objects.filter(pk=self.area_id).exists():
            raise RuleBroken(_("โปรดเลือกพื้นที่"), field="area")
        if subject.source == Demand.Source.EMPLOYER and not subject.employer:
            raise RuleBroken(_("โปรดใส่ชื่อสถานประกอบการ"), field="employer")
        if not 1 <= subject.people <= 100_000 or (subject.worker is not None and subject.people != 1):
            raise RuleBroken(_("จำนวนคนเป็นจำนวนเต็มตั้งแต่ 1 ความต้องการของบุคคลหนึ่งคนคือ 1"), field="people")
        same = Demand.objects.open().filter(worker=subject.worker, skill=subject.skill)
        if subject.worker is not None and same.exists():
            raise RuleBroken(_("บันทึกความต้องการนี้ของบุคคลนี้ไว้แล้ว"))
        validate(subject)


@dataclass(kw_only=True)
class MeetDemand(Command[Demand]):
    """Say that a session meets a demand; a person who agreed gets an application for it at once.

    Parameters: `session_id`, of the own office, open.
    """

    abstract: ClassVar[bool] = False
    name = "training.meet_demand"
    verb = gettext_lazy("ตอบความต้องการฝึกอบรมด้วยรุ่นฝึก")
    model = Demand
    allowed = may.can_meet_demand

    session_id: int = 0

    def check(self, actor: Any, subject: Demand) -> None:
        """Refuse a demand that is closed, and a session that is not the own office's or takes nobody."""
        if subject.session_id is not None or subject.closed_at is not None:
            raise RuleBroken(_("ความต้องการนี้มีรุ่นฝึกรองรับหรือปิดแล้ว"))
        self.found = Session.objects.visible_to(actor).select_related("office").filter(pk=self.session_id).first()
        if self.found is None or may.can_run(actor, self.found) is not None:
            raise RuleBroken(_("โปรดเลือกรุ่นฝึกของหน่วยงานท่าน"), field="session")
        if self.found.state != Session.State.OPEN:
            raise RuleBroken(_("โปรดประกาศรับสมัครรุ่นนี้ก่อน"), field="session")

    def handle(self, actor: Any, subject: Demand) -> Demand:
        """Tie it to the session; who agreed applies, and waits where no seat is free."""
        subject.session = self.found
        subject.save(update_fields=["session"])
        if subject.worker_id is not None and subject.agreed:
            told = Apply(
                session_id=self.session_id, worker_id=subject.worker_id, agreed=True, office_id=subject.office_id,
                channel=Channel.REFERRAL if subject.source == Demand.Source.REFERRAL else Channel.OFFICER,
                origin=subject.origin, origin_ref=subject.origin_ref,
            )  # fmt: skip
            try:
                with transaction.atomic():
                    perform(SYSTEM, told)
            except (RuleBroken, Refused) as stands:  # they applied themselves meanwhile, or the entry was erased
                self.details["application"] = [None, str(stands)[:200]]
        return subject


@dataclass(kw_only=True)
class CloseDemand(Command[Demand]):
    """Close a demand that no session meets, with the reason. Parameters: `why`, a code."""

    abstract: ClassVar[bool] = False
    name = "training.close_demand"
    verb = gettext_lazy("ปิดความต้องการฝึกอบรม")
    model = Demand
    allowed = may.can_close_demand

    why: str = ""

    def check(self, actor: Any, subject: Demand) -> None:
        """Ask for the reason; refuse one that is closed."""
        if self.why not in Demand.Why.values:
            raise RuleBroken(_("โปรดเลือกเหตุผล"), field="why")
        if subject.closed_at is not None:
            raise RuleBroken(_("ความต้องการนี้ปิดแล้ว"))

    def handle(self, actor: Any, subject: Demand) -> Demand:
        """Note moment and reason."""
        subject.closed_at, subject.why = timezone.now(), self.why
        subject.save(update_fields=["closed_at", "why"])
        return subject
