"""The strategy chain, policy sets and policies."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency
from prasan.directory.roles import Classification
from prasan.registers.models.shared import Bilingual, OfPolicies, Open


class Policies(OfPolicies):
    """Policies."""

    up_to_set, up_to_policy = "policy_set__", ""

    def in_order(self, *first: str) -> Any:
        """Order by axis as the ministry counts them, urgent ones first, then by number. Parameters: `first`, before."""
        axis = models.Case(*(models.When(axis=one, then=at) for at, one in enumerate(Policy.Axis.values)))
        return self.order_by(*first, axis, "number")

    def known_to(self, actor: Any) -> Any:
        """Return the rows that an actor may know of: to a masked reader a classified one too, covered."""
        return self._told_to(actor, None)


class Strategy(Bilingual):
    """A link of the chain above policies (ยุทธศาสตร์ชาติ → แผนแม่บท → แผนกระทรวง)."""

    class Level(models.TextChoices):
        """Levels of the chain."""

        NATIONAL = "national", _("ยุทธศาสตร์ชาติ")
        MASTER = "master", _("แผนแม่บท")
        MINISTRY = "ministry", _("แผนปฏิบัติราชการกระทรวง")

    code = models.SlugField(max_length=40, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    source = models.CharField(max_length=300, default="", blank=True)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_strategy"
        ordering = ["level", "code"]


class PolicySet(Bilingual):
    """A set of policies handed down on a day (นโยบายที่มอบ): giver, date, fiscal year, version.

    A set may be replaced inside its fiscal year: the newer version has `replaces`. `is_draft` marks one that
    is still being prepared: it is not in force and reports do not ask for it until it is announced.
    `is_demo` marks the invented current set of the demo.
    """

    code = models.SlugField(max_length=40, unique=True)
    giver_th = models.CharField(max_length=200)
    giver_en = models.CharField(max_length=200, default="", blank=True)
    given_on = models.DateField(null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    is_draft = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    source = models.CharField(max_length=300, default="", blank=True)

    objects = OfPolicies.as_manager()

    class Meta:
        db_table = "registers_policy_set"
        ordering = ["-fiscal_year", "-version"]
        constraints = [models.UniqueConstraint(fields=["fiscal_year", "version", "is_demo"], name="policy_set_version")]


class Policy(Bilingual):
    """One policy (นโยบาย) on one of the three axes (3A), with its owner.

    A withdrawn policy (ถอนนโยบาย) keeps its figures and history, but leaves the wall and the reports.
    """

    class Axis(models.TextChoices):
        """The three axes of the ministry's emphasis policy (นโยบายเน้นหนัก 3A)."""

        AGENDA = "agenda", _("นโยบายเร่งด่วน (Agenda Based)")
        AREA = "area", _("นโยบายระดับพื้นที่ (Area Based)")
        ADMINISTRATION = "administration", _("นโยบายบริหารการพัฒนา (Administration Based)")

    policy_set = models.ForeignKey(PolicySet, models.PROTECT, related_name="policies")
    axis = models.CharField(max_length=16, choices=Axis.choices)
    number = models.PositiveSmallIntegerField()
    short_th = models.CharField(max_length=80, default="", blank=True)
    short_en = models.CharField(max_length=80, default="", blank=True)
    why_th = models.TextField(default="", blank=True)
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="policies")
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="policies")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="owned_policies"
    )
    headline = models.PositiveSmallIntegerField(null=True, blank=True)
    classification = models.PositiveSmallIntegerField(choices=Classification.choices, default=Classification.NORMAL)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, default="", blank=True)

    objects = Policies.as_manager()

    is_covered = False
    """Whether this copy shows no words: it was read for somebody who knows of it but reads it masked."""

    class Meta:
        db_table = "registers_policy"
        ordering = ["policy_set", "axis", "number"]
        constraints = [
            models.UniqueConstraint(fields=["policy_set", "axis", "number"], name="policy_once"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a covered copy holds no words to save."""
        if self.is_covered:
            raise TypeError("a covered policy is only for reading")
        super().save(*args, **kwargs)

    @property
    def short(self) -> str:
        """Return the short name in the reader's language."""
        chosen = self.short_en if get_language() == "en" else self.short_th
        return chosen or self.name

    def covered_for(self, actor: Any) -> Policy:
        """Return this policy as an actor reads it: a masked reader sees a classified one without its words.

        The words go from this copy in memory, so no page can show them; such a copy is never saved.
        """
        if self.classification and not getattr(actor, "is_system", False) and actor.scope.masked:
            words = gettext("ปิดบังไว้ (ชั้นความลับ %(class)s)") % {"class": self.get_classification_display()}
            self.name_th = self.name_en = words
            self.short_th = self.short_en = self.why_th = self.withdrawn_why = ""
            self.is_covered = True
        return self

    def topics(self) -> list[str]:
        """Return the live topics of this policy."""
        return [f"policy:{self.pk}"]

    def journal_place(self) -> tuple[None, None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, self.classification
