"""Minutes: draft at closing, renew, check, approve, open again, send round, agree, certify."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings import policy_after as after
from prasan.meetings.after.canonical import digest
from prasan.meetings.after.content import content_of
from prasan.meetings.commands import checks
from prasan.meetings.cycle import MINUTES
from prasan.meetings.models import Briefing, Minutes, Opinion
from prasan.platform.commands import Command, Create, RuleBroken, Step

LONGEST_ROUND = 60
"""Days that minutes may be sent round at most."""
WITH = (
    "series", "organiser__area", "chair__person", "chair__office", "secretary__person", "secretary__office",
    "host_area",
)  # fmt: skip


def whole_briefing(pk: int) -> Briefing:
    """Return a meeting with all that its minutes name: one query."""
    heavy = ("organiser__grams", "chair__office__grams", "secretary__office__grams", "organiser__area__boundary")
    return Briefing.objects.select_related(*WITH).defer(*heavy, "host_area__boundary").get(pk=pk)


@dataclass(kw_only=True)
class DraftMinutes(Create[Minutes]):
    """Draft the minutes of a closed meeting, once.

    Parameters: `given`, directives given in it, and `before`, those that it opened with: rows as in beside_after.
    """

    name = "meetings.draft_minutes"
    verb = gettext_lazy("ร่างรายงานการประชุม")
    model = Minutes
    allowed = after.can_write

    briefing_id: int | None = None
    given: list[dict[str, Any]] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)

    def build(self, actor: Any) -> Minutes:
        """Return the new row, the meeting locked: two who draft at once make one."""
        rows = Briefing.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=self.briefing_id or 0).values_list("pk", flat=True).first()
        if found is None:
            raise RuleBroken(_("ไม่พบการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        return Minutes(briefing=whole_briefing(found))

    def check(self, actor: Any, subject: Minutes) -> None:
        """Refuse it before the meeting is closed, and twice."""
        if subject.briefing.state != Briefing.State.CLOSED:
            raise RuleBroken(_("ร่างรายงานการประชุมได้เมื่อปิดประชุมแล้ว"))
        if Minutes.objects.filter(briefing=subject.briefing).exists():
            raise RuleBroken(_("มีรายงานการประชุมนี้แล้ว"))

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Make the content and save it."""
        subject.content = content_of(subject.briefing, self.given, self.before)
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class OnMinutes(Step[Minutes]):
    """A step along the life of minutes."""

    abstract: ClassVar[bool] = True
    model = Minutes
    cycle = MINUTES


