"""What verbs ask of a text that was typed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prasan.platform.commands.errors import RuleBroken

LONG = 4000
"""Letters of a text of which nothing else is said."""


def words(value: str, field: str, missing: str = "", most: int = LONG) -> str:
    """Return a text without space around it, and without what no database takes.

    Raises RuleBroken, about `field`, where it is longer than `most` letters, or absent while `missing` says what to do.
    """
    told = value.replace("\0", "").strip()
    if missing and not told:
        raise RuleBroken(missing, field=field)
    if len(told) > most:
        raise RuleBroken(_("ข้อความยาวได้ไม่เกิน %(n)s ตัวอักษร") % {"n": most}, field=field)
    return told
