"""Series and meetings: who calls them, what kind, number, place, time, class."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, AreaGroup, Office, Seat
from prasan.directory.roles import REACH, Classification, Reach

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """Kinds of meetings (ประเภทการประชุม)."""

    DAILY = "daily", _("ประชุมศูนย์ปฏิบัติการประจำวัน")
    REGIONAL = "regional", _("ประชุมหัวหน้าหน่วยงานรายเขตตรวจราชการ")
    PROVINCE = "province", _("ประชุมหัวหน้าหน่วยงานกระทรวงแรงงานในจังหวัด")
    AD_HOC = "ad_hoc", _("ประชุมเฉพาะกิจ")
    INSPECTION = "inspection", _("การตรวจราชการ")
    WAR_ROOM = "war_room", _("ห้องปฏิบัติการร่วมกับสำนักงานในต่างประเทศ")


class Mode(models.TextChoices):
    """How people meet."""

    VIDEO = "video", _("ทางวิดีโอ")
    HALL = "hall", _("ในห้องประชุม")
    BOTH = "both", _("ในห้องประชุมและทางวิดีโอ")
    BESIDE = "beside", _("ใช้ระบบประชุมอื่น")


class Round(models.IntegerChoices):
    """Rounds of an inspection (รอบการตรวจราชการ)."""

    BRIEFING = 1, _("รอบที่ 1 ชี้แจงประเด็น")
    PROGRESS = 2, _("รอบที่ 2 ติดตามความก้าวหน้า")
    OVERALL = 3, _("รอบที่ 3 ประเมินภาพรวม")


class Section(models.TextChoices):
    """The official order of an agenda (ระเบียบวาระ)."""

    TOLD = "told", _("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ")
    CERTIFY = "certify", _("เรื่องรับรองรายงานการประชุม")
    FOLLOW = "follow", _("เรื่องสืบเนื่อง / เรื่องเพื่อทราบ")
    DECIDE = "decide", _("เรื่องเพื่อพิจารณา")
    OTHER = "other", _("เรื่องอื่น ๆ")


VENUED = frozenset({Mode.HALL, Mode.BOTH})
SECTIONS = [one.value for one in Section]


def usual_sections() -> list[str]:
    """Return the order of the agenda where a series sets none of its own."""
    return list(SECTIONS)


class SeriesQuerySet(models.QuerySet["Series"]):
    """Named questions to the series."""

    def visible_to(self, actor: Any) -> SeriesQuerySet:
        """Return the series that the actor's offices and places call or belong to; none above the actor's class."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        members = SeriesOffice.objects.filter(series=OuterRef("pk")).filter(
            actor.scope.condition(area="office__area_id", office="office_id", agency="office__agency_id")
        )
        own = actor.scope.condition(office="organiser_id", agency="organiser__agency_id")
        return rows.filter(own | Q(organiser_id=actor.office_id) | Q(Exists(members)))


