"""Verbs of the model: train a challenger, keep what came of it, let it serve, go back to the one before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.situation.models import ModelVersion
from prasan.situation.quality import frozen, serving
from prasan.situation.quality.cycle import VERSION
from prasan.situation.quality.policy import can_change_model, can_keep_trained
from prasan.situation.quality.verdict import LEAST, LEAST_RELEVANT, Verdict, verdict
from prasan.situation.quality.words import figure, pair_name

State = ModelVersion.State
DIES_AFTER = dt.timedelta(hours=2)
"""A training takes minutes: one that is older was killed with its worker."""


def must(version: ModelVersion, move: str) -> str:
    """Return the state after a move; RuleBroken where the version's state does not know it."""
    if not VERSION.can(version.state, move):
        shown = version.get_state_display()
        raise RuleBroken(_("ทำรายการนี้ไม่ได้ เพราะรุ่นนี้อยู่ในสถานะ “%(state)s” โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง") % {"state": shown})
    return VERSION.after(version.state, move)


@dataclass(kw_only=True)
class Retrain(Create[ModelVersion]):
    """Train a challenger in the background from what people decided."""

    name = "situation.retrain"
    verb = gettext_lazy("สั่งฝึกแบบจำลองคัดข่าว")
    model = ModelVersion
    allowed = can_change_model

    def build(self, actor: Any) -> ModelVersion:
        """Return the new version, named after the moment."""
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S-%f")[:-3]
        return ModelVersion(version=f"desk-{stamp}", made_by_id=actor.person_id)

    def check(self, actor: Any, subject: ModelVersion) -> None:
        """Refuse a second training beside one that runs."""
        if ModelVersion.objects.filter(state=State.TRAINING, made_at__gte=timezone.now() - DIES_AFTER).exists():
            raise RuleBroken(_("กำลังฝึกอยู่แล้ว โปรดรอให้เสร็จก่อน"))

    def handle(self, actor: Any, subject: ModelVersion) -> ModelVersion:
        """Keep the row and queue the job; a training whose worker died is over."""
        from prasan.situation.quality.jobs import train_challenger

        for dead in ModelVersion.objects.light().filter(state=State.TRAINING):
            dead.state, dead.fault = must(dead, "fail"), _("หยุดกลางคัน")
            dead.save(update_fields=["state", "fault"])
        subject = super().handle(actor, subject)
        train_challenger.defer(None if actor.person_id is None else actor, version_id=subject.pk)
        return subject


@dataclass(kw_only=True)
class KeepTrained(Command[ModelVersion]):
    """Keep what came of a training: the challenger with its figures, or why there is none."""

    name = "situation.keep_trained"
    verb = gettext_lazy("บันทึกผลการฝึก")
    model = ModelVersion
    allowed = can_keep_trained

    values: dict[str, Any] = field(default_factory=dict)
    fault: str = ""

    def check(self, actor: Any, subject: ModelVersion) -> None:
        """Refuse a result for a version that is not being trained."""
        self._state = must(subject, "fail" if self.fault else "finish")

    def handle(self, actor: Any, subject: ModelVersion) -> ModelVersion:
        """Write it."""
        subject.state, subject.fault = self._state, self.fault
        for name, value in self.values.items():
            setattr(subject, name, value)
        subject.save()
        return subject


@dataclass(kw_only=True)
class PromoteModel(Command[ModelVersion]):
    """Let a challenger serve; refused with both figures where the frozen set would get worse."""

    name = "situation.promote_model"
    verb = gettext_lazy("ให้ใช้แบบจำลองคัดข่าวรุ่น")
    model = ModelVersion
    allowed = can_change_model

    def check(self, actor: Any, subject: ModelVersion) -> None:
        """Compare both anew on the frozen set as it is now; refuse what is worse, or cannot be told."""
        if subject.state != State.CHALLENGER:
            must(subject, "fail" if subject.state == State.TRAINING else "finish")
        self._checked = frozen.compared(serving.current(), serving.load(subject.pk))
        found = verdict(self._checked)
        if found is None or not found.is_enough:
            told = {"texts": found.texts if found else 0, "relevant": found.relevant if found else 0}
            raise RuleBroken(
                _(
                    "ยังบอกไม่ได้ว่าดีกว่าเดิมหรือไม่: ชุดทดสอบมี %(texts)s ข่าว เป็นข่าวแรงงาน %(relevant)s ข่าว "
                    "ต้องมีอย่างน้อย %(least)s และ %(labour)s ข่าว"
                )
                % (told | {"least": LEAST, "labour": LEAST_RELEVANT})
            )
        if found.worse:
            raise RuleBroken(worse(found))

    def handle(self, actor: Any, subject: ModelVersion) -> ModelVersion:
        """Retire the champion and put this one in its place."""
        old = ModelVersion.objects.champion().light().select_for_update().first()
        if old is not None:
            old.state = must(old, "retire")
            old.save(update_fields=["state"])
            self.details["model.champion"] = [old.version, subject.version]
        subject.state, subject.before, subject.checked = must(subject, "promote"), old, self._checked
        subject.promoted_by_id, subject.promoted_at = actor.person_id, timezone.now()
        subject.save(update_fields=["state", "before", "checked", "promoted_by", "promoted_at"])
        transaction.on_commit(serving.forget)
        return subject


def worse(found: Verdict) -> str:
    """Return the refusal of a challenger with both figures of everything in which it is worse."""
    told = "; ".join(
        _("%(name)s ของรุ่นใหม่ %(new)s ต่ำกว่ารุ่นเดิม %(old)s")
        % {"name": pair_name(one.name), "new": figure(one.challenger), "old": figure(one.champion)}
        for one in found.worse
    )
    return _("เปลี่ยนรุ่นไม่ได้ เพราะบนชุดทดสอบ %(texts)s ข่าว %(told)s") % {"texts": found.texts, "told": told}


@dataclass(kw_only=True)
class RollBackModel(Command[ModelVersion]):
    """Go back from the champion to the version that it replaced; the reason is kept."""

    name = "situation.roll_back_model"
    verb = gettext_lazy("ย้อนแบบจำลองคัดข่าวจากรุ่น")
    model = ModelVersion
    allowed = can_change_model

    def check(self, actor: Any, subject: ModelVersion) -> None:
        """Refuse where it does not serve, where nothing was before it, and where no reason is told."""
        must(subject, "retire")
        if subject.state != State.CHAMPION or subject.before_id is None:
            raise RuleBroken(_("ไม่มีรุ่นก่อนหน้าให้ย้อนกลับ"))
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่ย้อนกลับ"), field="reason")

    def handle(self, actor: Any, subject: ModelVersion) -> ModelVersion:
        """Retire it and let the one before serve again."""
        earlier = ModelVersion.objects.light().select_for_update().get(after=subject)
        subject.state = must(subject, "retire")
        subject.save(update_fields=["state"])
        earlier.state = must(earlier, "promote")
        earlier.promoted_by_id, earlier.promoted_at = actor.person_id, timezone.now()
        earlier.save(update_fields=["state", "promoted_by", "promoted_at"])
        self.details["model.champion"] = [subject.version, earlier.version]
        transaction.on_commit(serving.forget)
        return subject
