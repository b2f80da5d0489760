"""Where a fact comes from, in words: the reference packs keep short tokens (docs/reference-pack.md)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from prasan.platform.ui.filters import thaidate

UNVERIFIED = "(unverified)"
_TOKEN = re.compile(r"(gazette|thaigov|banmuang\.co\.th|holidays|pythainlp|cldr|own|demo)(?::([\w-]+))?")


def source_words(text: str) -> str:
    """Return a source as people read it; what a person typed stays as it is.

    "gazette:2018-10-13" becomes "ราชกิจจานุเบกษา 13 ต.ค. 2561"; releases named together are counted off.
    """
    tokens = text.replace(UNVERIFIED, "").split()
    found = [_TOKEN.fullmatch(one) for one in tokens]
    if not found or None in found:
        return text
    kinds: dict[str, list[str]] = {}
    for one in found:
        if one is not None:
            kinds.setdefault(one[1], []).append(one[2] or "")
    said = " · ".join(_of_kind(kind, keys) for kind, keys in kinds.items())
    return f"{said} ({_('ยังไม่ตรวจสอบ')})" if UNVERIFIED in text else said


def _day(key: str) -> str:
    """Return a day in words; what is no day stays as it is."""
    try:
        return thaidate(key)
    except ValueError:
        return key


def _of_kind(kind: str, keys: list[str]) -> str:
    if kind == "gazette":
        return _("ราชกิจจานุเบกษา %(day)s") % {"day": ", ".join(map(_day, keys))}
    if kind == "thaigov":
        return _("ข่าวทำเนียบรัฐบาล เลขที่ %(no)s") % {"no": ", ".join(keys)}
    if kind == "banmuang.co.th":
        return _("ข่าวหนังสือพิมพ์บ้านเมือง เลขที่ %(no)s") % {"no": ", ".join(keys)}
    return {
        "demo": _("ชุดตัวอย่าง"),
        "own": _("ผู้จัดทำชุดข้อมูลอ้างอิง"),
    }.get(kind, _("ชุดข้อมูล %(name)s") % {"name": kind})
