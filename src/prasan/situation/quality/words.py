"""How figures of quality are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from prasan.kernel.classify.quality import Share
from prasan.situation.kinds import EventType
from prasan.situation.quality.decisions import RELEVANT


def figure(share: Share) -> str:
    """Return a share in per cent with its interval and what it is a share of."""
    if share.value is None:
        return _("ยังบอกไม่ได้")
    return _("%(value).1f%% (ช่วง %(low).1f–%(high).1f จาก %(whole)d)") % {
        "value": share.value * 100, "low": share.low * 100, "high": share.high * 100, "whole": round(share.whole),
    }  # fmt: skip


def pair_name(name: str) -> str:
    """Return the name of a figure of the comparison."""
    return {"recall": _("ความครบ"), "precision": _("ความแม่น"), "types": _("ความตรงของประเภท")}[name]


def label_name(label: str) -> str:
    """Return the name of a label."""
    return _("เกี่ยวข้องกับงานแรงงาน") if label == RELEVANT else str(EventType(label).label)


def drift_name(word: str) -> str:
    """Return the word of a drift."""
    return {
        "steady": _("คงที่"), "moving": _("เริ่มเปลี่ยน"), "shifted": _("เปลี่ยนไปแล้ว"), "unknown": _("ยังบอกไม่ได้"),
    }[word]  # fmt: skip


def cell_name(cell: str) -> str:
    """Return the name of a number of a label."""
    return {
        "both": _("ระบบและคนเห็นตรงกัน"), "machine_only": _("ระบบบอกเกิน"), "people_only": _("ระบบพลาด"),
        "neither": _("ทั้งสองว่าไม่ใช่"), "waiting": _("ยังไม่มีคนดู"),
    }[cell]  # fmt: skip


def said(relevant: bool | None, kind: str | None = "") -> str:
    """Return what machine or people said of an item."""
    if relevant is None:
        return _("ยังไม่มีคนดู")
    if not relevant:
        return _("ไม่เกี่ยวข้อง")
    return str(EventType(kind).label) if kind in EventType.values else _("เกี่ยวข้อง")


MOST_WORDS = 10


def plain_words(words: Mapping[str, Sequence[Any]], label: str) -> list[str]:
    """Return the words behind a label, those that speak most first; a model keeps each with its weight."""
    return [one if isinstance(one, str) else str(one[0]) for one in words.get(label, ())][:MOST_WORDS]
