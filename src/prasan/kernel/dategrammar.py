"""The shapes in which dates are written, as patterns over folded text.

The text is folded one character to one (Thai digits to Arabic, odd spaces to plain ones), so that spans
count in code points of the raw input. Patterns only find shapes; `dates` decides what they mean.
"""

import re

from prasan.kernel.datewords import (
    MONTH_PATTERN_EN,
    MONTH_PATTERNS_TH,
    MONTHS_EN,
    RELATIVE_DAYS,
    WEEKDAY_WORDS,
)

_ONE_TO_ONE = (
    *(("๐๑๒๓๔๕๖๗๘๙"[digit], str(digit)) for digit in range(10)),
    *((space, " ") for space in "\t\u00a0\u2007\u202f\u2009\u200b\u200c\u200d\ufeff"),
)


def fold(text: str) -> str:
    """Fold digits and spaces one to one; the length stays, so spans stay valid."""
    for old, new in _ONE_TO_ONE:  # four times as fast as one translation: most of them occur in no text
        text = text.replace(old, new)
    return text


def _compile(pattern: str) -> re.Pattern[str]:
    """Compile with every run of spaces bounded, so that no text costs more than its length."""
    return re.compile(pattern.replace(" *", " {0,4}"))


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_THAI_WEEKDAYS = _any([w for w in WEEKDAY_WORDS if w[0] >= "ก" and not w.endswith(".")])
_SHORT_WEEKDAYS = _any([w for w in WEEKDAY_WORDS if w.endswith(".")])
_LATIN_WEEKDAYS = _any([w for w in WEEKDAY_WORDS if w.isascii()])

MONTH_TH = "(?:" + "|".join(MONTH_PATTERNS_TH) + ")"
MONTH = f"(?:{MONTH_TH}|{MONTH_PATTERN_EN})"
ERA = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|คริสต์ศักราช|BE\b|B\.E\.|CE\b|AD\b|A\.D\.)"
DASH = r" *(?:-|–|—|−|~|ถึงวันที่|จนถึงวันที่|จนถึง|ถึง|to\b|until\b) *"
_UNITS = (
    r"คน|ราย|บาท|แห่ง|ครั้ง|วัน|เดือน|ปี|ชั่วโมง|ชม|นาที|ล้าน|แสน|หมื่น|พัน|ร้อย|จังหวัด|อำเภอ|ตำบล|หน่วย|ไร่|เรื่อง|คดี|ประเทศ"
    r"|น\.|%|เปอร์เซ็นต์|กิโล|เมตร|สถาน|โครงการ|หลักสูตร|รุ่น|อัตรา|ตำแหน่ง|ฉบับ|ข้อ|ท่าน"
)


def year(suffix: str) -> str:
    """Return the pattern of a year after a month: optional era, four or two digits, never an amount."""
    return (
        rf"(?: ?[-/,.] ?| *)(?:ปี)? *(?P<era{suffix}>{ERA})? *(?P<y{suffix}>\d{{4}}|(?:'|’)?\d{{2}})"
        rf"(?!\d)(?![.,:/]\d)(?!(?<!\d\d\d) *(?:{_UNITS}))"
    )


def weekday(suffix: str) -> str:
    """Return the pattern of what may stand before a day: weekday name, วันที่, or nothing."""
    return (
        rf"(?:(?P<wd{suffix}>(?:วัน)?(?:{_THAI_WEEKDAYS})(?=[ฯ ]|ที่|\d)|(?<![ก-๎.])(?:{_SHORT_WEEKDAYS})"
        rf"|(?i:\b(?:{_LATIN_WEEKDAYS})\b\.?,?))ฯ? *(?:ที่)? *|วันที่ *)?"
    )


def day(suffix: str) -> str:
    """Return the pattern of a day of the month that is not the tail of another number."""
    return rf"(?<!\d)(?<!\d[.,:/])(?P<d{suffix}>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?"


_AFTER = rf"(?: ?\((?P<wda>(?:วัน)?(?:{_THAI_WEEKDAYS}))\))?"


def _month(suffix: str) -> str:
    return rf"(?:[-/.]| *)(?:of )?(?:เดือน *)?(?P<m{suffix}>{MONTH})"


_DAY_BEGINS = r"(?=[\dวจอพศสเMTWFSmtwfs])"
"""What a day can begin with, its weekday before it: asked first, since most letters are none of these."""

