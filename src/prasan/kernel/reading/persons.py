"""People: those in office with their office, and private people, telephone and id numbers that are marked.

A name is taken as private unless an office stands beside it somewhere in the document: marking one official too
many does no harm, showing a victim's name does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from prasan.kernel.checkdigit import is_valid_id, plain_id
from prasan.kernel.reading import guards
from prasan.kernel.reading.fields import Found
from prasan.kernel.reading.scan import Scan
from prasan.kernel.reading.source import Source

_TH = "[ก-ฮะ-ฺเ-๎]"
_RANK = (
    r"ว่าที่ ?(?:พันตรี|พ\.ต\.|ร้อยตรี|ร้อยเอก|ร้อยโท|ร\.ต\.|ร\.อ\.|ร\.ท\.)|พล(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี)(?:หญิง)?"
    r"|พล\.(?:ต\.|ร\.|อ\.)?[อทต]\.(?:หญิง)?"
    r"|พ\.ต\.[อทต]\.(?:หญิง)?|พ\.[อทต]\.|พัน(?:ตำรวจ)?(?:เอก|โท|ตรี)(?:หญิง)?|ร\.ต\.[อทต]\.(?:หญิง)?|ร\.[อทต]\."
    r"|ร้อย(?:ตำรวจ)?(?:เอก|โท|ตรี)(?:หญิง)?|[จส]\.ส?\.?[ตอท]\.|ด\.ต\."
)
_TITLE = (
    rf"(?P<title>(?:{_RANK}) ?(?:ดร\.|ม\.ล\.|หม่อมหลวง)?|หม่อม(?:หลวง|ราชวงศ์)|ม\.ร\.ว\.|ม\.ล\.|นาย(?:แพทย์)?"
    r"|นาง(?:สาว)?|น\.ส\.|นพ\.|พญ\.|ดร\.|ด\.[ชญ]\."
    r"|เด็ก(?:ชาย|หญิง)|mr\.?|mrs\.?|ms\.?|miss)"
)
_NO_NAME = (
    r"(?!จ้าง|อำเภอ|ก(?:รัฐ|เทศ|สมาคม|สภา|อบ|ฯ|องค์|เมือง|เหล่า|ตู่|อิ๊ง|หญิง|[ \n])|หน้า|ทะเบียน|ตรวจ|ช่าง|สถานี|ทหาร|ด่าน"
    r"|ประกัน|แบบ|ท่า|เรือ|พล|จ้|รอง(?: |พญา)|ฟ้า|เลิ้ง)"
)
_NAME = re.compile(
    rf"{_TITLE} {{0,2}}{_NO_NAME}(?=[ก-ฮเ-ไ])(?P<given>{_TH}{{2,20}})"
    rf"(?: {{1,3}}(?P<family>{_TH}{{2,40}}(?: ณ {_TH}{{2,16}})?)|(?= อายุ))",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(
    r"(?P<title>(?i:mrs?|ms)\.?|(?i:miss)) {0,2}(?P<given>[A-Z][A-Za-z-]{1,20})"
    r"(?P<family>(?: {1,2}(?!President|CEO|Director|Secretary|Minister|Chair|Ambassador|Head|Executive|Deputy)"
    r"[A-Z][A-Za-z-]{1,24}(?![a-z@.])){1,3})",
)
_LATIN_OFFICE = re.compile(
    r",? {0,2}(?:JP,? )?(?P<office>(?:[A-Z][a-z]+ (?:and |of |for )?){0,3}"
    r"(?:Secretary|Minister|Director|Ambassador|President|Chair|Commissioner"
    r"|Manager|Counsellor)[A-Za-z &-]{0,60})"
)
_QUOTED = re.compile(
    rf"\"(?P<given>{_TH}{{2,20}}) {{1,2}}(?P<family>{_TH}{{2,24}})\" {{0,2}}"
    rf"(?=ปลัด|อธิบดี|รัฐมนตรี|รมว\.|รมช\.|นายก|โฆษก|รอง)"
)
_FAMILY_ENDS = re.compile(
    r"(?<=..)(?:กล่าว|เปิดเผย|เผย(?!$)|ได้|เป็นประธาน|พร้อม(?:ด้วย|คณะ)|และ|ให้การ|อายุ|ปลัด(?:กระทรวง)|อธิบดี|รอง(?:นายก|ปลัด|อธิบดี|ผู้)|ผู้(?:ว่า|อำนวย|ตรวจ)|รัฐมนตรี|ที่ปรึกษา|แรงงานจังหวัด|ลงพื้นที่|มอบหมาย|ชี้แจง|ระบุ|โฆษก|ผู้ช่วย|เลขานุการ|สมาคม|ประธาน)"
)
_RUNS_ON = re.compile(
    "กล่าว|เปิดเผย|ได้|ระบุ|ย้ำ|ชี้แจง|เผย|เป็น|และ|พร้อม|ยัง|จะ|ให้|ลง|เดินทาง|บอก|ขอ|มอบ|ร่วม|ที่|ใน|จาก|รับ|ตรวจ|อายุ"
    "|ซึ่ง|โดย|เพื่อ|หรือ|ตัวแทน|ประธาน|สมาคม|กรรมการ|พนักงาน|ลูกจ้าง|นาย(?=[ก-ฮเ-ไ])|นาง|น\\.ส\\."
)
"""Behind a given name these begin the sentence, not a family name."""
_THIRD_NAME = re.compile(rf" {{1,2}}({_TH}{{2,24}})")
_OFFICE_WORDS = (
    r"รองนายกรัฐมนตรี|นายกรัฐมนตรี|นายกฯ|รัฐมนตรี|รมว\.|รมช\.|ปลัด|รองปลัด|อธิบดี|รองอธิบดี|เลขาธิการ|รองเลขาธิการ|ผู้ว่าราชการ|รองผู้ว่า|ผู้ว่าฯ|ผู้ตรวจราชการ|ผู้ช่วย"
    r"|โฆษก|รองโฆษก|อดีต(?=ปลัด|รัฐมนตรี|รมว|อธิบดี|นายก|ผู้ว่า|รองปลัด|เลขา)|ประจำสำนัก|คณะที่ปรึกษา|รองอธิการบดี|คณบดี|ผู้อำนวยการ|ผอ\.|รองผู้อำนวยการ|แรงงานจังหวัด|จัดหางานจังหวัด|จัดหางาน|ประกันสังคมจังหวัด|สวัสดิการและคุ้มครอง|หัวหน้า|ประธาน|รองประธาน|ที่ปรึกษา|เลขานุการ"
    r"|อัครราชทูต|เอกอัครราชทูต|ทูต|อุปทูต|กงสุล|นายอำเภอ|นายกเทศมนตรี|นายกองค์การ|นายกสมาคม|นายก|ผู้บัญชาการ|ผบ\.|ผบช\.|ผบก\.|ผู้บังคับการ|ผู้กำกับ|ผกก\.|รองผู้|รอง(?=ผ)|อัยการ|ส\.ส\.|สส\."
    r"|สมาชิก|กรรมการ|คณะทำงาน|อนุกรรมการ|ผู้แทน|อธิการบดี|นักวิชาการ|ผู้เชี่ยวชาญ|ผู้ทรงคุณวุฒิ|เจ้าหน้าที่|พนักงาน(?=ตรวจ|เจ้า)|นักการทูต|ผู้จัดการ|กำนัน|ผู้ใหญ่บ้าน|รองนายก|สารวัตร|ป้องกันจังหวัด|เจ้าอาวาส|เจ้าคณะ|ผู้พิพากษา|อธิบดีผู้พิพากษา|ปฏิบัติราชการแทน|รักษาราชการแทน|รักษาการ"
)
_OFFICE = re.compile(
    rf"(?: ?\((?:H\.E\. ?)?[A-Za-z][A-Za-z .,'-]{{2,60}}\))?[ \t(),]{{0,3}}(?:ใน)?(?:ฐานะ)?"
    rf"(?P<office>(?:{_OFFICE_WORDS})[^\s,;\"]{{0,80}}(?: \([ก-ฮ.]{{2,9}}\))?)"
)
_OFFICE_ENDS = re.compile(
    r"(?<=....)(?:กล่าว|เปิดเผย|เผย(?!แพร่)|เป็นประธาน|เป็นผู้|พร้อม|ได้|มอบ(?:หมาย|นโยบาย)|ลงพื้นที่|ระบุ|ชี้แจง|ย้ำ|กำชับ|และคณะ|นำ(?:คณะ|ทีม)|ร่วม|เดินทาง|ให้(?:การ|สัมภาษณ์|เกียรติ)|เข้า|สั่ง|ห่วง|แถลง|กำกับ|\))"
)
_OFFICE_BEFORE = re.compile(rf"(?P<office>(?:{_OFFICE_WORDS})[^\s()\"]{{0,60}})[\s(]{{0,2}}$")
_LEADS = (
    "โดย", "และ", "กับ", "ให้", "คือ", "ของ", "ที่", "ว่า", "แก่", "ถึง", "จาก", "ได้แก่", "พบ", "ชื่อ", "เป็น", "แทน",
    "ทั้ง", "เห็น", "เชิญ", "มี",
    "พร้อม", "ด้วย", "นำ", "จับ", "ช่วย", "หา", "ส่ง", "พา", "หญิง", "ชาย", "ต่อ", "หรือ", "ต้อง", "นั้น", "นี้", "ราย",
    "แรงงาน", "ฯ", "ติดตาม",
)  # fmt: skip
"""Words that stand before a title without a space; else the title is a piece of a word (พัฒนา|งาน)."""
_LISTED = re.compile(r"[\s,]*(?:และ|กับ)?\s*")
_AGE = re.compile(r" {0,2}\(?(?:อายุ|วัย) ?\d{1,3}")
_VICTIM = re.compile(
    r"(?<!ช่วย)ศพ|ผู้เสียหาย|ผู้ตาย|ผู้เสียชีวิต|ผู้บาดเจ็บ|เหยื่อ|ผู้ต้องหา|ลูกจ้างชื่อ|แรงงานชื่อ|ญาติ|มารดา|บิดา|ภรรยา|สามี|นายจ้างชื่อ"
    r"|ผู้ร้อง|ทายาท"
)
_DIGITS = re.compile(r"\d(?:[ -]?\d){8,13}(?!\d)")
_AMOUNT = re.compile(r",\d{3}(?!\d)")
"""Behind figures: they are the beginning of an amount. A comma alone parts two telephone numbers."""
_CALLED = re.compile(r"(?:โทร|โทรศัพท์|tel|Tel|เบอร์|FAX|Fax|โทรสาร)[.: ]{1,3}$")
_ABROAD_PHONE = re.compile(r"(?<![\d+])\+ ?\d{1,3}(?:[ -]?\d){6,12}(?!\d)|\(0\d{1,2}\) ?\d{3} ?-? ?\d{4}(?!\d)")
_NO_BRACKETS = str.maketrans("", "", "()")
MOST_NUMBERS = 5_000
"""Runs of figures looked at in one field."""
_PHONE_PREFIXES = ("02", "03", "04", "05", "06", "07", "08", "09", "66")
_PASSPORT = re.compile(
    r"(?:หนังสือเดินทาง|พาสปอร์ต|passport)[^\n]{0,24}?(?<![a-z])([a-z]{1,2}\d{6,8})(?!\d)", re.IGNORECASE
)


@dataclass(slots=True)
class _Person:
    source: Source
    start: int
    end: int
    name: str
    title: str
    office: str
    private: bool
    listed: bool = False


def find_people(scans: list[Scan]) -> tuple[list[Found], list[Found]]:
    """Return the people in office and what is private, over all fields of a document."""
    people = [one for scan in scans for one in _people(scan)]
    _share_office(people)
    in_office = {one.name for one in people if one.office or one.listed}
    given = {name.split(" ")[0] for name in in_office}
    persons, private = [], []
    for one in people:
        span = one.source.span(one.start, one.end)
        if one.office:
            details = {"title": one.title, "office": one.office}
            persons.append(Found(one.name, one.source.field, span, "title-office", 0.95, details))
        elif one.name not in in_office and (" " in one.name or one.name not in given):
            told = "told" if one.private else "no-office"
            private.append(
                Found(one.name, one.source.field, span, told, 0.95 if one.private else 0.7, {"kind": "name"})
            )
    for scan in scans:
        private += _numbers(scan.source)
    private.sort(key=lambda f: (f.field != "title", f.span))
    return persons, private


def _share_office(people: list[_Person]) -> None:
    """Mark names of a list whose last one has the office of all: "นาย ก นาย ข และนาย ค รองอธิบดี"."""
    for one, after in reversed(list(pairwise(people))):
        near = one.source is after.source and 0 <= after.start - one.end <= 12
        if near and not one.office and not one.private and (after.office or after.listed):
            one.listed = _LISTED.fullmatch(one.source.text, one.end, after.start) is not None


def _people(scan: Scan) -> Iterator[_Person]:
    text, source = scan.source.text, scan.source
    reach = 0
    for start, _ in scan.titles:
        if start < reach or _is_piece(text, start):
            continue
        match = _NAME.match(text, start) or (_LATIN_NAME.match(text, start) if text[start].isascii() else None)
        if match is None:
            continue
        one = _person(source, match)
        if one is not None:
            reach = one.end
            yield one
    if '"' in text:
        for match in _QUOTED.finditer(text):
            if (one := _person(source, match, quoted=True)) is not None:
                yield one


def _is_piece(text: str, start: int) -> bool:
    """Tell whether "นาง" or "นาย" is no title but a piece of a word: พัฒนา|งาน, มิถุ|นายน, นคร|นายก."""
    if text.startswith("นาย", start) and text.endswith(("มิถุ", "นคร"), 0, start):
        return text.startswith(("นายน", "นายก"), start)
    if not start or not guards.is_thai(text[start - 1]) or not text.startswith("นาง", start):
        return False
    return not text.startswith("สาว", start + 3) and not text.endswith(_LEADS, 0, start)


def _person(source: Source, match: re.Match[str], *, quoted: bool = False) -> _Person | None:
    """Build a person from a matched name: cut what runs on, look for the office on either side.

    A given name alone is taken only where the text tells of somebody (an age, a victim), not for "นายสมชาย กล่าวว่า".
    """
    text = source.text
    start = match.start("given") if quoted else match.start()
    given, end = match["given"], match.end("given")
    family = (match["family"] or "").strip()
    cut = _FAMILY_ENDS.search(given)
    if cut is not None:
        given, family, end = given[: cut.start()], "", match.start("given") + cut.start()
    elif family:
        end = match.end("family")
        cut = _RUNS_ON.match(family) or _FAMILY_ENDS.search(family)
        if cut is not None:
            end -= len(family) - cut.start()
            family = family[: cut.start()]
    told = bool(_AGE.match(text, end)) or bool(_VICTIM.search(text, max(0, start - 40), start))
    if not family and not told:
        return None
    office = _office_behind(text, end + (1 if quoted else 0))
    if not office and given.isascii():
        latin = _LATIN_OFFICE.match(text, end)
        office = latin["office"].strip() if latin else ""
    if family and not office and not told:
        further = _THIRD_NAME.match(text, end)
        if further is not None and (office := _office_behind(text, further.end())):
            family, end = f"{family} {further[1]}", further.end()
    if not told:
        office = office or _office_before(text, start)
    name = f"{given} {re.sub(' +', ' ', family)}".strip()
    title = "" if quoted else match["title"].strip()
    return _Person(source, start, end, name, title, "" if told and not office else office, told)


def _office_behind(text: str, end: int) -> str:
    match = _OFFICE.match(text, end)
    if match is None:
        return ""
    office = match["office"]
    cut = _OFFICE_ENDS.search(office)
    return (office[: cut.start()] if cut and "(" not in office[: cut.start()] else office).rstrip(' .,"')


def _office_before(text: str, start: int) -> str:
    """Return the office that stands before a name: "รัฐมนตรีว่าการกระทรวงแรงงาน (นาย…)"."""
    match = _OFFICE_BEFORE.search(text, max(0, start - 72), start)
    return match["office"].rstrip(" .") if match else ""


def _numbers(source: Source) -> Iterator[Found]:
    """Yield telephone, id and passport numbers."""
    text = source.text
    for match in islice(_DIGITS.finditer(text), MOST_NUMBERS):
        start, end = match.span()
        before = text[start - 1 : start]
        if before.isdigit() or (before and before in ".,/-+" and not _CALLED.search(text, max(0, start - 12), start)):
            continue
        digits = plain_id(match.group())
        if len(digits) == 13 and is_valid_id(digits):
            yield Found(digits, source.field, source.span(start, end), "number", 0.99, {"kind": "id"})
        elif len(digits) in {9, 10, 11} and digits.startswith(_PHONE_PREFIXES) and not _AMOUNT.match(text, end):
            yield Found(digits, source.field, source.span(start, end), "number", 0.95, {"kind": "phone"})
    if "+" in text or "(0" in text:
        for match in islice(_ABROAD_PHONE.finditer(text), MOST_NUMBERS):
            digits, span = plain_id(match.group()).translate(_NO_BRACKETS), source.span(*match.span())
            yield Found(digits, source.field, span, "number", 0.95, {"kind": "phone"})
    if "หนังสือเดินทาง" in text or "พาสปอร์ต" in text or "assport" in text:
        for match in _PASSPORT.finditer(text):
            yield Found(match[1], source.field, source.span(*match.span(1)), "number", 0.9, {"kind": "id"})
