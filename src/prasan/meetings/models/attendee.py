"""Who is invited, who answered how, who comes in whose stead, and who has shown who they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.meetings.models.briefing import Briefing

PERSON = settings.AUTH_USER_MODEL


def only_listens(actor: Any) -> Q:
    """Return the condition that an actor only listens in a row's meeting: nothing of secret items is for them.

    Whoever the organiser's office seats, and who holds another line as well, hears everything. It is told of the row's
    column `briefing_id`.
    """
    whole = Q(office_id=actor.office_id) & (Q(seat=None) | Q(is_camera=True))
    held = Attendee.objects.filter(briefing=OuterRef("briefing_id")).filter(
        whole | Q(seat_id=actor.seat_id) | Q(substitute_id=actor.person_id)
    )
    listens = held.filter(duty=Attendee.Duty.LISTENER)
    speaks = held.exclude(duty=Attendee.Duty.LISTENER)
    return Exists(listens.order_by()) & ~Exists(speaks.order_by()) & ~Q(briefing__organiser_id=actor.office_id)


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """Named questions to the lines of the roster."""

    def visible_to(self, actor: Any) -> AttendeeQuerySet:
        """Return the lines of the meetings that the actor reads: who is invited is no secret inside a meeting."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        return self.filter(Exists(seen.order_by()))

    def counted(self) -> AttendeeQuerySet:
        """Return those who count for the quorum and vote: the members of the meeting."""
        return self.filter(duty__in=sorted(COUNTED), removed=False)


class Attendee(models.Model):
    """One line of the roster: an office, or one seat of it, that is invited (ผู้มาประชุม / ผู้เข้าร่วมประชุม).

    `position` is the order on screen and paper. A substitute is named before or in the meeting: a person of ours
    (`substitute`) or typed words (`substitute_name`). `is_camera`: the line is a room with several officers, each of
    whom checks in. `hand_at` since when a hand is raised; `muted` and `removed` are the chair's word.
    `pictures`, how many the line wants; `fits`, how many its link carries (9 where nothing is known against it), and
    `small`, that of the speaker only the small picture does.
    """

    class Duty(models.TextChoices):
        """What they are in the meeting."""

        CHAIR = "chair", _("ประธาน")
        MEMBER = "member", _("ผู้มาประชุม")
        GUEST = "guest", _("ผู้เข้าร่วมประชุม")
        LISTENER = "listener", _("ผู้รับฟัง")
        SECRETARY = "secretary", _("ผู้จดรายงานการประชุม")

    class Reply(models.TextChoices):
        """How they answered the invitation."""

        NONE = "none", _("ยังไม่ตอบรับ")
        COMING = "coming", _("เข้าประชุม")
        SUBSTITUTE = "substitute", _("ส่งผู้แทน")
        ABSENT = "absent", _("ไม่เข้าประชุม")

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="attendees")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.CharField(max_length=10, choices=Duty.choices, default=Duty.MEMBER)
    position = models.PositiveSmallIntegerField(default=0)
    is_camera = models.BooleanField(default=False)
    reply = models.CharField(max_length=10, choices=Reply.choices, default=Reply.NONE)
    reply_why = models.CharField(max_length=500, default="", blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    substitute = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    substitute_name = models.CharField(max_length=200, default="", blank=True)
    substitute_position = models.CharField(max_length=200, default="", blank=True)
    hand_at = models.DateTimeField(null=True)
    muted = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    pictures = models.PositiveSmallIntegerField(default=9)
    fits = models.PositiveSmallIntegerField(default=9, db_default=9)
    small = models.BooleanField(default=False, db_default=False)

    personal = {
        "substitute_name": "who comes in somebody's stead", "substitute_position": "what they are",
        "reply_why": "why somebody does not come",
    }  # fmt: skip
    objects = AttendeeQuerySet.as_manager()

    class Meta:
        db_table = "meetings_attendee"
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["office", "-briefing"], name="attendee_office"),
            models.Index(fields=["area", "-briefing"], name="attendee_area"),
            models.Index(fields=["substitute", "-briefing"], name="attendee_substitute"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["briefing", "office"], condition=Q(seat=None), name="attendee_office_once"),
            models.UniqueConstraint(
                fields=["briefing", "seat"], condition=Q(seat__isnull=False), name="attendee_seat_once"
            ),
            models.UniqueConstraint(fields=["briefing"], condition=Q(duty="chair"), name="attendee_one_chair"),
            models.CheckConstraint(
                condition=Q(reply="substitute") | Q(substitute=None, substitute_name=""), name="attendee_substitute"
            ),
            models.CheckConstraint(
                condition=~Q(reply="substitute") | Q(substitute__isnull=False) | ~Q(substitute_name=""),
                name="attendee_substitute_named",
            ),
            models.CheckConstraint(condition=~Q(reply="absent") | ~Q(reply_why=""), name="attendee_absent_why"),
            models.CheckConstraint(condition=Q(fits__in=[0, 1, 4, 9]), name="attendee_fits"),
            models.CheckConstraint(condition=Q(small=False) | Q(fits=1), name="attendee_small_alone"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id}:{self.office_id}"

    @property
    def peer(self) -> str:
        """Return the name that the media engine knows the line by."""
        return f"a{self.pk}"

    @property
    def receives(self) -> int:
        """Return how many pictures the line is sent: as many as it wants, no more than its link carries."""
        return min(self.pictures, self.fits)

    @property
    def is_reduced(self) -> bool:
        """Tell whether its link carries fewer pictures than it wants."""
        return self.fits < self.pictures

    @property
    def counts(self) -> bool:
        """Tell whether the line counts for the quorum and votes."""
        return self.duty in COUNTED and not self.removed

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("meetings", f"meeting:{self.briefing_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, self.briefing.classification


COUNTED = frozenset({Attendee.Duty.CHAIR, Attendee.Duty.MEMBER})


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Named questions to who showed who they are."""

    def visible_to(self, actor: Any) -> CheckInQuerySet:
        """Return those of the meetings that the actor reads."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("attendee__briefing_id"))
        return self.filter(Exists(seen.order_by()))


class CheckIn(models.Model):
    """One person who showed who they are before taking part (การแสดงตน).

    `how`: sign_in (signed in and entered), code (own phone, by the QR on the door or screen), vouched (the line's
    officer names a guest of theirs, `vouched_by`).
    """

    class How(models.TextChoices):
        """How somebody showed who they are."""

        SIGN_IN = "sign_in", _("ลงชื่อเข้าระบบ")
        CODE = "code", _("สแกนรหัสหน้าห้อง")
        VOUCHED = "vouched", _("มีผู้รับรองตัวตน")

    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, default="", blank=True)
    position = models.CharField(max_length=200, default="", blank=True)
    how = models.CharField(max_length=8, choices=How.choices)
    vouched_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    personal = {"name": "a guest that an officer vouches for", "position": "what the guest is"}
    objects = CheckInQuerySet.as_manager()

    class Meta:
        db_table = "meetings_check_in"
        ordering = ["id"]
        indexes = [models.Index(fields=["attendee", "id"], name="check_in_attendee")]
        constraints = [
            models.UniqueConstraint(
                fields=["attendee", "person"], condition=Q(person__isnull=False), name="check_in_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person=None) & ~Q(name="")), name="check_in_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(how="vouched") | Q(vouched_by__isnull=False), name="check_in_vouched_by"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendee_id}:{self.person_id or ''}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.attendee.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.attendee.area_id, self.attendee.office_id, self.attendee.briefing.classification
