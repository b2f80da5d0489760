"""Verbs about partners: add, change, retire, work with again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.networks import policy_partners as may
from prasan.networks.cycle import PARTNER
from prasan.networks.models import Partner
from prasan.platform.commands import RuleBroken, Step
from prasan.platform.search import fill
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason, validate

FIELDS = frozenset({"name", "sector", "area_id", "office_id", "helps"})
NOT_OUTSIDE = _("โปรดเลือกหน่วยงานภายนอกในทำเนียบ")


@dataclass(kw_only=True)
class AddPartner(FromValues):
    """Add a partner that the own office keeps."""

    name: ClassVar[str] = "networks.add_partner"
    verb = _("เพิ่มภาคีเครือข่าย")
    model = Partner
    allowed = may.can_keep
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the partner, kept by the own office."""
        return Partner(keeper_id=actor.office_id, **known(self.values, self.fields))

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no partner can be."""
        judge(subject)


@dataclass(kw_only=True)
class ChangePartner(ToValues):
    """Change the profile of a partner."""

    name: ClassVar[str] = "networks.change_partner"
    verb = _("แก้ไขภาคีเครือข่าย")
    model = Partner
    allowed = may.can_keep
    fields = FIELDS

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Set the values."""
        assert isinstance(subject, Partner)
        for name, value in known(self.values, self.fields).items():
            setattr(subject, name, value)
        judge(subject)
        validate(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class RetirePartner(Step[Partner]):
    """Work with a partner no more, with the reason."""

    name = "networks.retire_partner"
    verb = _("เลิกร่วมงานกับภาคี")
    model = Partner
    allowed = may.can_keep
    cycle = PARTNER

    def check(self, actor: Any, subject: Partner) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Partner) -> Partner:
        """Keep the reason beside the state."""
        subject.retired = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class RestorePartner(Step[Partner]):
    """Work with a partner again."""

    name = "networks.restore_partner"
    verb = _("ร่วมงานกับภาคีอีกครั้ง")
    model = Partner
    allowed = may.can_keep
    cycle = PARTNER

    def handle(self, actor: Any, subject: Partner) -> Partner:
        """Forget the reason; the journal keeps it."""
        subject.retired = ""
        return super().handle(actor, subject)


def judge(one: Partner) -> None:
    """Refuse what no partner can be; words are cleaned, and the search is told."""
    one.name = (one.name or "").strip()
    if not one.name:
        raise RuleBroken(_("โปรดใส่ชื่อองค์กร"), field="name")
    if one.sector not in Partner.Sector:
        raise RuleBroken(_("โปรดเลือกภาคส่วน"), field="sector")
    if one.area_id is None or not Area.objects.filter(pk=one.area_id).exists():
        raise RuleBroken(_("โปรดเลือกพื้นที่ที่ภาคีทำงาน"), field="area")
    if Partner.objects.filter(area=one.area_id, name=one.name).exclude(pk=one.pk).exists():
        raise RuleBroken(_("มีภาคีชื่อนี้ในพื้นที่นี้แล้ว"), field="name")
    if one.office_id is not None:
        if not Office.objects.filter(pk=one.office_id, kind=Office.Kind.OUTSIDE).exists():
            raise RuleBroken(NOT_OUTSIDE, field="office")
        if Partner.objects.filter(office=one.office_id).exclude(pk=one.pk).exists():
            raise RuleBroken(_("หน่วยงานภายนอกนี้เป็นของภาคีอื่นแล้ว"), field="office")
    fill(one)
