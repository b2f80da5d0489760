"""Take private words out of a text that is to be published: names behind titles and ranks, numbers of people.

A name is found by the title before it (นาย, นาง, นางสาว, น.ส., ranks, academic titles), never guessed from words alone;
one without any title stays, which is why a person reads the draft. Thai runs words together: a name ends at a space or
at a word that cannot stand in one, and rather too much is taken than too little. A text with royal names is not cut at
all but told apart: it goes to nobody but those on the institution's list. Method: docs/algorithms/private-words.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from prasan.kernel.digits import to_arabic
from prasan.kernel.names import ACADEMIC, HIGHEST_ROYAL, RANKS, ROYAL

NAME, NUMBER = "[ชื่อบุคคล]", "[ตัดหมายเลข]"
_SIGN = "[ก-ฮะ-ฺเ-๎]"
_POSTS = (
    r"จ้าง|กรัฐ|กฯ|กเทศ|กสมาคม|กสภา|กอบ|กองค์การ|กเมือง|กเหล่า|อำเภอ|หน้า|ทุน|ทะเบียน|ประกัน|ช่าง|ท่า|สถานี|ตรวจ|แพทย์"
    r"|ทหาร|ด่าน|แบบ"
)
"""What makes นาย a post or a trade, not the title of somebody."""
_CIVIL = rf"นางสาว|นาย(?!{_POSTS})|นาง(?!าน|นวล|รอง|พญา|ฟ้า|แบบ|เลิ้ง)|น\.ส\.|ด\.[ชญ]\.|เด็ก(?:ชาย|หญิง)(?=\s?{_SIGN})"
_TITLES = "|".join([*(re.escape(one) for one in sorted({*RANKS, *ACADEMIC}, key=len, reverse=True)), _CIVIL])
_ENDS = (
    "ซึ่ง", "และ", "ได้", "ให้", "ที่", "จาก", "ถูก", "อายุ", "พร้อม", "กับ", "เป็น", "ใน", "โดย", "เดินทาง", "ไปยัง", "หรือ",
    "ลูกจ้าง",
    "แรงงาน", "ทำงาน", "ตำแหน่ง", "ผู้", "เพื่อ", "แจ้ง", "เข้ารับ", "เข้า", "ร่วม", "ของ", "ต้อง", "จะ", "ไม่", "ว่า", "ขอ", "อยู่",
    "เลข", "โทร", "บัตร", "นาย", "นาง", "น.ส.", "กลับ", "รับ", "ติดต่อ", "รวม", "ฯ",
)  # fmt: skip
"""Words at which a run of Thai letters is no longer somebody's name."""
_END = "|".join(map(re.escape, _ENDS))
_PART = rf"(?:(?!(?:{_END})){_SIGN}){{2,30}}"
_FIRST = rf"(?:{_SIGN}(?:(?!(?:{_END})){_SIGN}){{1,24}})"
_PERSON = re.compile(
    rf"(?:ว่าที่ ?)?(?:(?:{_TITLES})\s{{0,2}})+{_FIRST}(?:\s{{1,3}}(?:ณ\s{{1,2}})?{_PART})?"
    r"|\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?\s{1,2}[A-Z][a-z'-]+(?:\s[A-Z][a-z'-]+){0,2}"
)
_ROYAL = re.compile("|".join(map(re.escape, (*HIGHEST_ROYAL, *ROYAL))))
_NUMBER = re.compile(
    r"(?<![\d,./-])(?:"
    r"\+66[\s-]?\d(?:[\s-]?\d){7,8}"
    r"|\d(?:[ -]?\d){8,14}"
    r"|[A-Za-z]{1,2}\d{6,8}"
    r")(?![\d/-])|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


@dataclass(frozen=True, slots=True)
class Public:
    """A text as it may be read by everybody; how many names and numbers were taken out; whether it names royalty."""

    text: str
    names: int
    numbers: int
    royal: bool = False


def without_private(text: str) -> Public:
    """Return a text without names behind titles, identity, passport and telephone numbers and mail addresses.

    Short numbers for everybody (1506) and amounts with commas stay. A text with royal names comes back empty.
    """
    if _ROYAL.search(text):
        return Public("", 0, 0, royal=True)
    told, names = _PERSON.subn(NAME, text)
    places = [match.span() for match in _NUMBER.finditer(to_arabic(told))]
    for start, end in reversed(places):
        told = told[:start] + NUMBER + told[end:]
    return Public(told, names, len(places))
