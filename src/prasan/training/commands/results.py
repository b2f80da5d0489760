"""Verbs about results: passed, not passed, and closing a session with certificates and the questions that follow."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.training.attendance import enough, rate
from prasan.kernel.training.outcome import MONTHS, asked_on
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.training import policy as may
from prasan.training.commands.applications import DropOut, Move, TurnAway
from prasan.training.commands.certificates import issue_for
from prasan.training.commands.sessions import SessionVerb
from prasan.training.cycle import SESSION
from prasan.training.models import Application, Attendance, Claim, FollowUp, Session
from prasan.training.models.applications import State

__all__ = ["CloseSession", "DropOut", "Fail", "Pass", "attended"]


def attended(session: Session) -> dict[int, float | None]:
    """Return how much each holder of a seat attended, in per cent by application: two queries."""
    hours = {one.pk: one.minutes for one in session.days.all()}
    there: dict[int, set[int]] = defaultdict(set)
    rows = Attendance.objects.filter(day__session=session, taken_back_at=None)
    for application, day in rows.values_list("application_id", "day_id"):
        there[application].add(day)
    holders = Application.objects.holding().filter(session=session).values_list("pk", flat=True)
    return {pk: rate(hours, there.get(pk, ())) for pk in holders}


@dataclass(kw_only=True)
class Assess(Move):
    """Say how a trainee's course ended. Parameters: `score`, of 100, where the course asks for one."""

    abstract: ClassVar[bool] = True
    score: int | None = None

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse a session whose results are closed or that has not begun, and a score that is none."""
        super().check(actor, subject)
        session = subject.session
        if session.state != Session.State.OPEN:
            raise RuleBroken(_("รุ่นนี้สรุปผลหรือยกเลิกแล้ว"))
        if timezone.localdate() < session.begins:
            raise RuleBroken(_("รุ่นนี้ยังไม่เริ่มฝึก"))
        if self.score is not None and not 0 <= self.score <= 100:
            raise RuleBroken(_("คะแนนเป็นจำนวนเต็ม 0 ถึง 100"), field="score")
        least = session.course.pass_score
        if least is not None and self.score is None:
            raise RuleBroken(_("หลักสูตรนี้ต้องใส่คะแนน ผ่านที่ %(least)s คะแนน") % {"least": least}, field="score")

    def settle(self, subject: Application) -> None:
        """Keep the score."""
        subject.score = self.score


@dataclass(kw_only=True)
class Pass(Assess):
    """Say that a trainee passed: enough attendance and, where the course asks, enough points."""

    abstract: ClassVar[bool] = False
    name = "training.pass"
    verb = gettext_lazy("บันทึกว่าผ่านการฝึกของ")
    allowed = may.can_judge

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse too few points and too little attendance."""
        super().check(actor, subject)
        course = subject.session.course
        if course.pass_score is not None and (self.score or 0) < course.pass_score:
            told = {"least": course.pass_score}
            raise RuleBroken(_("คะแนนต่ำกว่าเกณฑ์ผ่าน %(least)s คะแนน") % told, field="score")
        found = attended(subject.session).get(subject.pk)
        if not enough(found, course.least_attendance):
            shown = _("ยังไม่บันทึก") if found is None else f"{found:.0f} %"
            told_both = {"found": shown, "least": course.least_attendance}
            raise RuleBroken(_("เข้าฝึก %(found)s ไม่ถึงเกณฑ์ %(least)s %% ของหลักสูตร") % told_both)


@dataclass(kw_only=True)
class Fail(Assess):
    """Say that a trainee did not pass."""

    abstract: ClassVar[bool] = False
    name = "training.fail"
    verb = gettext_lazy("บันทึกว่าไม่ผ่านการฝึกของ")
    allowed = may.can_judge


@dataclass(kw_only=True)
class CloseSession(SessionVerb):
    """Close the results of a session: certificates are issued, and each completer is asked at 3, 6 and 12 months.

    Who had no seat is turned away, and which groups people belonged to is forgotten.
    """

    abstract: ClassVar[bool] = False
    name = "training.close_session"
    verb = gettext_lazy("สรุปผลรุ่นฝึกอบรม")
    allowed = may.can_close

    def check(self, actor: Any, subject: Session) -> None:
        """Refuse one that is not over, and trainees of whom nobody said how it ended."""
        if not SESSION.can(subject.state, "close"):
            raise RuleBroken(_("รุ่นนี้ยังไม่ประกาศ หรือสรุปผลหรือยกเลิกแล้ว"))
        if timezone.localdate() < subject.ends:
            raise RuleBroken(_("รุ่นนี้ยังฝึกไม่จบ สรุปผลได้ตั้งแต่วันสุดท้ายของการฝึก"))
        owed = subject.applications.filter(state=State.ENROLLED).count()
        if owed:
            raise RuleBroken(_("ยังไม่บันทึกผลของผู้รับการฝึก %(n)s คน") % {"n": owed})

    def handle(self, actor: Any, subject: Session) -> Session:
        """Close it, then issue and ask."""
        subject.state, subject.closed_at = SESSION.after(subject.state, "close"), timezone.now()
        subject.save(update_fields=["state", "closed_at"])
        left = subject.applications.filter(state__in=[State.WAITING, State.OFFERED]).order_by("pk")
        for pk in left.values_list("pk", flat=True):
            perform(SYSTEM, TurnAway(target_id=pk))
        done = list(subject.applications.filter(state=State.COMPLETED).select_related("worker").order_by("seat_no"))
        for one in done:
            issue_for(actor, one)
        FollowUp.objects.bulk_create([
            FollowUp(application=one, months=months, due_on=asked_on(subject.ends, months))
            for one in done for months in MONTHS
        ])  # fmt: skip
        Claim.objects.filter(application__session=subject).delete()
        return subject