DAY_TO_DAY = _compile(
    _DAY_BEGINS + weekday("1") + day("1") + _month("1") + rf"(?:{year('1')})?" + DASH
    + weekday("2") + day("2") + _month("2") + rf"(?:{year('2')})?"
)  # fmt: skip
"""Both ends have a month: "30 ก.ย. – 2 ต.ค. 60"."""

DAYS = _compile(
    _DAY_BEGINS + weekday("1") + day("1")
    + r"(?P<more>(?: *, *\d{1,2}(?!\d)){0,10}(?: *(?:,|และ(?:วันที่)?|กับ|&) *\d{1,2}(?!\d)))?"
    + rf"(?:(?P<dash>{DASH}){weekday('2')}(?P<d2>\d{{1,2}})(?!\d))?"
    + _month("2") + rf"(?:{year('2')})?" + _AFTER
)  # fmt: skip
"""One month for all days: "2 พ.ย. 60", "2 - 4 พฤศจิกายน ๒๕๖๐", "2, 3 และ 5 พ.ย. 2560"."""

MONTH_FIRST = _compile(
    weekday("1")
    + rf"\b(?P<m2>{MONTH_PATTERN_EN}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-–] ?(?P<d2>\d{{1,2}}))?"
    + r"(?!\d)(?:,? (?P<y2>\d{4})(?!\d))?"
)
"""English order: "November 2-4, 2017"."""

NUMERIC = _compile(
    _DAY_BEGINS
    + weekday("1")
    + r"(?<!\d)(?<!\d[-./,])(?P<d1>\d{1,2})(?P<sep>[-./])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4}|\d{2})(?!\d)(?![-./]\d)"
)
"""Day, month, year in figures, Thai order."""

ISO = _compile(r"(?<!\d)(?<!\d[-./,])(?P<y2>\d{4})(?P<sep>[-/])(?P<m2>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)(?![-/]\d)")
"""Year first, ISO 8601 and its Buddhist twin."""

_MONTH_BEGINS = "(?=[มกเพสตธJFMASOND])"
"""What a month or the word before it can begin with."""

MONTHS = _compile(rf"{_MONTH_BEGINS}(?P<lead>เดือน *)?(?<![A-Za-z])(?P<m1>{MONTH})(?:{year('1')})?")
"""One month."""

MONTH_TO_MONTH = _compile(
    rf"{_MONTH_BEGINS}(?P<lead>เดือน *)?(?<![A-Za-z])(?<!\d)(?<!\d[ /-])(?P<m1>{MONTH})(?:{year('1')})?"
    rf"{DASH}(?:เดือน *)?(?P<m2>{MONTH})(?:{year('2')})?"
)
"""Months from–to; not where a day stands before the first: "30 ก.ย. - ต.ค."."""

SHARED_YEAR = _compile(
    rf" *(?:,|และ|กับ|หรือ|&) *(?:ในวันที่ *)?{weekday('3')}(?P<d3>\d{{1,2}}) *(?P<m3>{MONTH}){year('3')}"
)
"""A further day with a year right behind a day without: they share it."""

SHARED_MONTH = _compile(rf" *(?:,|และ|กับ|หรือ|&)? *(?:เดือน *)?{MONTH}")
"""A further month right behind a month without a year."""

_QN = r"(?P<q>[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย)"


def _quarter_year(suffix: str) -> str:
    return (
        rf"(?: *(?:/|ของ|of)? *(?P<fiscal{suffix}>(?:ประจำ)?ปีงบ(?:ประมาณ)?|(?i:fiscal year|FY))?"
        rf" *(?:ประจำ)?(?:ปีปฏิทิน|ปี)? *(?P<era{suffix}>{ERA})? *(?P<y{suffix}>\d{{4}}|\d{{2}})"
        rf"(?!\d)(?![.,:]\d)(?! *(?:{_UNITS})))?"
    )


_QMONTHS = (
    rf"(?: *\( *(?:เดือน *)?(?P<qm1>{MONTH})(?:{year('m1')})?{DASH}(?:เดือน *)?(?P<qm2>{MONTH})"
    rf"(?:{year('m2')})? *\))?"
)
QUARTER = _compile(
    rf"(?:ไตรมาส *(?:ที่)? *{_QN}|\bQ(?P<q_en>[1-4])(?!\d)"
    r"|(?P<q_word>(?i:first|second|third|fourth|1st|2nd|3rd|4th)) quarter)"
    rf"(?: *{DASH} *(?:ไตรมาส *(?:ที่)? *)?(?P<q2>[1-4])(?!\d))?"
    + _quarter_year("b") + _QMONTHS + _quarter_year("a")
)  # fmt: skip
"""A quarter with its year before or after the months in brackets."""

