"""Who may make and revoke tokens; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Answer = str | Promise | None

OWN_SEAT_ONLY = _("สร้างรหัสเชื่อมต่อได้เฉพาะตำแหน่งของท่านเองที่ใช้อยู่ขณะนี้")
OWN_ONLY = _("เพิกถอนได้เฉพาะรหัสเชื่อมต่อของท่านเอง")


def can_make_token(actor: Any, token: Any) -> Answer:
    """Allow everybody to make a token for the seat they hold and work from; a delegated seat has none."""
    own = token.person_id == actor.person_id and token.seat_id == actor.seat_id and not actor.delegated
    return None if own else OWN_SEAT_ONLY


def can_revoke_token(actor: Any, token: Any) -> Answer:
    """Allow everybody to revoke their own tokens, whatever seat they work from."""
    return None if token.person_id == actor.person_id else OWN_ONLY