class Series(models.Model):
    """A series of meetings (ชุดการประชุม): the same people, numbered n/BE-year; each begins where the last ended.

    `minutes` planned length; `quorum_percent` of the members, 0 for none; `sections` the order of the agenda.
    """

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    organiser = models.ForeignKey(Office, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=6, choices=Mode.choices, default=Mode.VIDEO)
    venue = models.CharField(max_length=300, default="", blank=True)
    minutes = models.PositiveSmallIntegerField(default=120)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    sections = ArrayField(models.CharField(max_length=10), default=usual_sections)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    ended_on = models.DateField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        db_table = "meetings_series"
        ordering = ["name_th"]
        indexes = [models.Index(fields=["organiser", "name_th"], name="series_organiser")]
        constraints = [
            models.CheckConstraint(condition=~Q(name_th=""), name="series_has_name"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=720), name="series_minutes"),
            models.CheckConstraint(condition=Q(quorum_percent__lte=100), name="series_quorum"),
            models.CheckConstraint(condition=Q(sections__len__gte=1), name="series_sections"),
        ]

    def __str__(self) -> str:
        return self.name_th

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("meetings",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.organiser.area_id, self.organiser_id, self.classification


class SeriesOffice(models.Model):
    """An office that belongs to a series (หน่วยงานในชุดการประชุม)."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="members")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")

    class Meta:
        db_table = "meetings_series_office"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["series", "office"], name="series_office_once")]
        indexes = [models.Index(fields=["office", "series"], name="series_office_back")]

    def __str__(self) -> str:
        return f"{self.series_id}:{self.office_id}"


class BriefingQuerySet(models.QuerySet["Briefing"]):
    """Named questions to the meetings."""

    def visible_to(self, actor: Any) -> BriefingQuerySet:
        """Return the meetings that the actor's office calls, or to which its offices and places are invited.

        A substitute reads what they are sent to. None above the actor's class.
        """
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        from prasan.meetings.models.attendee import Attendee

        mine = actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id")
        invited = Attendee.objects.filter(briefing=OuterRef("pk")).filter(
            mine | Q(office_id=actor.office_id) | Q(substitute_id=actor.person_id)
        )
        own = Q(organiser_id=actor.office_id) | Q(chair_id=actor.seat_id) | Q(secretary_id=actor.seat_id)
        return rows.filter(own | Q(Exists(invited)))


class Briefing(models.Model):
    """A meeting (การประชุม): called by `organiser`, led by `chair`, written down by `secretary`.

    `number`/`year` count within its series, and one that is cancelled gives its number back; `follows` is the meeting
    whose directives it opens with; `group` is the region that pre-filled the invitation (who comes is the list of
    attendees alone); `quorum`, how many members have to be there, None for none; `link`, the other conference tool's
    address; `minutes`, the planned length; `final_hash`, that of the log's last line at closing.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        PLANNED = "planned", _("เตรียมการ")
        INVITED = "invited", _("เชิญประชุมแล้ว")
        RUNNING = "running", _("กำลังประชุม")
        CLOSED = "closed", _("ปิดประชุมแล้ว")
        CANCELLED = "cancelled", _("ยกเลิก")

    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="briefings")
    number = models.PositiveIntegerField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    round = models.PositiveSmallIntegerField(choices=Round.choices, null=True, blank=True)
    title = models.CharField(max_length=300)
    organiser = models.ForeignKey(Office, models.PROTECT, related_name="+")
    chair = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=6, choices=Mode.choices)
    venue = models.CharField(max_length=300, default="", blank=True)
    host_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(AreaGroup, models.PROTECT, null=True, blank=True, related_name="+")
    link = models.URLField(max_length=500, default="", blank=True)
    how_to = models.TextField(default="", blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=0)
    sections = ArrayField(models.CharField(max_length=10), default=usual_sections)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    invited_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(default="", blank=True)
    locked = models.BooleanField(default=False)
    recording = models.BooleanField(default=False)
    on_stage = models.ForeignKey("meetings.Attendee", models.SET_NULL, null=True, related_name="+")
    sharing = models.ForeignKey("meetings.Attendee", models.SET_NULL, null=True, related_name="+")
    final_hash = models.CharField(max_length=64, default="", blank=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        db_table = "meetings_briefing"
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="briefing_when"),
            models.Index(fields=["organiser", "-starts_at"], name="briefing_organiser"),
            models.Index(fields=["series", "-id"], name="briefing_series"),
            models.Index(fields=["id"], name="briefing_running", condition=Q(state="running")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="briefing_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="briefing_has_title"),
            models.CheckConstraint(
                condition=Q(series=None, number=None, year=None)
                | Q(series__isnull=False, number__gte=1, year__gte=2500, year__lte=2700)
                | Q(series__isnull=False, number=None, year=None, state="cancelled"),
                name="briefing_numbered_in_series",
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection", round__isnull=False) | (~Q(kind="inspection") & Q(round=None)),
                name="briefing_round_of_inspection",
            ),
            models.CheckConstraint(condition=~Q(mode__in=sorted(VENUED)) | ~Q(venue=""), name="briefing_venue"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=720), name="briefing_minutes"),
            models.CheckConstraint(condition=Q(classification__lte=2), name="briefing_class"),
            models.CheckConstraint(condition=Q(quorum=None) | Q(quorum__gte=1), name="briefing_quorum"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "invited", "cancelled"], opened_at=None, closed_at=None)
                | Q(state="running", opened_at__isnull=False, closed_at=None)
                | Q(state="closed", opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="briefing_times",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_why=""), name="briefing_cancelled_why"
            ),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="briefing_follows_another"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Return the number as it is written: n/BE-year; empty outside a series."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def name(self) -> str:
        """Return the title with its number behind: … ครั้งที่ 3/2569."""
        return f"{self.title} ครั้งที่ {self.code}" if self.number else self.title

    @property
    def room(self) -> str:
        """Return the name that the media engine knows the meeting by."""
        return f"m{self.pk}"

    @property
    def has_media(self) -> bool:
        """Tell whether pictures go through our own engine."""
        return self.mode in {Mode.VIDEO, Mode.BOTH}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("meetings", f"meeting:{self.pk}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.organiser.area_id, self.organiser_id, self.classification