HALF = _compile(r"(?:ครึ่งปี(?P<half>แรก|หลัง)|(?P<half_en>(?i:first|second)) half)" + _quarter_year("b"))
"""Half a year: a range."""

FISCAL_YEAR = _compile(
    rf"(?:ปีงบ(?:ประมาณ)?|ปี ?งปม\.?|งบประมาณ(?:รายจ่าย)?(?:ประจำ)?ปี|(?i:\bfiscal years?|\bFY)) *(?:{ERA})? *"
    rf"(?P<y1>\d{{4}}|\d{{2}})(?!\d)(?![.,:/]\d)(?:{DASH}(?:{ERA})? *(?P<y2>\d{{4}}|\d{{2}})(?!\d)(?![.,:/]\d))?"
    rf"(?! *(?:{_UNITS}))"
)
"""Fiscal year or years."""

YEAR = _compile(
    rf"(?:(?P<lead>ปี(?:ปฏิทิน)?) *(?P<era1>{ERA})?|(?<![ก-๎])(?P<era2>{ERA})|(?P<en>(?i:\b(?:in|year|since)))) *"
    rf"(?P<y1>\d{{4}}|\d{{2}})(?!\d)(?![.,:/]\d)(?:{DASH}(?:{ERA})? *(?P<y2>\d{{4}}|\d{{2}})(?!\d)(?![.,:/]\d))?"
    rf"(?! *(?:{_UNITS}))"
)
"""Calendar year or years, marked as such; a bare number is no year."""

NEXT_YEAR = _compile(rf" *(?:,|และ|กับ|หรือ) *(?P<y>2[4-6]\d\d)(?![\d.,:/]\d|\d)(?! *(?:{_UNITS}))")
"""A bare Buddhist year right behind another one, in a list."""

RELATIVE = _compile(
    rf"(?<!ทุก)(?P<word>{_any([w for w in RELATIVE_DAYS if not w.isascii()])}"
    rf"|(?i:\b(?:today|yesterday|tomorrow)\b))(?: *\( *(?:ที่|วันที่)? *)?"
)
"""Today and its neighbours, with the bracket that may open an explicit date."""

YEARLY = _compile(r" *(?:ของ|ใน|เป็นประจำ|เป็น|แห่ง)? *(?:ทุก *ๆ? *ปี|แต่ละปี|every year|each year)")
"""Behind a day or month: it is that of every year."""

LISTED = _compile(r" *(?:,|และ|กับ|หรือ|-|ถึง)? *(?:วันที่ *)?")
"""Between the days of a list."""

NUMBERED = _compile(
    r"(?:ครั้งที่|เลขที่|ฉบับที่|คำสั่งที่|หนังสือที่|ประกาศที่|มติที่|หมายเลข\S*|เลขแดงที่|เลขดำที่|ข้อ|มาตรา|โทร\.?|โทรศัพท์) *(?:\S{1,12} )?$"
)
"""What stands before a number of a meeting, order, case, section or telephone: then it is no date."""

_LAW_HEAD = (
    r"(?:พระราชบัญญัติ|พ\.?ร\.?บ\.?|พระราชกำหนด|พ\.?ร\.?ก\.?|พระราชกฤษฎีกา|กฎกระทรวง"
    r"|ระเบียบ|ประกาศ|ข้อบังคับ|รัฐธรรมนูญ|ประมวลกฎหมาย|อนุสัญญา|กฎหมาย|แก้ไขเพิ่มเติม)"
)
LAW = _compile(rf"{_LAW_HEAD}(?:[^\n]{{0,110}}|(?:(?!พ\.? ?ศ|แผน|วันที่)[^\n]){{0,200}})$")
"""A law before พ.ศ. …: the year belongs to its name."""

OFFICE = _compile(r"(?:สำนักงาน|คณะกรรมการ|เลขาธิการ|ข้าราชการ) *$")
"""Before ก.พ. or ก.ค.: the civil service commissions, not months."""

_MONTH_NUMBERS = [re.compile(p) for p in MONTH_PATTERNS_TH]


def month_number(word: str) -> int:
    """Return 1..12 for a month as matched by MONTH."""
    for number, pattern in enumerate(_MONTH_NUMBERS, start=1):
        if pattern.fullmatch(word):
            return number
    return [name[:3].lower() for name in MONTHS_EN].index(word[:3].lower()) + 1
