"""Show who one is, answer for guests before one's own camera, and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.commands.showing import Shows
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Attendee, CheckIn, What
from prasan.meetings.rollcall import DOOR
from prasan.platform.commands import Command, Create, RuleBroken


@dataclass(kw_only=True)
class CheckMeIn(Shows, Create[CheckIn]):
    """Show who one is before taking part: signed in here, or by the code on the door. Twice changes nothing."""

    name = "meetings.check_in"
    verb = gettext_lazy("แสดงตนเข้าประชุม")
    model = CheckIn
    allowed = may.can_speak

    attendee_id: int | None = None
    how: str = CheckIn.How.SIGN_IN

    def build(self, actor: Any) -> CheckIn:
        """Return the row of the person on the line; the one there is where they have checked in before."""
        rows = Attendee.objects.visible_to(actor).select_for_update(of=("self",)).select_related("briefing")
        line = rows.filter(pk=self.attendee_id or 0).first()
        if line is None:
            raise RuleBroken(may.INVITED_ONLY)
        found = line.check_ins.filter(person_id=actor.person_id).first()
        if found is not None:
            found.attendee = line
            return found
        return CheckIn(attendee=line, person_id=actor.person_id, how=self.how, at=timezone.now())

    def check(self, actor: Any, subject: CheckIn) -> None:
        """Refuse it for a meeting that is over, or locked to those who are not in yet."""
        checks.not_over(subject.attendee.briefing)
        if self.how not in {CheckIn.How.SIGN_IN, CheckIn.How.CODE}:
            raise RuleBroken(_("โปรดแสดงตนด้วยการลงชื่อเข้าระบบหรือสแกนรหัส"), field="how")
        if subject.attendee.briefing.locked and subject._state.adding:
            raise RuleBroken(_("ประธานปิดห้องประชุมแล้ว โปรดติดต่อผู้จัดการประชุม"))

    def handle(self, actor: Any, subject: CheckIn) -> CheckIn:
        """Keep it and tell the log; who was signed in elsewhere and now stands at the door is told as well."""
        at_the_door = self.how == CheckIn.How.CODE and subject.how != CheckIn.How.CODE
        if not subject._state.adding and subject.left_at is None and not at_the_door:
            return subject
        coming_back = not subject._state.adding
        subject.left_at, subject.how = None, self.how
        subject.save()
        line = subject.attendee
        append(
            line.briefing_id, What.CHECKED_IN, line=line.pk, person=actor.person_id, how=subject.how,
            again=coming_back, stays=not line.briefing.has_media,
        )  # fmt: skip
        return subject


@dataclass(kw_only=True)
class Vouch(Shows, Create[CheckIn]):
    """Name a guest who sits before one's own camera, and answer for who they are."""

    name = "meetings.vouch"
    verb = gettext_lazy("รับรองตัวตนผู้เข้าประชุม")
    model = CheckIn
    allowed = may.can_speak

    attendee_id: int | None = None
    guest: str = ""
    position: str = ""

    def build(self, actor: Any) -> CheckIn:
        """Return the new row."""
        line = Attendee.objects.visible_to(actor).select_related("briefing").filter(pk=self.attendee_id or 0).first()
        if line is None:
            raise RuleBroken(may.INVITED_ONLY)
        return CheckIn(attendee=line, how=CheckIn.How.VOUCHED, vouched_by_id=actor.person_id, at=timezone.now())

    def check(self, actor: Any, subject: CheckIn) -> None:
        """Refuse it without a name, or from somebody who has not checked in."""
        checks.not_over(subject.attendee.briefing)
        subject.name = checks.words(self.guest, "guest", _("โปรดใส่ชื่อผู้เข้าประชุม"), 200)
        subject.position = checks.words(self.position, "position", most=200)
        if subject.attendee.briefing.locked:
            raise RuleBroken(_("ประธานปิดห้องประชุมแล้ว โปรดติดต่อผู้จัดการประชุม"))
        if not subject.attendee.check_ins.filter(person_id=actor.person_id, left_at=None).exists():
            raise RuleBroken(_("โปรดแสดงตนของท่านก่อน จึงรับรองผู้อื่นได้"))

    def handle(self, actor: Any, subject: CheckIn) -> CheckIn:
        """Keep it and tell the log, by number alone."""
        subject.save(force_insert=True)
        line = subject.attendee
        append(line.briefing_id, What.CHECKED_IN, line=line.pk, person=actor.person_id, how="vouched", guest=subject.pk)
        return subject


@dataclass(kw_only=True)
class CheckOut(Shows, Command[Attendee]):
    """Go before the end: the line is there no more once the last who showed who they are has gone."""

    name = "meetings.check_out"
    verb = gettext_lazy("ออกจากการประชุม")
    model = Attendee
    allowed = may.can_take_part

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it for a meeting that is over, and from who is not in."""
        checks.not_over(subject.briefing)
        self._row = subject.check_ins.filter(person_id=actor.person_id, left_at=None).first()
        if self._row is None:
            raise RuleBroken(_("ท่านยังไม่ได้แสดงตน หรือออกจากการประชุมแล้ว"))

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep when, and tell the log where nobody of the line is left."""
        assert self._row is not None
        self._row.left_at = timezone.now()
        self._row.save(update_fields=["left_at"])
        if not subject.check_ins.exclude(person=None).filter(left_at=None).exists():
            append(subject.briefing_id, What.LEFT, line=subject.pk, person=actor.person_id, connection=DOOR)
        return subject
