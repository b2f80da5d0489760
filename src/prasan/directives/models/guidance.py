"""Standing guidance (แนวทางการปฏิบัติงาน): to a set of offices, each of which says how it does it, until a review."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directives.models.given import Given
from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach

PERSON = settings.AUTH_USER_MODEL


def _place(actor: Any) -> Q:
    """Return the condition on addressees' rows that an actor's scope gives."""
    found: Q = actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id")
    return found


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    """Named questions to the guidance."""

    def visible_to(self, actor: Any) -> GuidanceQuerySet:
        """Return what the actor gave, and what is addressed to an office in the actor's scope; none above the class."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        to_us = Addressee.objects.filter(guidance=OuterRef("pk")).filter(_place(actor))
        return rows.filter(Q(issuer_id=actor.office_id) | Q(giver_id=actor.seat_id) | Q(Exists(to_us)))

    def in_force(self) -> GuidanceQuerySet:
        """Return what holds."""
        return self.filter(state=Guidance.State.IN_FORCE)


class Guidance(Given):
    """Standing guidance (แนวทางการปฏิบัติงาน). A deferred trigger refuses a row without addressees at commit.

    `round` counts how often it was asked: a review that lets it hold asks every addressee again.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        IN_FORCE = "in_force", _("ใช้อยู่")
        ENDED = "ended", _("สิ้นสุดแล้ว")
        WITHDRAWN = "withdrawn", _("ถอนแล้ว")

    review_on = models.DateField()
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_FORCE)
    reviewed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="", blank=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta(Given.Meta):
        abstract = False
        db_table = "directives_guidance"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["issuer", "-id"], name="guidance_issuer"),
            models.Index(fields=["review_on", "id"], name="guidance_review", condition=Q(state="in_force")),
            GinIndex(fields=["grams"], name="guidance_grams"),
        ]
        constraints = [
            *Given.Meta.constraints,
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="guidance_number_once"),
            models.CheckConstraint(
                condition=Q(state="in_force") | (~Q(ended_why="") & Q(ended_at__isnull=False)),
                name="guidance_ended_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:80]}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("directives", f"guidance:{self.pk}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.issuer.area_id, self.issuer_id, self.classification


class AddresseeQuerySet(models.QuerySet["Addressee"]):
    """Named questions to the addressees."""

    def visible_to(self, actor: Any) -> AddresseeQuerySet:
        """Return the rows of the offices in the actor's scope, and all rows of what the actor's office gave."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        rows = self.filter(guidance__classification__lte=actor.scope.clearance)
        if actor.scope.everything:
            return rows
        given = Q(guidance__issuer_id=actor.office_id) | Q(guidance__giver_id=actor.seat_id)
        return rows.filter(_place(actor) | given)

    def current(self) -> AddresseeQuerySet:
        """Return the rows of the round that is asked now."""
        return self.filter(round=F("guidance__round"))


class Addressee(models.Model):
    """One office that guidance is addressed to in a round, and how it does it (หน่วยงานผู้รับแนวทาง).

    What was answered in an earlier round stays in that round's row.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        ASKED = "asked", _("ยังไม่รับทราบ")
        ACKNOWLEDGED = "acknowledged", _("รับทราบแล้ว")
        ANSWERED = "answered", _("ตอบแล้ว")

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="addressees")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    how = models.TextField(default="", blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        db_table = "directives_addressee"
        ordering = ["area", "office"]
        indexes = [models.Index(fields=["office", "-guidance"], name="addressee_office")]
        constraints = [
            models.UniqueConstraint(fields=["guidance", "round", "office"], name="addressee_once"),
            models.CheckConstraint(condition=~Q(state="answered") | ~Q(how=""), name="addressee_answered_how"),
        ]

    def __str__(self) -> str:
        return f"{self.guidance.code} → {self.office}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("directives", f"guidance:{self.guidance_id}")

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, self.guidance.classification
