"""Lists of official documents to be destroyed: what stands on them, what the committee decided, the order."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import Role
from prasan.platform.vault.fields import EncryptedField

RECORDERS = frozenset(
    {Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.PLO, Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL, Role.DPO}
)
"""Who keeps the lists of their own office."""
ALL_LISTS = frozenset({Role.DPO, Role.AUDITOR})
"""Who reads the lists of every office."""


class DestructionQuerySet(models.QuerySet["DestructionList"]):
    """Named questions to the lists."""

    def visible_to(self, actor: Any) -> DestructionQuerySet:
        """Return all to the protection officer and the auditor, to who keeps lists those of the own office."""
        if getattr(actor, "is_system", False) or actor.role in ALL_LISTS:
            return self
        return self.filter(office=actor.office_id) if actor.role in RECORDERS else self.none()

    def open(self) -> DestructionQuerySet:
        """Return those that are not done."""
        return self.exclude(state=DestructionList.State.DONE)


class DestructionList(models.Model):
    """A list of documents to be destroyed (บัญชีหนังสือขอทำลาย) of one office and Buddhist year.

    Nothing is deleted by it: it records what was decided about papers. `committee`, a chair and two members or more, a
    line each, `members` of them; `archives`, what the National Archives answered; `done_how`, how it was done.
    """

    class State(models.TextChoices):
        """States of kernel.privacy.destruction."""

        DRAFTED = "drafted", _("กำลังจัดทำบัญชี")
        JUDGED = "judged", _("คณะกรรมการพิจารณา")
        ORDERED = "ordered", _("มีคำสั่งแล้ว รอทำลาย")
        DONE = "done", _("ทำลายแล้ว")

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFTED)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    committee = EncryptedField(default="", blank=True)
    members = models.PositiveSmallIntegerField(default=0)
    archives = models.CharField(max_length=300, default="", blank=True)
    order_no = models.CharField(max_length=100, default="", blank=True)
    ordered_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    done_how = models.CharField(max_length=300, default="", blank=True)

    objects = DestructionQuerySet.as_manager()
    personal = {"committee": "staff name"}

    class Meta:
        db_table = "privacy_destruction"
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="destruction_office")]
        constraints = [
            models.CheckConstraint(condition=Q(state="drafted") | Q(members__gte=3), name="destruction_committee"),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "judged"], order_no="", ordered_on=None)
                | (Q(state__in=["ordered", "done"], ordered_on__isnull=False) & ~Q(order_no="")),
                name="destruction_ordered",
            ),
            models.CheckConstraint(condition=Q(state="done") ^ Q(done_on=None), name="destruction_done"),
        ]

    def __str__(self) -> str:
        return gettext("บัญชีหนังสือขอทำลายเลขที่ %(number)s") % {"number": self.pk or "-"}

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class DestructionLine(models.Model):
    """One document of a list (หนังสือในบัญชี): `number` and `dated` as it cites itself, `years` it had to be kept."""

    class Decision(models.TextChoices):
        """What the committee decided."""

        NONE = "", _("ยังไม่พิจารณา")
        DESTROY = "destroy", _("ทำลาย")
        KEEP = "keep", _("เก็บไว้ต่อ")

    list = models.ForeignKey(DestructionList, models.PROTECT, related_name="lines")
    number = models.CharField(max_length=60)
    dated = models.DateField()
    subject = EncryptedField()
    years = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=7, choices=Decision.choices, default=Decision.NONE, blank=True)
    note = EncryptedField(default="", blank=True)

    personal = {"subject": "what a document is about", "note": "why a document is kept"}

    class Meta:
        db_table = "privacy_destruction_line"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "number", "dated"], name="destruction_line_once"),
            models.CheckConstraint(condition=Q(years__gte=1), name="destruction_line_years"),
        ]

    def __str__(self) -> str:
        return self.number

    def personal_subject(self) -> tuple[str, int]:
        """Return whom the personal values are about: the list as a whole."""
        return "privacy.destructionlist", self.list_id
