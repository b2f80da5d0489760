"""Call a meeting, keep series, change, invite, cancel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area, AreaGroup, Office
from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.commands import checks
from prasan.meetings.cycle import BRIEFING
from prasan.meetings.models import Attendee, Briefing, Series, SeriesOffice
from prasan.meetings.models.briefing import SECTIONS, Kind, Mode
from prasan.meetings.seating import lines_for
from prasan.platform.commands import Command, Create, RuleBroken, Step

NO_CHAIR = gettext_lazy("โปรดเลือกประธาน ที่ยังดำรงตำแหน่งอยู่")
NO_SECRETARY = gettext_lazy("โปรดเลือกผู้จดรายงานการประชุม ที่ยังดำรงตำแหน่งอยู่")


def next_number(series: Series, starts_at: dt.datetime) -> tuple[int, int]:
    """Return (number, Buddhist year) of a series' next meeting; the series' row is locked until the caller commits.

    The year is the one in which the meeting is held; a cancelled meeting has given its number back, and the next one
    called takes the lowest that is free, so that no gap stays.
    """
    Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    year = timezone.localdate(starts_at).year + 543
    taken = set(series.briefings.filter(year=year).values_list("number", flat=True))
    return next(number for number in count(1) if number not in taken), year


@dataclass(kw_only=True)
class MakeSeries(Create[Series]):
    """Begin a series. Parameters: `organiser_id`, own office where None; `to`, the offices that belong to it."""

    name = "meetings.make_series"
    verb = gettext_lazy("ตั้งชุดการประชุม")
    model = Series
    allowed = may.can_keep_series

    name_th: str = ""
    name_en: str = ""
    kind: str = ""
    organiser_id: int | None = None
    mode: str = Mode.VIDEO
    venue: str = ""
    minutes: int = 120
    quorum_percent: int = 50
    sections: list[str] = field(default_factory=list)
    to: list[int] = field(default_factory=list)
    classification: int = 0

    def build(self, actor: Any) -> Series:
        """Return the new row."""
        if self.kind not in Kind.values:
            raise RuleBroken(_("โปรดเลือกประเภทการประชุม"), field="kind")
        office = checks.offices([self.organiser_id or actor.office_id], "organiser")[0]
        return Series(organiser=office, kind=self.kind, classification=self.classification)

    def check(self, actor: Any, subject: Series) -> None:
        """Refuse it without a name, offices or a place where it needs one."""
        self.name_th = checks.words(self.name_th, "name_th", _("โปรดตั้งชื่อชุดการประชุม"), 200)
        self.name_en = checks.words(self.name_en, "name_en", most=200)
        checks.place(self.mode, self.venue, "https://" if self.mode == Mode.BESIDE else "")
        checks.when(timezone.now(), self.minutes)
        if not 0 <= self.quorum_percent <= 100:
            raise RuleBroken(_("องค์ประชุมต้องอยู่ระหว่างร้อยละ 0 ถึง 100"), field="quorum_percent")
        self.sections = checks.sections(self.sections)
        checks.classified(self.classification, actor)
        if not self.to:
            raise RuleBroken(_("โปรดเลือกหน่วยงานในชุดการประชุมอย่างน้อยหนึ่งแห่ง"), field="to")
        self._to = checks.offices(self.to, "to")
        checks.readers(self._to, self.classification, "to")

    def handle(self, actor: Any, subject: Series) -> Series:
        """Save it with its offices."""
        for name in ("name_th", "name_en", "mode", "venue", "minutes", "quorum_percent", "sections"):
            setattr(subject, name, getattr(self, name))
        subject.save(force_insert=True)
        SeriesOffice.objects.bulk_create([SeriesOffice(series=subject, office=one) for one in self._to])
        self.details["members"] = [0, len(self._to)]
        return subject


@dataclass(kw_only=True)
class EndSeries(Command[Series]):
    """End a series: its meetings stay, no new one is called."""

    name = "meetings.end_series"
    verb = gettext_lazy("สิ้นสุดชุดการประชุม")
    model = Series
    allowed = may.can_keep_series

    def check(self, actor: Any, subject: Series) -> None:
        """Refuse it twice, and while a meeting of it is ahead."""
        if subject.ended_on is not None:
            raise RuleBroken(_("ชุดการประชุมนี้สิ้นสุดแล้ว"))
        if subject.briefings.filter(state__in=["planned", "invited", "running"]).exists():
            raise RuleBroken(_("ยังมีการประชุมของชุดนี้ที่ยังไม่ปิด โปรดปิดหรือยกเลิกก่อน"))

    def handle(self, actor: Any, subject: Series) -> Series:
        """Keep the day."""
        subject.ended_on = timezone.localdate()
        subject.save(update_fields=["ended_on"])
        return subject


@dataclass(kw_only=True)
class CallBriefing(Create[Briefing]):
    """Call a meeting.

    Parameters: `series_id`, whose offices, number and last meeting it takes over; `to`, offices besides; `chair_id`,
    `secretary_id`, seats (own where None); `host_area_id`, the province that hosts; `group_id`, the region that
    pre-filled the offices; `quorum`, members needed (by the series' share where None, none outside a series).
    """

    name = "meetings.call"
    verb = gettext_lazy("เรียกประชุม")
    model = Briefing
    allowed = may.can_call

    kind: str = ""
    title: str = ""
    series_id: int | None = None
    follows_id: int | None = None
    round: int | None = None
    organiser_id: int | None = None
    chair_id: int | None = None
    secretary_id: int | None = None
    mode: str = Mode.VIDEO
    venue: str = ""
    link: str = ""
    how_to: str = ""
    host_area_id: int | None = None
    group_id: int | None = None
    starts_at: dt.datetime | None = None
    minutes: int = 0
    to: list[int] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    quorum: int | None = None
    classification: int = 0

    def build(self, actor: Any) -> Briefing:
        """Return the new row with series, organiser, chair and secretary."""
        self._series = self._found_series(actor)
        kind = self._series.kind if self._series is not None else self.kind
        checks.kind(kind, self.round)
        organiser = self._series.organiser if self._series is not None else None
        if organiser is None:
            organiser = checks.offices([self.organiser_id or actor.office_id], "organiser")[0]
        chair = checks.seat(self.chair_id or getattr(actor, "seat_id", None), "chair", str(NO_CHAIR))
        secretary = checks.seat(self.secretary_id or getattr(actor, "seat_id", None), "secretary", str(NO_SECRETARY))
        told = max(self.classification, self._series.classification if self._series is not None else 0)
        return Briefing(
            series=self._series, kind=kind, round=self.round, organiser=organiser, chair=chair, secretary=secretary,
            classification=told,
        )  # fmt: skip

    def _found_series(self, actor: Any) -> Series | None:
        if not self.series_id:
            return None
        found = Series.objects.visible_to(actor).filter(pk=self.series_id, ended_on=None)
        one = found.select_related("organiser__area").first()
        if one is None:
            raise RuleBroken(_("ไม่พบชุดการประชุมนี้ หรือสิ้นสุดแล้ว"), field="series")
        return one

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse what is not whole, each time with the field it is about."""
        series = self._series
        default = series.name_th if series is not None else ""
        self.title = checks.words(self.title or default, "title", _("โปรดตั้งชื่อการประชุม"), 300)
        self.how_to = checks.words(self.how_to, "how_to", most=5000)
        self.venue, self.link = self.venue.strip() or (series.venue if series is not None else ""), self.link.strip()
        checks.place(self.mode, self.venue, self.link)
        self.minutes = self.minutes or (series.minutes if series is not None else 120)
        checks.when(self.starts_at, self.minutes)
        self.sections = checks.sections(self.sections or (series.sections if series is not None else list(SECTIONS)))
        checks.classified(subject.classification, actor)
        checks.readers([subject.chair.office, subject.secretary.office], subject.classification, "chair")
        self._offices = self._invited(subject)
        checks.readers(self._offices, subject.classification, "to")
        if self.host_area_id and not Area.objects.filter(pk=self.host_area_id, kind=Area.Kind.PROVINCE).exists():
            raise RuleBroken(_("ไม่พบจังหวัดเจ้าภาพ โปรดเลือกจากรายการ"), field="host_area")
        if self.group_id and not AreaGroup.objects.filter(pk=self.group_id).exists():
            raise RuleBroken(_("ไม่พบเขตนี้ โปรดเลือกจากรายการ"), field="group")
        self._follows = self._found_follows(actor)
        self._check_quorum()

    def _invited(self, subject: Briefing) -> list[Office]:
        """Return the offices, those of the series first where none is told; the chair's own has its seat."""
        ids = set(self.to)
        if self._series is not None and not ids:
            ids = set(self._series.members.values_list("office_id", flat=True))
        ids.discard(subject.chair.office_id)
        if not ids:
            raise RuleBroken(_("โปรดเลือกหน่วยงานที่เชิญอย่างน้อยหนึ่งแห่ง"), field="to")
        return checks.offices(ids, "to")

    def _found_follows(self, actor: Any) -> Briefing | None:
        if self.follows_id:
            found = Briefing.objects.visible_to(actor).filter(pk=self.follows_id).first()
            if found is None:
                raise RuleBroken(_("ไม่พบการประชุมครั้งก่อน โปรดเลือกจากรายการ"), field="follows")
            return found
        return queries.last_of(self._series, self.starts_at) if self._series is not None else None

    def _check_quorum(self) -> None:
        members = 1 + len(self._offices)
        if self.quorum is None and self._series is not None and self._series.quorum_percent:
            self.quorum = -(-members * self._series.quorum_percent // 100)
        if self.quorum is not None and not 1 <= self.quorum <= members:
            raise RuleBroken(_("องค์ประชุมต้องไม่เกินจำนวนผู้ได้รับเชิญ (%(n)s)") % {"n": members}, field="quorum")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Number it within its series, save it with its roster."""
        for name in (
            "title", "mode", "venue", "link", "how_to", "host_area_id", "group_id", "starts_at", "minutes", "sections",
            "quorum",
        ):  # fmt: skip
            setattr(subject, name, getattr(self, name))
        subject.follows = self._follows
        if self._series is not None:
            assert self.starts_at is not None
            subject.number, subject.year = next_number(self._series, self.starts_at)
        subject.save(force_insert=True)
        lines = lines_for(subject, subject.chair, subject.secretary, self._offices)
        Attendee.objects.bulk_create(lines)
        self.details["attendees"] = [0, len(lines)]
        return subject


@dataclass(kw_only=True)
class ChangeBriefing(Command[Briefing]):
    """Change what a meeting ahead is called, when and where it is. What is None stays as it is."""

    name = "meetings.change"
    verb = gettext_lazy("แก้ไขการประชุม")
    model = Briefing
    allowed = may.can_prepare

    title: str | None = None
    mode: str | None = None
    venue: str | None = None
    link: str | None = None
    how_to: str | None = None
    starts_at: dt.datetime | None = None
    minutes: int | None = None
    secretary_id: int | None = None

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse what would leave it not whole, or has begun."""
        checks.still_ahead(subject)
        for name in ("title", "mode", "venue", "link", "how_to", "starts_at", "minutes"):
            told = getattr(self, name)
            if told is not None:
                setattr(subject, name, told.strip() if isinstance(told, str) else told)
        subject.title = checks.words(subject.title, "title", _("โปรดตั้งชื่อการประชุม"), 300)
        subject.how_to = checks.words(subject.how_to, "how_to", most=5000)
        checks.place(subject.mode, subject.venue, subject.link)
        checks.when(subject.starts_at, subject.minutes, ahead=self.starts_at is not None)
        self._secretary = None
        if self.secretary_id and self.secretary_id != subject.secretary_id:
            self._secretary = checks.seat(self.secretary_id, "secretary", str(NO_SECRETARY))

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Save it; a new secretary takes over the line of the old."""
        if self._secretary is not None:
            told = {
                "seat": self._secretary,
                "office": self._secretary.office,
                "area_id": self._secretary.office.area_id,
            }
            subject.attendees.filter(duty=Attendee.Duty.SECRETARY).update(**told)
            subject.secretary = self._secretary
        subject.save()
        return subject


@dataclass(kw_only=True)
class OnBriefing(Step[Briefing]):
    """A step along a meeting's life."""

    abstract: ClassVar[bool] = True
    model = Briefing
    cycle = BRIEFING
    allowed = may.can_prepare


@dataclass(kw_only=True)
class Invite(OnBriefing):
    """Send the invitation with the agenda as it stands; sent again, it tells what changed."""

    abstract: ClassVar[bool] = False
    name = "meetings.invite"
    verb = gettext_lazy("เชิญประชุม")

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse an invitation to a meeting whose time is over."""
        super().check(actor, subject)
        if subject.starts_at < timezone.now() - dt.timedelta(hours=1):
            raise RuleBroken(_("เวลาประชุมผ่านไปแล้ว โปรดเปลี่ยนเวลาก่อนเชิญ"), field="starts_at")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep when it was sent."""
        subject.invited_at = timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Cancel(OnBriefing):
    """Cancel a meeting ahead, with the reason; its number goes back to the series."""

    abstract: ClassVar[bool] = False
    name = "meetings.cancel"
    verb = gettext_lazy("ยกเลิกการประชุม")

    def check(self, actor: Any, subject: Briefing) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่ยกเลิก"), 2000)

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep the reason."""
        subject.cancelled_why = self.reason
        subject.number = subject.year = None
        return super().handle(actor, subject)