@dataclass(kw_only=True)
class RefreshMinutes(Command[Minutes]):
    """Make the draft again from notes, votes and directives as they stand now; what was checked is checked anew."""

    name = "meetings.refresh_minutes"
    verb = gettext_lazy("ปรับรายงานการประชุมตามข้อมูลล่าสุด")
    model = Minutes
    allowed = after.can_write

    given: list[dict[str, Any]] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)

    def check(self, actor: Any, subject: Minutes) -> None:
        """Refuse it once the chair has approved."""
        if subject.state not in {Minutes.State.DRAFT, Minutes.State.CHECKED}:
            raise RuleBroken(_("ประธานเห็นชอบรายงานการประชุมแล้ว แก้ไขไม่ได้"))

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Make the content; a changed one is a further edition."""
        made = content_of(whole_briefing(subject.briefing_id), self.given, self.before)
        if digest(made) == digest(subject.content):
            return subject
        subject.content = made
        subject.edition += 1
        subject.state, subject.checked_by, subject.checked_at = Minutes.State.DRAFT, None, None
        subject.save()
        return subject


@dataclass(kw_only=True)
class CheckMinutes(OnMinutes):
    """Say that they are right (ผู้ตรวจรายงานการประชุม); never the person who wrote them."""

    abstract: ClassVar[bool] = False
    name = "meetings.check_minutes"
    verb = gettext_lazy("ตรวจรายงานการประชุม")
    allowed = after.can_check

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Keep who checked, and when."""
        subject.checked_by_id, subject.checked_at = actor.person_id, timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ApproveMinutes(OnMinutes):
    """Approve them, the chair alone: from now on their digest stands."""

    abstract: ClassVar[bool] = False
    name = "meetings.approve_minutes"
    verb = gettext_lazy("เห็นชอบรายงานการประชุม")
    allowed = after.can_approve

    edition: int | None = None

    def check(self, actor: Any, subject: Minutes) -> None:
        """Refuse another edition than the one that the chair read."""
        super().check(actor, subject)
        if self.edition is not None and self.edition != subject.edition:
            raise RuleBroken(_("รายงานการประชุมถูกแก้ไขหลังจากที่ท่านเปิดอ่าน โปรดอ่านฉบับล่าสุดก่อน"))

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Keep who approved, when, and the digest of what was approved."""
        subject.approved_by_id, subject.approved_at = actor.person_id, timezone.now()
        subject.digest = digest(subject.content)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReopenMinutes(OnMinutes):
    """Open them again to be corrected, with the reason; answers given to the old words no longer count."""

    abstract: ClassVar[bool] = False
    name = "meetings.reopen_minutes"
    verb = gettext_lazy("เปิดรายงานการประชุมให้แก้ไข")
    allowed = after.can_reopen

    def check(self, actor: Any, subject: Minutes) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกว่าต้องแก้ไขอะไร"), 2000)

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Take back check, approval and the round."""
        subject.checked_by = subject.checked_at = subject.approved_by = subject.approved_at = None
        subject.circulated_at = subject.circulated_until = None
        subject.digest = ""
        gone, _by_model = subject.opinions.all().delete()
        if gone:
            self.details["opinions"] = [gone, 0]
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class CirculateMinutes(Command[Minutes]):
    """Send approved minutes round to the members (แจ้งเวียน). Parameters: `until`, the last day for answers."""

    name = "meetings.circulate_minutes"
    verb = gettext_lazy("แจ้งเวียนรายงานการประชุม")
    model = Minutes
    allowed = after.can_write

    until: dt.date | None = None

    def check(self, actor: Any, subject: Minutes) -> None:
        """Refuse what is not approved, and a day that leaves no time or far too much."""
        if subject.state != Minutes.State.APPROVED:
            raise RuleBroken(_("แจ้งเวียนได้เมื่อประธานเห็นชอบแล้ว และยังไม่รับรอง"))
        today = timezone.localdate()
        if self.until is None or not today < self.until <= today + dt.timedelta(days=LONGEST_ROUND):
            told = {"n": LONGEST_ROUND}
            raise RuleBroken(_("วันสุดท้ายที่ตอบต้องเป็นวันหลังจากวันนี้ และไม่เกิน %(n)s วัน") % told, field="until")

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Keep since when and until when."""
        subject.circulated_at, subject.circulated_until = timezone.now(), self.until
        subject.save(update_fields=["circulated_at", "circulated_until"])
        return subject


@dataclass(kw_only=True)
class GiveOpinion(Create[Opinion]):
    """Agree to minutes sent round, or say what is to be corrected; the answer may be changed until the last day."""

    name = "meetings.give_opinion"
    verb = gettext_lazy("ให้ความเห็นต่อรายงานการประชุม")
    model = Opinion
    allowed = after.can_opine

    minutes_id: int | None = None
    agrees: bool = True
    text: str = ""

    def build(self, actor: Any) -> Opinion:
        """Return the row of the actor's own line, the one there is where they have answered before."""
        rows = Minutes.objects.visible_to(actor).select_for_update(of=("self",)).select_related("briefing__organiser")
        found: Any = rows.filter(pk=self.minutes_id or 0).first()
        if found is None:
            raise RuleBroken(_("ไม่พบรายงานการประชุมนี้ หรืออยู่นอกขอบเขตของท่าน"))
        line = may.own_line(actor, list(found.briefing.attendees.all()))
        if line is None:
            raise RuleBroken(may.INVITED_ONLY)
        line.briefing = found.briefing
        old = found.opinions.filter(attendee=line).first()
        told = old or Opinion(minutes=found)
        told.minutes, told.attendee = found, line
        return told

    def check(self, actor: Any, subject: Opinion) -> None:
        """Refuse it outside the round, and a correction without words."""
        minutes = subject.minutes
        last = minutes.circulated_until if minutes.state == Minutes.State.APPROVED else None
        if last is None or timezone.localdate() > last:
            raise RuleBroken(_("ไม่อยู่ในช่วงแจ้งเวียนรายงานการประชุม"))
        missing = "" if self.agrees else _("โปรดบอกว่าต้องแก้ไขอะไร")
        self.text = checks.words(self.text, "text", missing, 5000)

    def handle(self, actor: Any, subject: Opinion) -> Opinion:
        """Keep the answer."""
        subject.agrees, subject.text = self.agrees, self.text
        subject.by_id, subject.at = actor.person_id, timezone.now()
        subject.save()
        return subject


