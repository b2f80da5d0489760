"""Verbs about the services of one office: add a partner's own, change, confirm, pause, reopen, close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.kernel.cycle import LifeCycle, Move
from prasan.platform.commands import Command, Refused, RuleBroken, Step
from prasan.registers import policy_services as may
from prasan.registers.commands.frame import FromValues, ToValues, need_reason, validate
from prasan.registers.commands.terms import judge_terms
from prasan.registers.models import Service
from prasan.registers.models.services import CODED, LOCAL

HERE = frozenset({*LOCAL, "hours_th", "hours_en", "capacity"})
"""What an office says of a copy; of a service of its own it says the name and the coded conditions as well."""
WHOLE = HERE | {"name_th", "name_en", *CODED}
SERVICE = LifeCycle(
    "open",
    Move("pause", {"open"}, "paused"),
    Move("reopen", {"paused"}, "open"),
    Move("close", {"open", "paused"}, "closed"),
)


@dataclass(kw_only=True)
class AddService(FromValues):
    """Write down a service that an office has of its own, such as a partner's."""

    name = "registers.add_service"
    verb = _("เพิ่มบริการของหน่วยงาน")
    model = Service
    allowed = may.can_keep_service
    fields = WHOLE

    office_id: int = 0

    def build(self, actor: Any) -> models.Model:
        """Return the service, confirmed today by whoever writes it down."""
        office = Office.objects.visible_to(actor).filter(pk=self.office_id).first()
        if office is None:
            raise Refused(_("ไม่พบหน่วยงานนี้"), status=404)
        made: Any = super().build(actor)
        made.office, made.area_id = office, office.area_id
        made.who, made.sections = made.who or [], made.sections or []
        made.checked_on, made.checked_by_id = timezone.localdate(), actor.person_id
        return made

    def judge(self, actor: Any, subject: Service) -> None:
        """Refuse terms that no service has."""
        judge_terms(subject)


@dataclass(kw_only=True)
class ChangeService(ToValues):
    """Change what an office tells of its service; what says the same as the template is not kept."""

    name = "registers.change_service"
    verb = _("แก้ไขบริการของหน่วยงาน")
    model = Service
    allowed = may.can_keep_service
    fields = WHOLE

    confirmed: bool = False

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse what is national, and a service that was closed."""
        assert isinstance(subject, Service)
        _living(subject)
        if subject.template_id is not None and set(self.values) - HERE:
            raise RuleBroken(_("ชื่อและเงื่อนไขผู้มีสิทธิเป็นของกรม หน่วยงานแก้ไขเองไม่ได้"))

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Keep what differs; note who looked where they say that the rest is right too."""
        assert isinstance(subject, Service)
        for name, value in self.values.items():
            setattr(subject, name, value)
        judge_terms(subject)
        told = {one.name for one in subject.drift}
        if subject.template_id is not None:
            for name in set(LOCAL) - told:
                setattr(subject, name, "" if _is_text(name) else None)
        if self.confirmed:
            subject.checked_on, subject.checked_by_id = timezone.localdate(), actor.person_id
        validate(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class ConfirmService(Command[Service]):
    """Confirm that what stands in the directory is right today."""

    name = "registers.confirm_service"
    verb = _("ยืนยันข้อมูลบริการ")
    model = Service
    allowed = may.can_keep_service

    def check(self, actor: Any, subject: Service) -> None:
        """Refuse one that was closed."""
        _living(subject)

    def handle(self, actor: Any, subject: Service) -> Service:
        """Note the day and who."""
        subject.checked_on, subject.checked_by_id = timezone.localdate(), actor.person_id
        subject.save(update_fields=["checked_on", "checked_by"])
        return subject


@dataclass(kw_only=True)
class PauseService(Step[Service]):
    """Pause a service: people are told so with the reason, nobody is referred there."""

    name = "registers.pause_service"
    verb = _("พักบริการ")
    model = Service
    allowed = may.can_keep_service
    cycle = SERVICE
    move = "pause"

    def check(self, actor: Any, subject: Service) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Service) -> Service:
        """Keep the reason beside the state: whoever wants to refer there reads it."""
        subject.paused_reason = self.reason
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReopenService(Step[Service]):
    """Open a paused service again."""

    name = "registers.reopen_service"
    verb = _("เปิดบริการอีกครั้ง")
    model = Service
    allowed = may.can_keep_service
    cycle = SERVICE
    move = "reopen"

    def handle(self, actor: Any, subject: Service) -> Service:
        """Drop the reason of the pause."""
        subject.paused_reason = ""
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class CloseService(Step[Service]):
    """Close a service for good; its history stays, a new copy may follow."""

    name = "registers.close_service"
    verb = _("เลิกให้บริการ")
    model = Service
    allowed = may.can_keep_service
    cycle = SERVICE
    move = "close"

    def check(self, actor: Any, subject: Service) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = need_reason(self.reason)

    def handle(self, actor: Any, subject: Service) -> Service:
        """Close it; the reason of a pause goes with the pause."""
        subject.paused_reason = ""
        return super().handle(actor, subject)


def _living(subject: Service) -> None:
    if subject.state == Service.State.CLOSED:
        raise RuleBroken(_("บริการนี้เลิกให้บริการแล้ว"))


def _is_text(name: str) -> bool:
    return isinstance(Service._meta.get_field(name), (models.CharField, models.TextField))
