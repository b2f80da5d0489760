"""Sections and acts: มาตรา 33, พ.ร.บ. … พ.ศ. 2541."""

import re
from collections.abc import Iterator

from prasan.kernel.reading.fields import Found
from prasan.kernel.reading.scan import Scan

_SECTION = re.compile(
    r"(?:มาตรา|ม\.) {0,2}(?P<first>\d{1,3}(?:/\d{1,2})?)(?!\d)"
    r"(?P<more>(?: {0,2}(?:,|และ|หรือ|ถึง|-) {0,2}(?:มาตรา {0,2})?\d{1,3}(?:/\d{1,2})?"
    r"(?!\d| ?(?:คน|ราย|บาท|วัน|ปี|แห่ง|ล้าน|เดือน|%)))*)"
)
_NUMBER = re.compile(r"\d{1,3}(?:/\d{1,2})?")
_HEAD = (
    r"พระราชบัญญัติ|พ\.ร\.บ\.|พรบ\.|พระราชกำหนด|พ\.ร\.ก\.|พระราชกฤษฎีกา|พ\.ร\.ฎ\.|กฎกระทรวง"
    r"|รัฐธรรมนูญ(?=แห่ง)|(?:ระเบียบ|ประกาศ)(?= ?(?:กระทรวง|กรม|คณะ|สำนัก|เรื่อง|ว่าด้วย|สภา|คปภ))"
)
_ACT = re.compile(
    rf"(?:{_HEAD}) ?(?P<name>[^\n\d\"“”]{{2,200}}?)"
    r"(?: ?\(ฉบับที่ ?\d{1,3}\))? ?พ\.? ?ศ\.? ?(?P<year>\d{4})"
)
_BARE = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พรบ\.|พระราชกำหนด|พ\.ร\.ก\.) ?"
    r"(?P<name>(?:ว่าด้วย|การ|คุ้มครอง|ประกันสังคม|เงินทดแทน|แรงงาน|จัดหางาน|ส่งเสริม|ความ|ป้องกัน|คนเข้าเมือง|โรงงาน|รัฐวิสาหกิจ|ผู้|กองทุน|องค์กร"
    r"|บริหาร|สถานการณ์|ควบคุม|แก้ไข)[ก-ฮะ-ฺเ-๎]{2,90})"
)
"""An act without its year: its name begins with one of the words that acts about labour and order begin with."""
_NAME_ENDS = re.compile(
    r"(?<=.{6})(?:กำหนด|ที่ได้|ที่มี|ดังกล่าว|มาตรา|ซึ่ง|ให้(?:แก่|นาย|ลูก|ผู้|มี|เป็น)|เพื่อให้|ได้(?:กำหนด|ให้|มี)|โดย|ฉบับ|และกฎ|และที่|อย่าง|เป็น|มีผล|จะ|นี้|ของ|ใหม่|อีก|มาใช้|ให้เข้า|เดิม)"
)


_OTHER_HEAD = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พระราชกำหนด|พ\.ร\.ก\.|กฎกระทรวง|วันที่|เมื่อ|เปิดเผย|กล่าวว่า|ศาล|ประจำปี|ในปี|ตั้งแต่)"
)
"""Between a head and a year: the year belongs to something else."""


def _bare_act(scan: Scan, start: int) -> Found | None:
    """Return an act that is named without its year."""
    act = _BARE.match(scan.source.text, start)
    if act is None:
        return None
    cut = _NAME_ENDS.search(act["name"])
    end = act.start("name") + cut.start() if cut else act.end()
    value = re.sub(r"\s+", " ", scan.source.text[start:end])
    return Found(value, scan.source.field, scan.source.span(start, end), "act", 0.8)


def find_laws(scan: Scan) -> Iterator[Found]:
    """Yield the sections and the acts with their year in a field."""
    text, source = scan.source.text, scan.source
    reach = 0
    for start, _ in scan.laws:
        if start < reach:
            continue
        section = _SECTION.match(text, start)
        if section is not None:
            numbers = [(section["first"], section.start("first"))]
            offset = section.start("more")
            numbers += [(n.group(), offset + n.start()) for n in _NUMBER.finditer(section["more"])]
            for index, (number, at) in enumerate(numbers):
                first = start if index == 0 else at
                span = source.span(first, at + len(number))
                yield Found(f"มาตรา {number}", source.field, span, "section", 0.99)
            reach = section.end()
            continue
        act = _ACT.match(text, start)
        if act is not None and not _OTHER_HEAD.search(act["name"]):
            value = re.sub(r"\s+", " ", act.group())
            span = source.span(start, act.end())
            yield Found(value, source.field, span, "act", 0.95, {"year": int(act["year"])})
            reach = act.end()
        elif (bare := _bare_act(scan, start)) is not None:
            yield bare
