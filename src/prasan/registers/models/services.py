"""The service directory: papers, national services, and what each office offers of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, Office, Person
from prasan.kernel.referral import Promise
from prasan.kernel.services import SECTIONS, WHO, Conditions, Freshness, freshness, promise_of
from prasan.kernel.services.terms import Difference, differing
from prasan.platform.commands.many import InSets, words
from prasan.registers.models.shared import Bilingual, Open

MOST_DAYS = 365
MOST_FEE = 100_000_000_00
"""Satang: a hundred million baht, no service of the ministry comes near."""
LOCAL = (
    "description_th", "description_en", "eligibility_th", "eligibility_en", "papers", "fee", "fee_note_th",
    "fee_note_en", "days", "promises",
)  # fmt: skip
"""Terms that an office may set otherwise than the template. Who is entitled, the law and the name are national."""
CODED = ("who", "sections", "age_from", "age_to", "nationality")
"""Coded conditions; an office states them only for a service of its own."""


def codes(longest: int, **told: Any) -> Any:
    """Return a column that holds a list of codes."""
    return ArrayField(models.CharField(max_length=longest), blank=True, **told)


class Nationality(models.TextChoices):
    """Whose service it is by nationality."""

    ANY = "", _("ทุกสัญชาติ")
    THAI = "thai", _("ผู้มีสัญชาติไทย")
    FOREIGN = "foreign", _("คนต่างด้าว")


class Paper(Bilingual):
    """A document that people are asked for (เอกสาร): one table, so that several services ask for it once."""

    code = models.SlugField(max_length=40, primary_key=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_paper"
        ordering = ["order", "code"]


class ServiceTemplateQuerySet(models.QuerySet["ServiceTemplate"]):
    """Named questions to the national services."""

    def visible_to(self, actor: Any) -> ServiceTemplateQuerySet:
        """Return those in force to everybody; drafts and withdrawn ones to their department and the centre."""
        if getattr(actor, "is_system", False):
            return self
        return self.filter(Q(state="in_force") | actor.scope.condition(agency="agency_id"))

    def in_force(self) -> ServiceTemplateQuerySet:
        """Return those that are offered now."""
        return self.filter(state="in_force")


class ServiceTemplate(Bilingual):
    """A service as the nation offers it (บริการมาตรฐาน); each office's Service is a copy that may differ.

    `fee` in satang: 0 is free, None not told; `fee_note_*` where it is a scale. `days`, promised working days, 0 the
    same day, None not told. `promises`, working hours by name of a referral's clock. `papers`, codes of Paper. `who`,
    `sections`, ages and nationality are the coded conditions (kernel.services.conditions), empty asks nothing.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("ร่าง")
        IN_FORCE = "in_force", _("ใช้อยู่")
        WITHDRAWN = "withdrawn", _("เลิกใช้แล้ว")

    code = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    description_th = models.TextField(default="", blank=True)
    description_en = models.TextField(default="", blank=True)
    eligibility_th = models.TextField(default="", blank=True)
    eligibility_en = models.TextField(default="", blank=True)
    who = codes(20, default=list)
    sections = codes(5, default=list)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    nationality = models.CharField(max_length=7, choices=Nationality.choices, default="", blank=True)
    papers = codes(40, default=list)
    fee = models.BigIntegerField(null=True, blank=True)
    fee_note_th = models.CharField(max_length=300, default="", blank=True)
    fee_note_en = models.CharField(max_length=300, default="", blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    promises = models.JSONField(default=dict, blank=True)
    legal_basis = models.CharField(max_length=300, default="", blank=True)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = ServiceTemplateQuerySet.as_manager()

    class Meta:
        db_table = "registers_service_template"
        ordering = ["agency__order", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(who__contained_by=list(WHO)), name="template_who_known"),
            models.CheckConstraint(condition=Q(sections__contained_by=list(SECTIONS)), name="template_sections_known"),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")), name="template_ages"
            ),
            models.CheckConstraint(condition=Q(fee=None) | Q(fee__range=(0, MOST_FEE)), name="template_fee"),
            models.CheckConstraint(condition=Q(days=None) | Q(days__lte=MOST_DAYS), name="template_days"),
        ]

    @property
    def conditions(self) -> Conditions:
        """Return the coded conditions as the kernel compares them."""
        return conditions_of(self)

    @property
    def promise(self) -> Promise:
        """Return the working time of each clock of a referral."""
        return promise_of(self.days, self.promises)

    def term(self, name: str) -> Any:
        """Return a term; the nation's own hold as they stand."""
        return getattr(self, name)

    def topics(self) -> list[str]:
        """Return the live topics that a change touches."""
        return []

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0


class ServiceQuerySet(models.QuerySet["Service"]):
    """Named questions to the services of offices."""

    def visible_to(self, actor: Any) -> ServiceQuerySet:
        """Return what people are offered to everybody; what is not offered (any more) to whoever it belongs to."""
        if getattr(actor, "is_system", False):
            return self
        owners = actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id")
        return self.filter(OFFERED | owners)

    def offered(self) -> ServiceQuerySet:
        """Return those that people are told of: not closed, and of no template that is a draft or withdrawn."""
        return self.filter(OFFERED)

    def taking(self) -> ServiceQuerySet:
        """Return those to which somebody can be referred now: offered and not paused."""
        return self.filter(OFFERED, state="open")

    def living(self) -> ServiceQuerySet:
        """Return those that are not closed."""
        return self.exclude(state="closed")