@dataclass(kw_only=True)
class CertifyMinutes(OnMinutes):
    """Certify them (รับรอง): at a later meeting, or by circulation once all agreed or the time is over.

    Parameters: `in_id`, the later meeting of the same series or the one that follows; None for circulation.
    """

    abstract: ClassVar[bool] = False
    name = "meetings.certify_minutes"
    verb = gettext_lazy("รับรองรายงานการประชุม")
    allowed = after.can_write

    in_id: int | None = None

    def check(self, actor: Any, subject: Minutes) -> None:
        """Refuse a meeting that cannot certify them, and a round that still goes on or asks for a correction."""
        super().check(actor, subject)
        self._meeting = self._found(actor, subject) if self.in_id else None
        if self._meeting is None:
            refused = round_open(subject)
            if refused:
                raise RuleBroken(refused)

    def _found(self, actor: Any, subject: Minutes) -> Briefing:
        found = certifying(actor, subject.briefing).filter(pk=self.in_id).first()
        if found is None:
            raise RuleBroken(_("โปรดเลือกการประชุมครั้งหลังของชุดเดียวกันที่เปิดประชุมแล้ว"), field="in")
        return found

    def handle(self, actor: Any, subject: Minutes) -> Minutes:
        """Keep how, in which meeting, and when."""
        subject.certified_in, subject.certified_at = self._meeting, timezone.now()
        subject.certified_how = Minutes.How.MEETING if self._meeting is not None else Minutes.How.CIRCULATION
        return super().handle(actor, subject)


def certifying(actor: Any, briefing: Briefing) -> Any:
    """Return the later meetings that may certify the minutes of one: of its series, or that follow it directly."""
    rows = Briefing.objects.visible_to(actor).filter(state__in=["running", "closed"], opened_at__gt=briefing.closed_at)
    if briefing.series_id is not None:
        return rows.filter(series_id=briefing.series_id)
    return rows.filter(follows=briefing)


def round_open(minutes: Minutes) -> str:
    """Return why minutes sent round cannot be certified yet, empty where they can. Two queries."""
    if minutes.circulated_until is None:
        return _("ยังไม่ได้แจ้งเวียน โปรดแจ้งเวียน หรือเลือกการประชุมที่รับรอง")
    answers = dict(minutes.opinions.values_list("attendee_id", "agrees"))
    if not all(answers.values()):
        return _("มีผู้ขอแก้ไข โปรดเปิดรายงานให้แก้ไข แล้วแจ้งเวียนใหม่")
    members = set(minutes.briefing.attendees.counted().values_list("pk", flat=True))
    if members - answers.keys() and timezone.localdate() <= minutes.circulated_until:
        return _("ยังไม่ครบกำหนดแจ้งเวียน และยังมีผู้ไม่ตอบ")
    return ""
