"""Verbs about national services: add, change, put in force, withdraw, copy to the department's offices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.kernel.cycle import LifeCycle, Move
from prasan.platform.commands import Create, RuleBroken, Step
from prasan.platform.commands.bulk import Outcome, perform_many
from prasan.platform.commands.many import CreateMany, Need
from prasan.registers import policy_services as may
from prasan.registers.commands.frame import FromValues, ToValues, need_reason
from prasan.registers.commands.terms import judge_terms
from prasan.registers.models import Service, ServiceTemplate
from prasan.registers.models.services import CODED, LOCAL

TERMS = frozenset({"name_th", "name_en", "legal_basis", "source", *LOCAL, *CODED})
TEMPLATE = LifeCycle(
    "draft",
    Move("put_in_force", {"draft", "withdrawn"}, "in_force"),
    Move("withdraw", {"draft", "in_force"}, "withdrawn"),
)
NOT_IN_FORCE = _("บริการมาตรฐานนี้ยังไม่ได้ใช้ หรือเลิกใช้แล้ว จึงคัดลอกไม่ได้")
NOT_ITS_OFFICE = _("คัดลอกได้เฉพาะไปยังหน่วยงานของกรมเจ้าของบริการ")


@dataclass(kw_only=True)
class AddTemplate(FromValues):
    """Write a national service down, as a draft."""

    name = "registers.add_template"
    verb = _("เพิ่มบริการมาตรฐาน")
    model = ServiceTemplate
    allowed = may.can_keep_template
    fields = TERMS | {"code", "agency_id"}

    def judge(self, actor: Any, subject: ServiceTemplate) -> None:
        """Refuse one without a name, with terms that no service has, or a code that is taken."""
        judge_terms(subject)
        if ServiceTemplate.objects.filter(code=subject.code).exists():
            raise RuleBroken(_("รหัสนี้มีบริการอื่นใช้แล้ว"), field="code")


@dataclass(kw_only=True)
class ChangeTemplate(ToValues):
    """Change a national service; every copy that says nothing of its own changes with it."""

    name = "registers.change_template"
    verb = _("แก้ไขบริการมาตรฐาน")
    model = ServiceTemplate
    allowed = may.can_keep_template
    fields = TERMS

    def judge(self, actor: Any, subject: ServiceTemplate) -> None:
        """Refuse terms that no service has."""
        judge_terms(subject)


@dataclass(kw_only=True)
class PutInForce(Step[ServiceTemplate]):
    """Put a national service in force: from now on offices offer it."""

    name = "registers.put_in_force"
    verb = _("ประกาศใช้บริการมาตรฐาน")
    model = ServiceTemplate
    allowed = may.can_keep_template
    cycle = TEMPLATE


@dataclass(kw_only=True)
class WithdrawTemplate(Step[ServiceTemplate]):
    """Withdraw a national service; nobody is told of its copies any more, what is under way goes on."""

    name = "registers.withdraw_template"
    verb = _("เลิกใช้บริการมาตรฐาน")
    model = ServiceTemplate
    allowed = may.can_keep_template
    cycle = TEMPLATE
    move = "withdraw"

    def check(self, actor: Any, subject: ServiceTemplate) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)


@dataclass(kw_only=True)
class CopyTemplate(CreateMany, Create[Service]):
    """Give an office its copy of a national service; nobody has confirmed it there yet."""

    name = "registers.copy_template"
    verb = _("คัดลอกบริการมาตรฐานให้หน่วยงาน")
    model = Service
    allowed = may.can_copy_template

    template_id: int = 0
    office_id: int = 0
    area_id: int = 0

    def build(self, actor: Any) -> Service:
        """Return the copy, with nothing of its own."""
        return Service(template_id=self.template_id, office_id=self.office_id, area_id=self.area_id)

    def check(self, actor: Any, subject: Service) -> None:
        """Refuse a template that is not in force, another department's office, and a second copy."""
        assert subject.template is not None
        if subject.template.state != ServiceTemplate.State.IN_FORCE:
            raise RuleBroken(NOT_IN_FORCE)
        if subject.office.agency_id != subject.template.agency_id:
            raise RuleBroken(NOT_ITS_OFFICE)
        if Service.objects.living().filter(template=subject.template, office=subject.office).exists():
            raise RuleBroken(_("มีรายการเดียวกันนี้อยู่แล้ว"))

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow what the single form allows."""
        if getattr(actor, "is_system", False):
            return ()
        agency = may.keeps(actor)
        holds = Q(pk__in=[]) if agency is None else Q(template__agency=agency)
        return [Need("not_department", may.ONLY_DEPARTMENT, holds)]

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Refuse what the single form refuses; the second copy is refused by the table itself."""
        return [
            Need("not_in_force", NOT_IN_FORCE, Q(template__state="in_force")),
            Need("not_its_office", NOT_ITS_OFFICE, Q(office__agency=F("template__agency"))),
        ]

    @classmethod
    def many_assign(cls, actor: Any) -> dict[str, Any]:
        """Set each told value."""
        return {name.removesuffix("_id"): value for name, value in super().many_assign(actor).items()}


@dataclass(frozen=True)
class Copied:
    """What came of a copy to the provinces: how many offices got one, how many had one already."""

    made: int
    had: int
    refused: list[str] = field(default_factory=list)


def copy_to_provinces(actor: Any, template: ServiceTemplate, areas: Iterable[int] | None = None) -> Copied:
    """Copy a national service to every provincial office of its department; an office that has one keeps it.

    Parameters: `areas`, only provinces of these numbers. One set, one journal entry for each office; run again, it does
    nothing. An office that was closed gets none.
    """
    offices = Office.objects.open_on(timezone.localdate()).filter(agency=template.agency_id, kind="provincial")
    if areas is not None:
        offices = offices.filter(area__in=list(areas))
    have = Service.objects.living().filter(template=template).values("office")
    rows = [
        {"template_id": template.pk, "office_id": pk, "area_id": area}
        for pk, area in offices.exclude(pk__in=have).order_by("area_id", "pk").values_list("pk", "area_id")
    ]
    had = offices.filter(pk__in=have).count()
    outcome = perform_many(actor, CopyTemplate, rows, all_or_nothing=False) if rows else Outcome()
    twice = sum(one.code == "exists" for one in outcome.refused)
    others = sorted({str(one.text) for one in outcome.refused if one.code != "exists"})
    return Copied(outcome.done, had + twice, others)
