"""The registry of workers (ทะเบียนแรงงาน): people whom the offices serve, and by which right each office reads them."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.platform.aggregates import OneOf
from prasan.platform.commands.many import InSets, words
from prasan.platform.vault.fields import EncryptedField, LookupField
from prasan.registers.models.worker_words import (
    Channel,
    Employment,
    Ground,
    IdKind,
    Industry,
    InformalGroup,
    Occupation,
    Protected,
    Purpose,
    Section,
    Sex,
)

OWN_OFFICE = frozenset({Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR, Role.VOLUNTEER_COORDINATOR})
OWN_PROVINCE = frozenset({Role.PLO, Role.COUNTER_OFFICER})
CASE_WORKERS = OWN_OFFICE | OWN_PROVINCE
"""Roles that meet people; every other role but the data protection officer reads sums, never persons."""
_IN_PROVINCES = frozenset({Office.Kind.PROVINCIAL, Office.Kind.BRANCH})


def serves_province(actor: Any) -> bool:
    """Tell whether an actor reads the people of all offices in the own province: never from a central office."""
    return actor.role in OWN_PROVINCE and actor.office_kind in _IN_PROVINCES


def reach(actor: Any) -> Q:
    """Return the condition that the office of a tie is one whose people a case worker reads."""
    if not serves_province(actor):
        return Q(office=actor.office_id)
    there = Q(pk=actor.office_id) | Q(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
    # asked once, so that ties are read by the index of their office: a join would read those of the whole country
    return Q(OneOf(F("office_id"), ArraySubquery(Office.objects.filter(there).order_by().values("pk"))))


def _served(actor: Any) -> Q:
    """Return the condition that somebody has a living tie to an office of a case worker."""
    living = Tie.objects.filter(worker=OuterRef("pk"), withdrawn_at=None)
    # an entry that was merged is read as the one that was kept: a right withdrawn there is withdrawn
    wide = Q(Exists(living.filter(reach(actor))), state=Worker.State.ACTIVE)
    if not serves_province(actor):
        return wide
    return wide & (Q(protected="") | Q(Exists(living.filter(office=actor.office_id))))


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Named questions to the workers."""

    def visible_to(self, actor: Any) -> WorkerQuerySet:
        """Return whom the actor reads: whom they serve, and whose entry they opened in an emergency for an hour.

        The data protection officer reads all; executives and national readers nobody.
        """
        if getattr(actor, "is_system", False) or actor.role is Role.DPO:
            return self
        if actor.role not in CASE_WORKERS:
            return self.none()
        openings: Any = self.model._meta.get_field("openings").related_model
        mine = openings._default_manager.filter(worker=OuterRef("pk"), seat=actor.seat_id, person=actor.person_id)
        opened = Q(Exists(mine.filter(until__gt=Now())), state=Worker.State.ACTIVE)
        return self.filter(_served(actor) | opened)

    def served_by(self, actor: Any) -> WorkerQuerySet:
        """Return whom the actor may do something for: people with a living tie to an office of theirs.

        A protected person's tie opens the record to the office of the tie alone, not to its province. An entry that was
        opened in an emergency is read, nothing more.
        """
        if getattr(actor, "is_system", False) or actor.role is Role.DPO:
            return self
        return self.filter(_served(actor)) if actor.role in CASE_WORKERS else self.none()

    def active(self) -> WorkerQuerySet:
        """Return the people who were not merged into another entry, nor erased."""
        return self.filter(state=Worker.State.ACTIVE, erased_at=None)


