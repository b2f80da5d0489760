"""Numbers of an indicator as people type them: read to the scale of its figures, or refused with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prasan.kernel.digits import REASONS, to_scaled
from prasan.platform.commands import RuleBroken
from prasan.registers.models import Indicator

LONGEST = 60
"""Characters that are read; no number of the ministry is longer."""


def scaled(text: str, indicator: Indicator | None, field: str = "value") -> int | None:
    """Return a typed number as the indicator scales its figures, None where nothing was typed.

    Parameters: `indicator`, None for a whole number without a unit; `field`, to which a refusal belongs. Raises
    RuleBroken that says what was typed and why it is not read.
    """
    if not text.strip():
        return None
    units = [indicator.unit_th, indicator.unit_en] if indicator else []
    read = to_scaled(text[:LONGEST], indicator.decimals if indicator else 0, units)
    if read.value is None:
        told = {"text": text[:30], "why": _(REASONS[read.refused or "not-a-number"])}
        raise RuleBroken(_("“%(text)s” ใช้ไม่ได้: %(why)s โปรดใส่เช่น 1,250 หรือ ๑,๒๕๐") % told, field=field)
    return read.value
