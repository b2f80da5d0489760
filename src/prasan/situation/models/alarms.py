"""Alarms (สัญญาณเตือน): numbers that went beyond what the days or months before them lead one to expect."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.directory.roles import REACH, Reach, Role
from prasan.registers.models import Indicator
from prasan.situation.kinds import EventType
from prasan.situation.models.events import Event

PERSON = settings.AUTH_USER_MODEL


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Named questions to the alarms."""

    def visible_to(self, actor: Any) -> AlarmQuerySet:
        """Return the alarms of the actor's places; of indicators only those of policies that the actor reads.

        A partner reads none: what is counted includes calls and reports that were never published.
        """
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING or actor.role is Role.PARTNER:
            return self.none()
        rows = self.filter(actor.scope.condition(area="area_id"))
        return rows.filter(Q(indicator=None) | Q(indicator__in=Indicator.objects.visible_to(actor)))

    def live(self) -> AlarmQuerySet:
        """Return the alarms about which nobody has decided."""
        return self.filter(state__in=Alarm.LIVE)


class Alarm(models.Model):
    """A stretch of days or months in which a number went beyond what was expected (สัญญาณเตือน).

    What is counted: mentions of an event `type` in an `area` (a province, a country, the nation), or the
    reported figures of an `indicator` in a province. `first` and `last` are the stretch, `is_on` whether it
    lasted to `as_of`, the last day judged; `day` is the day that went farthest, for which `method`, `score`,
    `observed` and `expected` are told, and `compared` the days from which the expectation was drawn. `strength`
    is the score in units of its threshold: 1 is just enough for an alarm. `series` keeps the numbers as they
    stood when it was computed, day by day, so that a later correction does not change what was warned of.
    A figure's values are scaled integers of its indicator.
    """

    class Kind(models.TextChoices):
        """What is counted."""

        MENTIONS = "mentions", _("จำนวนข่าว")
        FIGURE = "figure", _("ตัวเลขรายงาน")

    class Method(models.TextChoices):
        """How it was found; docs/algorithms/alarms.md."""

        C1 = "c1", _("เทียบ 7 วันก่อนหน้า")
        C2 = "c2", _("เทียบ 7 วันก่อนหน้า เว้นสองวันหลังสุด")
        C3 = "c3", _("สะสมสามวันติดกัน")
        LIMIT = "limit", _("เกินเกณฑ์ที่ตั้งไว้")

    class State(models.TextChoices):
        """States along the life cycle in alarms/cycle.py."""

        OPEN = "open", _("ยังไม่มีผู้ดู")
        LOOKED = "looked", _("กำลังตรวจดู")
        LINKED = "linked", _("ผูกกับเหตุการณ์แล้ว")
        ASIDE = "aside", _("วางไว้โดยมีเหตุผล")

    LIVE = (State.OPEN, State.LOOKED)

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MENTIONS)
    type = models.CharField(max_length=20, choices=EventType.choices, default="", blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    is_on = models.BooleanField(default=True)
    day = models.DateField()
    as_of = models.DateField()
    method = models.CharField(max_length=5, choices=Method.choices)
    score = models.FloatField()
    strength = models.FloatField()
    observed = models.FloatField()
    expected = models.FloatField()
    compared = ArrayField(models.DateField(), default=list)
    series = models.JSONField(default=list)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="alarms")
    reason = models.CharField(max_length=500, default="", blank=True)
    raised_at = models.DateTimeField(auto_now_add=True)
    looked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()
    unjournalled = {"series", "compared", "as_of", "strength", "raised_at"}

    class Meta:
        db_table = "situation_alarm"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["area", "-strength"], name="alarm_live", condition=Q(state__in=["open", "looked"])),
            models.Index(fields=["-last", "-id"], name="alarm_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["type", "area", "first"], condition=~Q(type=""), name="alarm_count_once"),
            models.UniqueConstraint(
                fields=["indicator", "area", "first"], condition=Q(type=""), name="alarm_figure_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="mentions", indicator=None) & ~Q(type="")
                | Q(kind="figure", indicator__isnull=False, type=""),
                name="alarm_counts_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(first__lte=F("day"), day__lte=F("last"), last__lte=F("as_of")), name="alarm_days_in_order"
            ),
            models.CheckConstraint(condition=Q(state="linked") ^ Q(event=None), name="alarm_linked_has_event"),
            models.CheckConstraint(condition=~Q(state="aside") | ~Q(reason=""), name="alarm_aside_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.subject} · {self.first:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """Return what is counted, in the reader's language."""
        return str(self.get_type_display()) if self.indicator is None else self.indicator.name

    @property
    def is_live(self) -> bool:
        """Tell whether nobody has decided about it."""
        return self.state in self.LIVE

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("watch",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal: the class of the indicator's policy."""
        policy = self.indicator.policy if self.indicator is not None else None
        return self.area_id, None, policy.classification if policy is not None else 0
