"""Who words and who publishes a notice; a refusal carries its reason.

Two people, as the ministry separates submitting from approving: the desk words it, a policy owner or the
spokesperson who did not word it publishes it. Only what concerns an unclassified, public event goes out.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.situation.models import Alert

Answer = str | Promise | None

WRITERS = (Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.SPOKESPERSON)
PUBLISHERS = (Role.POLICY_OWNER, Role.SPOKESPERSON)

NO_WRITER = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการ ผู้รับผิดชอบนโยบาย และโฆษกกระทรวงเท่านั้นที่ร่างประกาศแจ้งเตือนได้")
NO_PUBLISHER = _("เฉพาะผู้รับผิดชอบนโยบายหรือโฆษกกระทรวงเท่านั้นที่เผยแพร่ประกาศแจ้งเตือนได้")
OWN_WORDS = _("ผู้ร่างเผยแพร่ประกาศของตนเองไม่ได้ โปรดให้ผู้อื่นตรวจและเผยแพร่")


def can_prepare_alert(actor: Any, alert: Alert) -> Answer:
    """Allow the centre's desk and the spokesperson to word a notice."""
    return None if actor.has(*WRITERS) else NO_WRITER


def can_publish_alert(actor: Any, alert: Alert) -> Answer:
    """Allow a policy owner or the spokesperson who did not word it."""
    if not actor.has(*PUBLISHERS):
        return NO_PUBLISHER
    return OWN_WORDS if alert.prepared_by_id == actor.person_id else None
