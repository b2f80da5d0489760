"""The few words every screen shares: statuses with their shape, and severities.

The words are the ministry's; a status is a colour, a shape and a word together, never a colour alone.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["STATUSES", "Status", "status"]


@dataclass(frozen=True, slots=True)
class Status:
    """One status: its key, the glyph that shows it, and the word that says it."""

    key: str
    glyph: str
    """triangle, diamond, ring, hatch, dots, dash, dot or tick: what CSS draws (`.glyph.<name>`)."""
    tone: str
    """critical, warning, none, ok or info: which colours it takes."""
    word: str | Promise


STATUSES: dict[str, Status] = {
    s.key: s
    for s in (
        Status("on_plan", "ring", "none", _("ตามแผน")),
        Status("late", "diamond", "warning", _("ล่าช้ากว่าแผน")),
        Status("very_late", "triangle", "critical", _("ล่าช้ากว่าแผนมาก")),
        Status("not_reported", "hatch", "none", _("ยังไม่รายงาน")),
        Status("unproven", "hatch", "none", _("ยังไม่มีหลักฐานยืนยัน")),
        Status("not_due", "dots", "none", _("ยังไม่ถึงงวด")),
        Status("not_applicable", "dash", "none", _("ไม่เกี่ยวข้อง")),
        Status("done", "tick", "ok", _("เสร็จแล้ว")),
        Status("info", "dot", "info", _("แจ้งเพื่อทราบ")),
    )
}


def status(key: object) -> Status:
    """Find a status by key, hyphens and underscores alike; enums are taken by their value.

    Raises KeyError for an unknown key: a status that nobody defined must not be drawn as normal.
    """
    name = str(getattr(key, "value", key)).replace("-", "_")
    return STATUSES[name]
