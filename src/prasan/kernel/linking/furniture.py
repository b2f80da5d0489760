"""Site furniture: lines and marks that a page puts around a text and that say nothing about its content."""

from __future__ import annotations

import html
import re

from prasan.kernel.linking.vocabulary import MONTHS, WEEKDAYS

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)\s*>|</?[a-zA-Z!][^<>]{0,2000}>", re.S | re.I)
_LINK = re.compile(r"(?:https?://|www\.)[!-~]+")
_SITE = re.compile(r"รัฐบาลไทย\s*-\s*ข่าวทำเนียบรัฐบาล\s*-?|\(?อ่าน\s?[0-9๐-๙][0-9๐-๙,]{0,9}\s?ครั้ง\)?")
_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(re.escape(one).replace(r"\.", r"\.?\s?") for names in MONTHS for one in names)
_D = "[0-9๐-๙]"
_CLOCK = rf"(?:เวลา)?\s*{_D}{{1,2}}\s*[:.]\s*{_D}{{2}}(?:\s*[:.]\s*{_D}{{2}})?\s*(?:น\.?|am|pm)?"
_DATE = rf"(?:วัน)?(?:{_DAY})?\s*(?:ที่)?\s*{_D}{{1,2}}\s*(?:{_MONTH})\s*(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*{_D}{{2,4}}"
_NUMERIC = rf"{_D}{{1,2}}[/.-]{_D}{{1,2}}[/.-]{_D}{{2,4}}|{_D}{{4}}-{_D}{{2}}-{_D}{{2}}"
_LABEL = (
    "วันที่ลงข่าว|วันที่เผยแพร่|เผยแพร่เมื่อ|เผยแพร่|อัปเดตล่าสุด|อัพเดทล่าสุด|ปรับปรุงล่าสุด|โพสต์เมื่อ|ข่าววันที่|วันที่ประกาศ|"
    "วันที่โพสต์|วันที่|เมื่อ|ข่าว|published|updated|posted|date"
)
_LINE = re.compile(
    rf"\W*(?:(?:(?:{_LABEL})\s*:?\s*)?(?:{_DATE}|{_NUMERIC})(?:\W*{_CLOCK})?|{_CLOCK}"
    r"|พิมพ์|แชร์|แบ่งปัน|share|facebook|twitter|line|tweet|like|print|email|ที่มา\s*:?|หน้าแรก|หน้าหลัก|ข่าวที่เกี่ยวข้อง|ข่าวล่าสุด"
    r"|อ่านต่อ|อ่านเพิ่มเติม|โฆษณา|advertisement|sponsored|ad\s+\d+x\d+\w*.{0,60}|\d+\s*ข่าวฮอต.{0,20}|tags?\s*:.*|แท็ก\s*:.*"
    r"|ยอด(?:เข้า)?ชม.{0,24}|ผู้(?:เข้า)?ชม.{0,24}|views?\W*\d*|\d+\s*views?|จำนวนผู้(?:เข้า)?(?:ชม|อ่าน).{0,24}"
    r"|copyright.*|all rights reserved.*|สงวนลิขสิทธิ์.*|ติดตามข่าว.{0,60}|กด(?:ไลค์|ติดตาม).{0,60})\W*",
    re.IGNORECASE,
)
LONGEST = 110
"""Only lines up to this many characters can be furniture."""


def strip(text: str) -> str:
    """Return a text without tags, entities, links, and lines of furniture; what is left keeps its order."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("\n", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    if "รัฐบาลไทย" in text or "อ่าน" in text:
        text = _SITE.sub(" ", text)
    kept = [line for line in text.splitlines() if len(line) > LONGEST or not _LINE.fullmatch(line)]
    return "\n".join(kept)
