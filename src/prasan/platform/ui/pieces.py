"""The pieces that stand in every row of every list, written in Python: a macro costs five times as much.

components/lists.html and status.html give them out under the names `cell`, `tag` and `clock`, beside the macros.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from prasan.platform.ui.filters import moment
from prasan.platform.ui.words import status

__all__ = ["cell", "clock", "tag"]


def cell(label: object, value: object, num: bool = False, quiet: bool = False) -> Markup:
    """Draw a cell that keeps its column's name on a phone.

    Parameters: `num`, a number; `quiet`, a phone leaves it out.
    """
    names = f"{'num' if num else ''}{' only-wide' if quiet else ''}"
    kind = f' class="{names.strip()}"' if names else ""
    return Markup(f'<td data-label="{escape(label)}"{kind}>{escape(value)}</td>')  # noqa: S704  # both are escaped


def tag(key: object, word: object = None) -> Markup:
    """Draw shape and word of a status. Parameters: `word` replaces the usual one ("เกิน 9 วัน")."""
    found = status(key)
    return Markup(  # noqa: S704  # the word is escaped, the rest is ours
        f'<span class="tag {found.tone}"><i class="glyph {found.glyph}" aria-hidden="true"></i>'
        f"{escape(word or found.word)}</span>"
    )


def clock(left: float, soon: float = 8, due: datetime | None = None) -> Markup:
    """Draw the time left or passed on something promised.

    Parameters: `left`, hours, below nought when overdue; `soon`, hours from which it is marked; `due`, the moment
    itself, for who hears the page.
    """
    tone = "critical" if left < 0 else ("warning" if left < soon else "none")
    shape = "triangle" if left < 0 else "diamond"
    glyph = f'<i class="glyph {shape}" aria-hidden="true"></i> ' if tone != "none" else ""
    said = f'<span class="vh"> {escape(_("กำหนด %(when)s") % {"when": moment(due)})}</span>' if due else ""
    return Markup(f'<span class="clock t-{tone}">{glyph}{escape(_left(left))}{said}</span>')  # noqa: S704  # as above


def _left(hours: float) -> str:
    """Return the words of a clock."""
    size, over = abs(hours), hours < 0
    if size < 1:
        return _("เกินไม่ถึงชั่วโมง") if over else _("เหลือไม่ถึงชั่วโมง")
    if size < 48:
        return (_("เกิน %(n)s ชม.") if over else _("เหลือ %(n)s ชม.")) % {"n": int(size)}
    return (_("เกิน %(n)s วัน") if over else _("เหลือ %(n)s วัน")) % {"n": int(size / 24)}
