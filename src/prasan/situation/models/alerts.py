"""Notices to the public (ประกาศแจ้งเตือนประชาชน) about events, as CAP messages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import REACH, Classification, Reach
from prasan.situation.models.events import Event


class AlertQuerySet(models.QuerySet["Alert"]):
    """Named questions to the notices."""

    def visible_to(self, actor: Any) -> AlertQuerySet:
        """Return the notices of the events that the actor reads, and what was told to everybody anyway."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        told = Q(state__in=Alert.TOLD, event__is_public=True, event__classification=Classification.NORMAL)
        return self.filter(told | Q(event__in=Event.objects.visible_to(actor)))

    def public(self) -> AlertQuerySet:
        """Return what everybody may read: published, about an event that is public and has no class."""
        return self.filter(
            state__in=Alert.TOLD, event__is_public=True, event__classification=Classification.NORMAL
        )  # fmt: skip

    def in_force(self) -> AlertQuerySet:
        """Return the notices that hold now: published, neither replaced nor expired nor a cancellation."""
        rows = self.filter(state=Alert.State.PUBLISHED, expires__gt=timezone.now())
        return rows.exclude(kind=Alert.Kind.CANCEL)


class Alert(models.Model):
    """A notice to the public about an event (ประกาศแจ้งเตือน), an update of it, or its cancellation.

    Words are typed by people, Thai at least. Publishing freezes them: `document` is the CAP message as it went
    out, `identifier`, `sender` and `sent` are its name in the world. `previous` is the notice before it in the
    chain. `checked`: who worded it looked at what seemed to be a person's name or number and says it is none.
    """

    class Kind(models.TextChoices):
        """What it is to the notice before it."""

        ALERT = "alert", _("ประกาศใหม่")
        UPDATE = "update", _("ปรับปรุงประกาศ")
        CANCEL = "cancel", _("ยกเลิกประกาศ")

    class State(models.TextChoices):
        """States along the life cycle in cap/cycle.py."""

        DRAFT = "draft", _("ร่าง รอเผยแพร่")
        PUBLISHED = "published", _("เผยแพร่แล้ว")
        REPLACED = "replaced", _("มีฉบับใหม่แทนแล้ว")
        DROPPED = "dropped", _("ไม่เผยแพร่")

    TOLD = (State.PUBLISHED, State.REPLACED)

    event = models.ForeignKey(Event, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.ALERT)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    headline_th = models.CharField(max_length=160)
    headline_en = models.CharField(max_length=160, default="", blank=True)
    description_th = models.TextField()
    description_en = models.TextField(default="", blank=True)
    instruction_th = models.TextField(default="", blank=True)
    instruction_en = models.TextField(default="", blank=True)
    expires = models.DateTimeField()
    checked = models.BooleanField(default=False)
    identifier = models.CharField(max_length=80, default="", blank=True)
    sender = models.CharField(max_length=200, default="", blank=True)
    sent = models.DateTimeField(null=True)
    document = models.TextField(default="", blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = AlertQuerySet.as_manager()
    unjournalled = {"document"}

    class Meta:
        db_table = "situation_alert"
        ordering = ["-id"]
        indexes = [models.Index(fields=["-sent"], name="alert_told", condition=Q(state__in=["published", "replaced"]))]
        constraints = [
            models.UniqueConstraint(fields=["event"], condition=Q(state="draft"), name="alert_one_draft"),
            models.UniqueConstraint(fields=["event"], condition=Q(state="published"), name="alert_one_published"),
            models.UniqueConstraint(fields=["identifier"], condition=~Q(identifier=""), name="alert_identifier_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"], sent=None, identifier="", document="")
                | Q(state__in=["published", "replaced"], sent__isnull=False) & ~Q(identifier="") & ~Q(document=""),
                name="alert_told_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=models.F("prepared_by")), name="alert_two_people"
            ),
            models.CheckConstraint(condition=Q(kind="alert") ^ Q(previous__isnull=False), name="alert_chain"),
        ]

    def __str__(self) -> str:
        return self.headline_th

    @property
    def is_in_force(self) -> bool:
        """Tell whether it holds now."""
        alive = self.state == self.State.PUBLISHED and self.kind != self.Kind.CANCEL
        return alive and self.expires > timezone.now()

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a notice's change touches."""
        return ("events", f"event:{self.event_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.event.journal_place()