class Worker(models.Model):
    """One person of the registry (แรงงาน), with the least data needed.

    What tells who it is stands encrypted; `keys` are truncated keyed hashes under which a second entry of the same
    person is found (workers/keys.py). `birth_year` is of the common era. `definition` and `definition_source` say by
    which definition `employment` was told. `protected`: identifiable to the offices of the case alone. `office`
    registered it; who may read it stands in the ties, never here. `line_id`, the LINE account that the person linked
    from their own page at `line_at`, which is their consent to it: news go there first, and by `channel` where LINE
    does not take them. `erased_at`, when what tells who it is was emptied
    (workers/erasing.py); what is left is counted and is nobody's.
    """

    class State(models.TextChoices):
        """Whether the entry stands by itself."""

        ACTIVE = "active", _("ใช้งาน")
        MERGED = "merged", _("รวมกับรายการอื่นแล้ว")

    title = EncryptedField(default="", blank=True)
    given_name = EncryptedField()
    family_name = EncryptedField(default="", blank=True)
    name_latin = EncryptedField(default="", blank=True)
    id_kind = models.CharField(max_length=8, choices=IdKind.choices, default=IdKind.NONE)
    id_number = EncryptedField(default="", blank=True)
    id_key = LookupField(of="id_number", normalise="prasan.registers.workers.normal.number")
    phone = EncryptedField(default="", blank=True)
    phone_key = LookupField(of="phone", normalise="prasan.registers.workers.normal.phone")
    contact = EncryptedField(default="", blank=True)
    contact_key = LookupField(of="contact", normalise="prasan.registers.workers.normal.line")
    line_id = EncryptedField(default="", blank=True, editable=False)
    line_key = LookupField(of="line_id")
    keys = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    birth_year = models.SmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices, default="", blank=True)
    home_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    work_area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    occupation = models.CharField(max_length=1, choices=Occupation.choices, default="", blank=True)
    industry = models.CharField(max_length=1, choices=Industry.choices, default="", blank=True)
    nationality = models.CharField(max_length=2, default="TH")
    employment = models.CharField(max_length=10, choices=Employment.choices, default="", blank=True)
    informal_group = models.CharField(max_length=8, choices=InformalGroup.choices, default="", blank=True)
    definition = models.CharField(max_length=20, default="", blank=True)
    definition_source = models.CharField(max_length=300, default="", blank=True)
    section = models.CharField(max_length=4, choices=Section.choices, default="", blank=True)
    option = models.PositiveSmallIntegerField(null=True, blank=True)
    channel = models.CharField(max_length=6, choices=Channel.choices, default=Channel.NONE)
    consented_at = models.DateTimeField(null=True, blank=True)
    line_at = models.DateTimeField(null=True, editable=False)
    protected = models.CharField(max_length=12, choices=Protected.choices, default="", blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="workers")
    state = models.CharField(max_length=6, choices=State.choices, default=State.ACTIVE)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = WorkerQuerySet.as_manager()
    in_sets = InSets(label=words("แรงงานหมายเลข ", F("pk")), office=F("office_id"))
    unjournalled = {"keys"}
    named_by_number = True
    """The journal names it without reading it."""
    personal = {
        "title": "name", "given_name": "name", "family_name": "name", "name_latin": "name", "id_number": "id_number",
        "phone": "phone", "phone_key": "look-up", "contact": "contact", "line_id": "line", "line_key": "look-up",
        "birth_year": "birth", "sex": "sex",
        "home_area": "place", "work_area": "place", "nationality": "nationality", "protected": "protected",
    }  # fmt: skip

    class Meta:
        db_table = "registers_worker"
        ordering = ["-id"]
        indexes = [GinIndex(fields=["keys"], name="worker_keys")]
        constraints = [
            models.CheckConstraint(
                condition=Q(option=None) | Q(section="40", option__range=(1, 3)), name="worker_option"
            ),
            models.CheckConstraint(condition=Q(informal_group="") | Q(employment="informal"), name="worker_group"),
            models.CheckConstraint(
                condition=Q(employment="", definition="", definition_source="")
                | (~Q(employment="") & ~Q(definition="") & ~Q(definition_source="")),
                name="worker_definition",
            ),
            models.CheckConstraint(condition=Q(id_kind="none") ^ ~Q(id_key=""), name="worker_paper"),
            models.CheckConstraint(condition=Q(channel="none") ^ Q(consented_at__isnull=False), name="worker_consent"),
            models.CheckConstraint(
                condition=~Q(channel__in=["sms", "call"]) | ~Q(phone_key=""), name="worker_channel_phone"
            ),
            models.CheckConstraint(
                condition=~Q(channel__in=["email", "letter"]) | ~Q(contact_key=""), name="worker_channel_line"
            ),
            models.CheckConstraint(condition=Q(line_key="") ^ Q(line_at__isnull=False), name="worker_line_consent"),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__range=(1880, 2100)), name="worker_birth_year"
            ),
            models.CheckConstraint(condition=Q(nationality__regex="^[A-Z]{2}$"), name="worker_nationality"),
            models.CheckConstraint(condition=Q(state="merged") ^ Q(merged_into=None), name="worker_merged"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="worker_not_into_itself"),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(
                    id_key="",
                    phone_key="",
                    contact_key="",
                    line_key="",
                    keys=[],
                    birth_year=None,
                    sex="",
                    protected="",
                ),
                name="worker_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return gettext("แรงงานหมายเลข %(number)s") % {"number": self.pk or "-"}

    @property
    def full_name(self) -> str:
        """Return the name as the offices of the case call the person."""
        told = f"{self.title}{self.given_name} {self.family_name}".strip()
        return told or self.name_latin

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none, no page follows a person."""
        return ()

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal: the registering office."""
        return None, self.office_id, 0


class TieQuerySet(models.QuerySet["Tie"]):
    """Named questions to the ties."""

    def visible_to(self, actor: Any) -> TieQuerySet:
        """Return the ties of the people whom the actor serves, withdrawn ones too: whom they told what is theirs."""
        return self.filter(worker__in=Worker.objects.served_by(actor).order_by().values("pk"))

    def living(self) -> TieQuerySet:
        """Return the ties that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Tie(models.Model):
    """By which right an office uses a person's data for a purpose (ฐานการประมวลผลข้อมูล); withdrawn, it is over at once.

    `notice_version` names the notice that the person was given. A person and an office have one living tie a purpose.
    """

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="ties")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.SERVICE)
    ground = models.CharField(max_length=12, choices=Ground.choices)
    notice_version = models.CharField(max_length=40)
    given_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = TieQuerySet.as_manager()
    in_sets = InSets(label=words("ฐานข้อมูลของแรงงานหมายเลข ", F("worker_id")), office=F("office_id"))

    class Meta:
        db_table = "registers_tie"
        ordering = ["id"]
        indexes = [models.Index(fields=["office", "-worker"], name="tie_living", condition=Q(withdrawn_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "office", "purpose"], condition=Q(withdrawn_at=None), name="tie_once"
            ),
            models.CheckConstraint(condition=~Q(notice_version=""), name="tie_notice"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="tie_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return gettext("ฐานข้อมูลของแรงงานหมายเลข %(number)s") % {"number": self.worker_id}

    @property
    def lives(self) -> bool:
        """Tell whether the office may use the data."""
        return self.withdrawn_at is None

    def journal_place(self) -> tuple[None, int, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0
