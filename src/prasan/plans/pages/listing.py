"""The lists of plans and of projects: filters, saved views, files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.kernel.fiscal import fiscal_year
from prasan.plans.models import BeneficiaryLine, MoneyLine, Plan, Project, known_labels
from prasan.plans.models import Label as PlanLabel
from prasan.plans.pages.words import STATES, amount
from prasan.platform.listings import Choice, Column, Listing, Search, codes_by_word
from prasan.registers.models import Policy

KINDS = [("area", _("จังหวัด")), ("group", _("กลุ่มจังหวัด")), ("agency", _("กรม"))]

BAHT: DecimalField = DecimalField(max_digits=20, decimal_places=2)


def years(actor: Any) -> list[tuple[int, str]]:
    """Return the fiscal years to choose from, next year first."""
    year = fiscal_year(timezone.localdate())
    return [(one, str(one)) for one in range(year + 1, year - 4, -1)]


def policies(actor: Any) -> list[tuple[int, str]]:
    """Return the policies to choose from, newest set first."""
    rows = Policy.objects.visible_to(actor).filter(policy_set__is_draft=False).select_related("policy_set")
    rows = rows.in_order("-policy_set__fiscal_year")
    return [(one.pk, f"{one.short} ({one.policy_set.fiscal_year})") for one in rows]


def name_of(path: str) -> Any:
    """Return the name at the end of a path in the reader's language; Thai where there is no English one."""
    if get_language() != "en":
        return F(f"{path}__name_th")
    return Coalesce(NullIf(F(f"{path}__name_en"), Value("")), F(f"{path}__name_th"))


def owner_of(prefix: str = "") -> Any:
    """Return whose plan it is: the name of its area, group or department."""
    return Coalesce(name_of(f"{prefix}area"), name_of(f"{prefix}group"), name_of(f"{prefix}agency"))


def kind_of() -> Any:
    """Return the kind of a plan as a column."""
    return Case(
        When(area__isnull=False, then=Value("area")), When(group__isnull=False, then=Value("group")),
        default=Value("agency"),
    )  # fmt: skip


class AllPlans(Listing):
    """Plans, newest fiscal year first."""

    name, title, url_name = "plans.plans", _("แผนปฏิบัติการ"), "plans"
    columns = (
        Column("owner", _("แผนของ"), "owner_name", width=40),
        Column("kind", _("ระดับ"), "kind_code", choices=dict(KINDS)),
        Column("year", _("ปีงบประมาณ"), "fiscal_year", sort=True, kind="number"),
        Column("state", _("สถานะ"), "state", choices=dict(Plan.State.choices)),
        Column("projects", _("โครงการ"), "project_count", kind="number"),
        Column("approved", _("อนุมัติเมื่อ"), "approved_at", kind="moment"),
    )
    filters = (
        Search(grams="area__grams"),
        Choice("year", _("ปีงบประมาณ"), "fiscal_year", years),
        Choice("state", _("สถานะ"), "state", Plan.State.choices),
        Choice("kind", _("ระดับ"), "kind_code", KINDS),
    )
    order, size = "-year", 25

    def rows(self, actor: Any) -> QuerySet[Plan]:
        """Return the plans that the actor reads."""
        count = Project.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(n=Count("pk"))
        return Plan.objects.visible_to(actor).annotate(
            owner_name=owner_of(), kind_code=kind_of(), project_count=Coalesce(Subquery(count.values("n")), 0)
        )

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the plan's address, and the shape of its state."""
        codes = codes_by_word(Plan.State)
        row["url"] = reverse("plan", args=[row["pk"]])
        row["status"] = STATES[codes[str(row["state"])]]
        return row


class Label(Choice):
    """One of the labels; a project carries several."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows with the label."""
        return rows.filter(**{f"{self.path}__contains": [value]})


class AllProjects(Listing):
    """Projects of all plans: the report by label, policy and place."""

    name, title, url_name = "plans.projects", _("โครงการในแผน"), "projects"
    columns = (
        Column("name", _("โครงการ"), "name_th", width=50),
        Column("owner", _("แผนของ"), "owner_name", width=30),
        Column("year", _("ปีงบประมาณ"), "plan__fiscal_year", sort=True, kind="number"),
        Column("labels", _("ป้ายกำกับ"), "label_codes", width=30),
        Column("people", _("คนที่ตั้งใจให้ได้ประโยชน์"), "people", kind="number"),
        Column("allocated", _("ได้รับจัดสรร (บาท)"), "allocated", kind="number"),
        Column("plan", _("แผน"), "plan_id", shown=True, exported=False),
    )
    filters = (
        Search(grams="plan__area__grams"),
        Label("label", _("ป้ายกำกับ"), "labels", lambda actor: known_labels()),
        Choice("year", _("ปีงบประมาณ"), "plan__fiscal_year", years),
        Choice("policy", _("นโยบาย"), "policies", policies),
    )
    order, size = "-year", 25

    def rows(self, actor: Any) -> QuerySet[Project]:
        """Return the projects of the plans that the actor reads."""
        people = BeneficiaryLine.objects.filter(project=OuterRef("pk"), kind="people").order_by().values("project")
        money = MoneyLine.objects.filter(project=OuterRef("pk")).order_by().values("project")
        place = Func(OuterRef("labels"), F("code"), function="array_position", output_field=IntegerField())
        mine = PlanLabel.objects.annotate(place=place).filter(place__isnull=False).order_by("order", "code")
        english, thai = NullIf(F("name_en"), Value("")), F("name_th")
        carried: Any = mine.values_list(Coalesce(english, thai) if get_language() == "en" else thai, flat=True)
        return Project.objects.visible_to(actor).annotate(
            owner_name=owner_of("plan__"), people=Subquery(people.annotate(n=Sum("number")).values("n")),
            allocated=Cast(Subquery(money.annotate(n=Sum("allocated")).values("n")), BAHT) / Value(Decimal(100)),
            label_codes=Func(ArraySubquery(carried), Value(", "), function="array_to_string", output_field=TextField()),
        )  # fmt: skip

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the project's address, and money in words."""
        row["url"] = reverse("plan_project", args=[row["plan"], row["pk"]])
        row["allocated"] = amount(row["allocated"])
        return row
