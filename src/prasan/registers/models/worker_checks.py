"""What is kept beside the people: looks for a second entry, pairs that are two people, merges that can be undone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.platform.vault.fields import EncryptedField
from prasan.registers.models.workers import Worker


class OfWorkersQuerySet(models.QuerySet[Any]):
    """Rows about people: read by whoever serves the person that `up_to_worker` names."""

    up_to_worker = ""

    def visible_to(self, actor: Any) -> Any:
        """Return the rows about people whom the actor serves."""
        return self.filter(**{f"{self.up_to_worker}__in": Worker.objects.served_by(actor).order_by().values("pk")})


class CheckQuerySet(models.QuerySet["PersonCheck"]):
    """Named questions to the looks."""

    def visible_to(self, actor: Any) -> CheckQuerySet:
        """Return the actor's own looks."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(person_id=actor.person_id, seat_id=actor.seat_id)


class PersonCheck(models.Model):
    """One look over the whole registry for an entry of the same person (การตรวจรายการซ้ำ); what was typed is not kept.

    `digest` is a keyed hash of what was looked for: the entry that follows has to be about the same person.
    `found` are the numbers of the entries that are the same person, and none else; of them `proven` by a number or a
    telephone: these may be taken over by the seat that typed what only somebody with the person before them knows.
    """

    class Verdict(models.TextChoices):
        """What the strongest of the likenesses says."""

        SAME = "same", _("เป็นคนเดียวกัน")
        MAYBE = "maybe", _("อาจเป็นคนเดียวกัน")
        DIFFERENT = "different", _("ไม่พบรายการซ้ำ")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    digest = models.CharField(max_length=64)
    found = ArrayField(models.BigIntegerField(), default=list, blank=True)
    proven = ArrayField(models.BigIntegerField(), default=list, blank=True)

    objects = CheckQuerySet.as_manager()
    unjournalled = {"found", "proven", "at", "digest"}

    class Meta:
        db_table = "registers_person_check"
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-at"], name="person_check_pace")]

    def __str__(self) -> str:
        return gettext("การตรวจรายการซ้ำหมายเลข %(number)s") % {"number": self.pk or "-"}

    def journal_place(self) -> tuple[None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class PairQuerySet(OfWorkersQuerySet):
    """Pairs, read by whoever reads the first of the two."""

    up_to_worker = "first"

    def others_of(self, worker: int) -> models.QuerySet[Any, int]:
        """Return the numbers of the entries that are known to be other people than an entry."""
        first = self.filter(second=worker).order_by().values_list("first", flat=True)
        return first.union(self.filter(first=worker).order_by().values_list("second", flat=True), all=True)


class NotSame(models.Model):
    """Two entries of which somebody found that they are two people (ไม่ใช่คนเดียวกัน): nobody is asked again."""

    first = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    second = models.ForeignKey(Worker, models.CASCADE, related_name="+")
    by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    objects = PairQuerySet.as_manager()

    class Meta:
        db_table = "registers_not_same"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="not_same_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_same_in_order"),
        ]

    def __str__(self) -> str:
        return gettext("แรงงานหมายเลข %(one)s และ %(other)s") % {"one": self.first_id, "other": self.second_id}


class MergeQuerySet(OfWorkersQuerySet):
    """Merges, read by whoever reads the entry that was kept."""

    up_to_worker = "kept"


class Merge(models.Model):
    """One entry was taken into another (การรวมรายการ); `prior` holds both as they were, so that it can be undone.

    `moved` are the numbers of the ties that went along.
    """

    kept = models.ForeignKey(Worker, models.PROTECT, related_name="taken_in")
    gone = models.ForeignKey(Worker, models.PROTECT, related_name="taken_over")
    prior = EncryptedField()
    moved = ArrayField(models.BigIntegerField(), default=list, blank=True)
    by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = MergeQuerySet.as_manager()
    unjournalled = {"prior"}
    personal = {"prior": "both entries as they were"}

    class Meta:
        db_table = "registers_merge"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merge_once"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
        ]

    def __str__(self) -> str:
        return gettext("การรวมแรงงานหมายเลข %(gone)s เข้ากับ %(kept)s") % {"gone": self.gone_id, "kept": self.kept_id}

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal: that of the entry that was kept."""
        return self.kept.journal_place()