OFFERED = ~Q(state="closed") & (Q(template=None) | Q(template__state="in_force"))


class Service(models.Model):
    """A service of one office (บริการของหน่วย): a copy of the national one, or a partner's own without a template.

    Of a copy only what differs is stored: None or empty words are the template's (`term`, `drift`). `capacity`, people
    a day, None not told. `checked_on` and `checked_by`, when and by whom what stands here was last confirmed.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("เปิดให้บริการ")
        PAUSED = "paused", _("พักให้บริการ")
        CLOSED = "closed", _("เลิกให้บริการแล้ว")

    uid = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    template = models.ForeignKey(ServiceTemplate, models.PROTECT, null=True, blank=True, related_name="services")
    office = models.ForeignKey(Office, models.PROTECT, related_name="services")
    area = models.ForeignKey(Area, models.PROTECT, related_name="services")
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    name_th = models.CharField(max_length=400, default="", blank=True)
    name_en = models.CharField(max_length=400, default="", blank=True)
    description_th = models.TextField(default="", blank=True)
    description_en = models.TextField(default="", blank=True)
    eligibility_th = models.TextField(default="", blank=True)
    eligibility_en = models.TextField(default="", blank=True)
    who = codes(20, null=True)
    sections = codes(5, null=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    nationality = models.CharField(max_length=7, choices=Nationality.choices, default="", blank=True)
    papers = codes(40, null=True)
    fee = models.BigIntegerField(null=True, blank=True)
    fee_note_th = models.CharField(max_length=300, default="", blank=True)
    fee_note_en = models.CharField(max_length=300, default="", blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    promises = models.JSONField(null=True, blank=True)
    hours_th = models.CharField(max_length=200, default="", blank=True)
    hours_en = models.CharField(max_length=200, default="", blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    paused_reason = models.CharField(max_length=300, default="", blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ServiceQuerySet.as_manager()
    unjournalled = {"uid"}
    in_sets = InSets(
        label=words(F("template__name_th"), " · ", F("office__name_th")), area=F("area_id"), office=F("office_id")
    )

    class Meta:
        db_table = "registers_service"
        ordering = ["area", "office", "template", "pk"]
        indexes = [models.Index(fields=["area", "template"], name="service_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "office"], condition=~Q(state="closed"), name="service_once_living"
            ),
            models.CheckConstraint(
                condition=(Q(template=None) & ~Q(name_th="") & Q(who__isnull=False, sections__isnull=False))
                | Q(template__isnull=False, name_th="", name_en="", who=None, sections=None, age_from=None,
                    age_to=None, nationality=""),
                name="service_named_once",
            ),
            models.CheckConstraint(
                condition=Q(who=None) | Q(who__contained_by=list(WHO)), name="service_who_known"
            ),
            models.CheckConstraint(
                condition=Q(sections=None) | Q(sections__contained_by=list(SECTIONS)), name="service_sections_known"
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_from__lte=F("age_to")), name="service_ages"
            ),
            models.CheckConstraint(condition=Q(fee=None) | Q(fee__range=(0, MOST_FEE)), name="service_fee"),
            models.CheckConstraint(condition=Q(days=None) | Q(days__lte=MOST_DAYS), name="service_days"),
            models.CheckConstraint(
                condition=(Q(state="paused") & ~Q(paused_reason="")) | (~Q(state="paused") & Q(paused_reason="")),
                name="service_paused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None) | Q(checked_on__isnull=False), name="service_checked"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.template.name_th if self.template else self.name_th} · {self.office.name_th}"

    @property
    def name(self) -> str:
        """Return the service's name in the reader's language."""
        if self.template is not None:
            return self.template.name
        return self.name_en if get_language() == "en" and self.name_en else self.name_th

    def term(self, name: str) -> Any:
        """Return a term as it holds here: the office's own where it has one, else the template's."""
        own = getattr(self, name)
        if self.template is None or name in {term.name for term in self.drift}:
            return own
        return getattr(self.template, name)

    @property
    def drift(self) -> tuple[Difference, ...]:
        """Return what this office sets otherwise than the template, term by term; a service of its own has none."""
        if self.template is None:
            return ()
        return differing(vars(self.template), vars(self), LOCAL)

    @property
    def conditions(self) -> Conditions:
        """Return the coded conditions as the kernel compares them."""
        return conditions_of(self.template or self)

    @property
    def promise(self) -> Promise:
        """Return the working time of each clock of a referral, the office's own where it has set them."""
        return promise_of(self.term("days"), self.term("promises") or {})

    def freshness(self, today: dt.date) -> Freshness:
        """Return how fresh what stands here is on a day; whoever refers there is warned where it `is_flagged`."""
        return freshness(self.checked_on, today)

    def topics(self) -> list[str]:
        """Return the live topics that a change touches."""
        return []

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


def conditions_of(row: ServiceTemplate | Service) -> Conditions:
    """Return the coded conditions of a row."""
    return Conditions(
        frozenset(row.who or ()), frozenset(row.sections or ()), row.age_from, row.age_to, row.nationality
    )
