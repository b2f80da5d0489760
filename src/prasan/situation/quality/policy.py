"""Who trains and changes the model; a refusal carries its reason. Everybody who signs in reads how good it is."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import CENTRE
from prasan.situation.models import ModelVersion

CENTRE_ONLY = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการและผู้รับผิดชอบนโยบายเท่านั้นที่ฝึกหรือเปลี่ยนแบบจำลองคัดข่าวได้")
SYSTEM_ONLY = _("ระบบเป็นผู้บันทึกผลการฝึกแบบจำลองเอง")


def can_change_model(actor: Any, version: ModelVersion) -> str | Promise | None:
    """Allow the centre."""
    return None if getattr(actor, "is_system", False) or actor.has(*CENTRE) else CENTRE_ONLY


def can_keep_trained(actor: Any, version: ModelVersion) -> str | Promise | None:
    """Allow the background job alone."""
    return None if getattr(actor, "is_system", False) else SYSTEM_ONLY
