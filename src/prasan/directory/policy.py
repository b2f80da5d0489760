"""Who may do what in the directory; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Answer = str | Promise | None
NO = _("เฉพาะระบบเท่านั้นที่ทำรายการนี้ได้")


def only_system(actor: Any, subject: Any) -> Answer:
    """Allow the machine alone."""
    return None if getattr(actor, "is_system", False) else NO
