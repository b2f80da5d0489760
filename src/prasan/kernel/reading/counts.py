"""Head counts: numbers of people, with the parts that make up a total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prasan.kernel.reading.fields import Found
from prasan.kernel.reading.scan import Scan

_FACTORS = {"": 1, "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6}
_NUMBER = re.compile(
    r"(?:(?P<low>\d{1,3}(?:,\d{3})+|\d{1,7}) ?(?:-|ถึง) ?)?"
    r"(?P<number>\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?)"
    r" {0,2}(?P<more>กว่า)? ?(?P<factor>พัน|หมื่น|แสน|ล้าน)?(?: ?(?P<number2>\d{1,3}(?:\.\d)?) ?(?P<factor2>พัน|หมื่น|แสน))?"
    r"(?:กว่า)? {0,2}$"
)
_BEFORE_UNIT = (*"0123456789", "กว่า", "พัน", "หมื่น", "แสน", "ล้าน")
_OTHER_WORD = re.compile("ได้|การ|ละ|เดือน|วัน(?!ที่)|ปี|ชั่วโมง|สัปดาห์|จ่าย|รับ|ชื่อ|นาม|ค่า|ดอกเบี้ย|ร้อยละ|-ครั้ง|ครั้ง")
"""Behind a unit: it is the beginning of another word (รายได้, คนละ, อัตราค่าจ้าง) or counts visits."""
_GOES_ON = frozenset("0123456789.,/:-")
_NOT_PEOPLE = re.compile(
    r"(?:บริษัท|สถานประกอบการ|สถานประกอบกิจการ|โรงงาน|กิจการ|คดี|ผู้ประกอบการ|นิติบุคคล|สหกรณ์|ครัวเรือน|ร้านค้า|บัญชี|เพจ|เว็บไซต์|วันละ|เดือนละ)"
    r"[^\d\n]{0,14}$"
)
_MOST_PARTS = 12
_REACH = 700


@dataclass(slots=True)
class _Count:
    start: int
    end: int
    value: int
    unit: str
    low: int | None
    at_least: bool
    parts: tuple[int, ...] = ()


def find_counts(scan: Scan) -> Iterator[Found]:
    """Yield the numbers of people in a field; a total names the parts that follow it and make it up."""
    source, counts = scan.source, list(_counts(scan))
    _find_parts(source.text, counts)
    for one in counts:
        details: dict[str, object] = {"unit": one.unit}
        if one.low is not None:
            details["from"] = one.low
        if one.at_least:
            details["at_least"] = True
        if one.parts:
            details["parts"] = list(one.parts)
        method = "sum" if one.parts else "number"
        yield Found(
            one.value, source.field, source.span(one.start, one.end), method, 0.99 if one.parts else 0.95, details
        )


def _counts(scan: Scan) -> Iterator[_Count]:
    text = scan.source.text
    for unit_start, unit_end in scan.units:
        near = unit_start
        while near and unit_start - near < 2 and text[near - 1] == " ":
            near -= 1
        if not text.endswith(_BEFORE_UNIT, max(0, near - 5), near) or _OTHER_WORD.match(text, unit_end):
            continue
        match = _NUMBER.search(text, max(0, near - 44), unit_start)
        if match is None or (match.start() and text[match.start() - 1] in _GOES_ON):
            continue
        value = _value(match["number"], match["factor"]) + _value(match["number2"], match["factor2"])
        if value != int(value):
            continue
        start = match.start()
        low = int(_value(match["low"], match["factor"])) if match["low"] else None
        unit = text[unit_start:unit_end]
        if unit == "ราย" and _NOT_PEOPLE.search(text, max(0, start - 40), start):
            continue
        yield _Count(start, unit_end, int(value), unit, low, bool(match["more"]))


def _value(number: str | None, factor: str | None) -> float:
    if not number:
        return 0
    return round(float(number.replace(",", "")) * _FACTORS[factor or ""], 3)


def _find_parts(text: str, counts: list[_Count]) -> None:
    """Find totals: what follows (or, behind รวม, comes before) adds up to them exactly."""
    for index, total in enumerate(counts):
        if total.low is not None or total.value < 2:
            continue
        after = [c for c in counts[index + 1 : index + 1 + _MOST_PARTS] if c.start - total.end <= _REACH]
        total.parts = _summing(total, after)
        if not total.parts and "รวม" in text[max(0, total.start - 24) : total.start]:
            before = [c for c in counts[max(0, index - _MOST_PARTS) : index] if total.start - c.end <= _REACH]
            total.parts = tuple(reversed(_summing(total, list(reversed(before)))))


def _summing(total: _Count, others: list[_Count]) -> tuple[int, ...]:
    """Return the run of counts, nearest first, that adds up to the total; at least two, all of its unit."""
    parts: list[int] = []
    left = total.value
    for one in others:
        if one.unit != total.unit or one.low is not None or not 0 < one.value <= left or one.value == total.value:
            return ()
        parts.append(one.value)
        left -= one.value
        if left == 0:
            return tuple(parts) if len(parts) > 1 else ()
    return ()
