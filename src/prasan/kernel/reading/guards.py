"""What speaks against a name being a place: letters that go on, organisations, people, streets, products.

Each function looks at the normalised text in lower case around [start, end) and at no more than some eighty
characters of it, so that the whole reading stays linear.
"""

import re

import ahocorasick

from prasan.kernel.reading import traps

_GOES_ON = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
"""Signs that no word begins with: a name that is followed by one is a piece of a longer word."""
_LEADING_VOWELS = frozenset("เแโใไ")

STRONG_LEADS = ("จังหวัด", "จ.", "จว.")
WEAK_LEADS = (
    "เมือง", "ชาว", "พื้นที่", "สนามบิน", "ท่าอากาศยาน", "ศาลากลาง", "ฝีมือแรงงาน", "คุ้มครองแรงงาน", "จัดหางาน",
    "ประกันสังคม",
    "สนพ.", "สพร.", "สรจ.", "สจจ.", "สสค.", "สปส.", "สปส.จ.", "สวท.", "พมจ.", "สสจ.", "สภ.", "อบจ.", "อจ.",
    "ด่าน", "กาชาด", "เรือนจำ",
    "ผู้ว่าฯ", "ผู้ว่า", "ผวจ.", "พ่อเมือง", "ศาล", "หอการค้า", "ภูธร", "กอ.รมน.", "รองผู้ว่าฯ", "เศรษฐกิจพิเศษ", "ตรวจประมง",
    "กักกันสัตว์", "พัฒนาที่ดิน",
    "อุตสาหกรรม", "เมืองเก่า", "น้ำท่วม", "ชลประทาน", "เทศบาล", "ตรวจคนเข้าเมือง", "ตม.", "ประถมศึกษา", "มัธยมศึกษา",
    "แขวงทางหลวง", "ท่าเรือ",
    "นคร", "ที่", "ใน", "จาก", "ลง", "ถึง", "สู่",
)  # fmt: skip
_SPACED_LEADS = ("ผู้ว่าฯ", "ผวจ.", "อบจ.", "สสจ.", "พมจ.", "สรจ.", "สจจ.", "สสค.", "พ่อเมือง")
"""Offices that may stand one space before the name."""
_HEADLINE = re.compile(
    r"(?:เร่ง|เปิด|จัด|พบ|ช่วย|สั่ง|ลุย|ระดม|ประกาศ|รับ|ตรวจ|คุม|เตรียม|แจง|ชวน|เตือน|ห่วง|น้ำท่วม|อ่วม|วิกฤต|จับ|รวบ|ยกระดับ|เดินหน้า|ร่วม|ฝึก)"
)
"""What the place at the head of a line does: "ตรังเร่งช่วยลูกจ้าง"."""
_SETS_OUT = re.compile(r"(?:ไป|ถึง|มา|สู่|เข้า|และ|โดย) ?")
_JOINS = ("ไป", "มา", "และ", "กับ")
_LOEI = frozenset(("ชาว", "พื้นที่", "ผู้ว่า", "ศาล", "จัดหางาน", "ที่", "ใน", "จาก", "ลง", "ถึง", "สู่", "นคร", "ประกันสังคม", "ด่าน"))
"""Before เลย these are no evidence: "ไม่มีพื้นที่เลย"."""
LED_LEADS = tuple(word for word in WEAK_LEADS if word not in _LOEI)
VERB_LEADS = tuple(word for word in WEAK_LEADS if word not in {"ลง", "ใน", "ที่", "จาก", "ถึง", "สู่", "นคร"})
BOUNDED_LEADS = (*VERB_LEADS, "ที่", "ใน", "จาก", "ถึง", "สู่")
_COUNTED = re.compile(r"(?:\d|หลาย|ทุก|ทั้ง|กี่|บาง|ต่าง|แต่ละ|สอง|สาม|สี่|ห้า|ไหน|ข้าม) ?จังหวัด ?$")
_LOEI_GOES_ON = re.compile(r"ไม่|ก็|ทันที|ที|ครับ|ค่ะ|นะ|ต้อง|จะ|ไป|มา|เวลา|แล้ว|ครั้ง|อยู่")
_TOWARDS = ("จาก", "ถึง", "ลง", "สู่")
_VERBS = frozenset({"แพร่", "ตาก"})

_DEAD_LEFT = (
    "ถนน", "ซอย", "สะพาน", "วัด", "ตำบล", "แขวง", "บ้าน", "แม่น้ำ", "ลุ่มน้ำ", "ลำน้ำ", "เขื่อน", "ข้าว", "ข้าวหอม",
    "ข้าวหอมมะลิ",
    "ก๋วยเตี๋ยว", "อาณาจักร", "สมัย", "ราชวงศ์", "ภาษา", "เพลง", "กรมหลวง", "กรมพระ", "กรมพระยา", "กรมหมื่น", "กรมขุน",
    "พันธุ์",
    "ห้องประชุม", "ห้อง", "หม่อมหญิง", "หมู่บ้าน", "พระองค์เจ้า", "ปฏิญญา", "สหกรณ์โคนม", "กลุ่มบริษัท", "พลังงาน", "เดอะมอลล์",
    " บุญ", " แสง", " ทอง", " ศรี", " สุข", " คำ", " แก้ว",
)  # fmt: skip
_DEAD_SHORT = ("ต.", "ถ.", "ซ.", "ม.", "รพ.")
_DEAD_RIGHT = re.compile(
    r" ?(?:ยูไนเต็ด|เอฟซี|ซิตี้|united|fc\b|university|hospital|bank\b|post\b|airways|declaration|college|school)"
    r"|วิทยา(?!เขต)|พิทยา|ราชวิทยาลัย|กัลยาณี|คริสเตียน|ธุรกิจ|โพลล์"
)

_HEADS = ahocorasick.Automaton()
for _head in traps.ORGANISATIONS:
    _HEADS.add_word(_head, len(_head))
_HEADS.make_automaton()
_LEAVES = re.compile(
    r"ใน|ที่|จาก|ของ|และ|จังหวัด|จ\.|อำเภอ|พื้นที่|ประจำ|ไป|มา|ถึง|สู่|ลง|กับ|ให้|เพื่อ|จัด|เปิด|หรือ|เป็น|ชาว|เมือง|เขต(?!ร)|ณ|ต่าง|แรงงาน|ฯ|\)"
    r"|ได้|ร่วม|โดย|จะ|นำ|ช่วย|ออก|ทั่ว|ซึ่ง|ต้อง|ติด|เข้า|สนับ|พัฒนา|อบรม|ยก|ดูแล|ส่ง|ท่าอากาศยาน|สำนักงาน"
)
"""Between a head and the name: the text has left the organisation's name."""
_COMPANY = re.compile(
    r"(?:บริษัท|บมจ\.|บจก\.|หจก\.|ห้างหุ้นส่วน(?:จำกัด)?|ธนาคาร|โรงแรม|สโมสร(?:ฟุตบอล)?)(?P<gap>[^\n,]{0,60})$"
)
_CAPITAL = frozenset({"กทม.", "กทม", "กรุงเทพฯ", "กรุงเทพมหานคร"})
"""Behind "โรงแรม " these are the place: the company's name would stand in full."""
_COMPANY_ENDS = re.compile(r"จำกัด|มหาชน|จังหวัด|จ\.|ใน|และ|ที่|ซึ่ง|สาขา|\)|อำเภอ|อ\.|ถนน|ประเทศไทย")
_LIMITED = re.compile(r"[^\n]{0,60}?(จำกัด|\(มหาชน\)|บริษัท|จังหวัด)")

_TITLE = (
    r"(?:นาย(?!จ้าง|อำเภอ|ก(?:รัฐ|เทศ|สมาคม|สภา|อบ|ฯ|องค์การ|เมือง| |เหล่า)"
    r"|หน้า|ทะเบียน|แพทย์|ตรวจ|ช่าง|สถานี|ทหาร|ด่าน|ประกัน|แบบ|ท่า)"
    r"|นาง(?!รอง|พญา|ฟ้า|แบบ|เลิ้ง|นวล)(?:สาว)?|น\.ส\.|ดร\.|ด\.[ชญ]\.|(?<!ขอบ)คุณ(?!ภาพ|ธรรม|สมบัติ|ค่า|วุฒิ|ลักษณะ)"
    r"|พล\.?(?:ต\.|ร\.|อ\.)?[อทตจ]\.|พล(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|ตรี)|พ\.?ต\.?[อทต]\.|พัน(?:ตำรวจ)?(?:เอก|โท|ตรี)|พ\.[อทต]\."
    r"|ร้อย(?:ตำรวจ)?(?:เอก|โท|ตรี)|ร\.?ต\.?[อทต]?\.|สิบ(?:ตำรวจ)?(?:เอก|โท|ตรี)|[จส]\.ส?\.?[ตอท]\.|ม\.ล\.|ม\.ร\.ว\.|หม่อม(?:หลวง|ราชวงศ์)"
    r"|mr\.?|mrs\.?|ms\.?|miss|เด็กชาย|เด็กหญิง)"
)
_TITLE_HINTS = (
    "นาย", "นาง", "น.ส.", "ดร.", "ด.ช.", "ด.ญ.", "คุณ", "พล", "พ.", "พัน", "ร้อย", "ร.", "สิบ", "จ.", "ส.", "ม.",
    "หม่อม", "mr",
    "ms", "miss", "เด็ก",
)  # fmt: skip
"""One of these must occur for a title to stand there: asking is cheaper than looking."""
_TH = "[ก-ฮะ-ฺเ-๎]"
_GIVEN = re.compile(rf"{_TITLE} {{0,2}}$")
_ADDRESSED = ("หลวงพ่อ", "หลวงปู่", "พระครู", "ลุง", "ป้า", "กำนัน", "เสี่ย", "เจ๊", "โค้ช")
"""Before a province that is a given name as well, these make it one."""
_FAMILY = re.compile(rf"{_TITLE} {{0,2}}{_TH}{{2,20}} {{1,3}}$")
_NA_PERSON = re.compile(rf"{_TITLE} {{0,2}}{_TH}{{2,20}}(?: {{1,3}}{_TH}{{2,20}})? {{0,2}}ณ {{0,2}}$")
_NA = re.compile(rf"(?:^|[\s\"'(,])(?P<word>{_TH}{{2,14}}) {{1,3}}ณ {{0,2}}$")
_NA_PLACE = re.compile(
    r"(?:ขึ้น|ประชุม|สัมมนา|พิธี|งาน|วันที่|โครงการ|อบรม|ราชการ|จัด|กิจกรรม|แถลง|ตั้ง|พบ|เปิด|ประจำ|โรงแรม|ไทย|ทูต|กงสุล)$"
)


COUNTRY_LEADS = ("ประเทศ", "สัญชาติ", "สาธารณรัฐ", "เครือรัฐ", "กรุง", "นคร", "ชาว", "สนร.", "ราชอาณาจักร", "ราชรัฐ")
_NOT_COUNTRY = (
    "ดอลลาร์",
    "ดอลล่าร์",
    "เหรียญ",
    "ดอลลาร์ ",
    "ดอลล่าร์ ",
    "เหรียญ ",
    "ภาษา",
    "ภาษา (",
    "พันธุ์",
    "ความตกลง",
    "สีแดง",
)
"""Money, languages, breeds and treaties that bear the name of a country."""


def is_thai(letter: str) -> bool:
    """Tell whether a character is a Thai letter or sign (not ฯ, ๆ or a digit)."""
    return "ก" <= letter <= "ฮ" or "ะ" <= letter <= "ฺ" or "เ" <= letter <= "ๅ" or "็" <= letter <= "๎"


def is_cut(low: str, start: int, end: int, *, latin: bool) -> bool:
    """Tell whether [start, end) is a piece of a longer word by its very letters."""
    before, after = low[start - 1 : start], low[end : end + 1]
    if latin:
        if (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum()):
            return True
        address = after in {".", "/", "@"} and low[end + 1 : end + 2].isalnum() and low[end + 1 : end + 2].isascii()
        dashed = before == "-" and after == "-"  # a piece of an address: jobs/attendant-bangkok-based
        return before in {"@", "/", "_"} or after == "_" or address or dashed or low.endswith("www.", 0, start)
    return after in _GOES_ON or before in _LEADING_VOWELS


_MODELS = ("โมเดล", "แซนด์บ็อกซ์", "แซนด์บอกซ์", "จังหวัด")


def is_bounded(low: str, start: int, end: int) -> bool:
    """Tell whether no Thai letter stands on either side."""
    if start and is_thai(low[start - 1]):
        return False
    return end >= len(low) or not is_thai(low[end]) or low.startswith(_MODELS, end)


def is_led(low: str, start: int) -> bool:
    """Tell whether จังหวัด, จ. or จว. stands before."""
    stop = start
    while stop and start - stop < 2 and low[stop - 1] == " ":
        stop -= 1
    return low.endswith(STRONG_LEADS, max(0, stop - 12), stop)


def is_counted(low: str, start: int) -> bool:
    """Tell whether จังหวัด before the name belongs to what comes before: "ทุกจังหวัดเลย", "3 จังหวัดแพร่"."""
    return _COUNTED.search(low, max(0, start - 18), start) is not None


def is_open_left(low: str, start: int, end: int) -> bool:
    """Tell whether a name may stand behind letters: น่าน, ตรัง, ตราด where a word ends; ตาก, แพร่ behind จาก, ถึง, ลง."""
    if end < len(low) and is_thai(low[end]):
        return low.endswith("จาก", 0, start) and _SETS_OUT.match(low, end) is not None
    return low[start:end] not in _VERBS or low.endswith(_TOWARDS, 0, start)


def heads_a_line(low: str, start: int, end: int) -> bool:
    """Tell whether a name begins a line and does something: "ตราดเปิดด่าน"."""
    return (not start or low[start - 1] == "\n") and _HEADLINE.match(low, end) is not None


def is_joined(low: str, start: int, end: int) -> bool:
    """Tell whether ไป, มา, และ or กับ stands right before a short name that no letter follows: "ไปอุดร"."""
    return low.endswith(_JOINS, 0, start) and (end >= len(low) or not is_thai(low[end]))


def weak_lead(low: str, start: int, end: int, *, led: bool) -> bool:
    """Tell whether an office, เมือง, ชาว or the like stands right before; "ที่แพร่" and "ที่ตาก" are verbs."""
    if led and _LOEI_GOES_ON.match(low, end):
        return False
    if low[start - 1 : start] == " " and low.endswith(_SPACED_LEADS, max(0, start - 12), start - 1):
        return True
    leads = LED_LEADS if led else VERB_LEADS if low[start:end] in _VERBS else BOUNDED_LEADS
    return low.endswith(leads, max(0, start - 20), start)


def _in_organisation(low: str, start: int, end: int) -> bool:
    """Tell whether the unbroken run of letters before the name begins, or goes on, an organisation's name."""
    first = max(0, start - 60)
    before = low[first:start]
    body = before[:-1] if before.endswith(" ") else before
    run = body[max(body.rfind(stop) for stop in " \n\t,\"'()") + 1 :]
    head_end = 0
    for last, length in _HEADS.iter(run):
        if length != 3 or not run.endswith("จังหวัด", 0, last + 1):
            head_end = last + 1
    if not head_end:
        return False
    gap = run[head_end:]
    if body is not before and (gap or low[start:end] in _CAPITAL):
        return False
    return not _LEAVES.search(gap)


def _in_company(low: str, start: int, end: int) -> bool:
    """Tell whether the name stands between บริษัท and จำกัด, or right behind บริษัท, ธนาคาร, โรงแรม."""
    match = _COMPANY.search(low, max(0, start - 75), start)
    if match is None:
        return False
    gap = match["gap"]
    if not gap:
        return True
    if gap == " " and low[start:end] not in _CAPITAL:
        return True
    if gap != " " and _COMPANY_ENDS.search(gap):
        return False
    limited = _LIMITED.match(low, end)
    return limited is not None and limited[1] in {"จำกัด", "(มหาชน)"}


def is_person(low: str, start: int, end: int) -> bool:
    """Tell whether the name is somebody's given or family name."""
    if low.endswith(_ADDRESSED, max(0, start - 8), start) and low[start:end] in traps.GIVEN_NAMES:
        return True
    window = low[max(0, start - 70) : start]
    if not any(hint in window for hint in _TITLE_HINTS) and "ณ" not in window[-3:]:
        return False
    if _GIVEN.search(window) or _FAMILY.search(window):
        return True
    return window.rstrip(" ").endswith("ณ") and _is_surname(window, low[start:end])


def _is_surname(window: str, name: str) -> bool:
    """Tell "จิรายุ ณ ระนอง" from "จัดขึ้น ณ เชียงใหม่"."""
    if _NA_PERSON.search(window):
        return True
    match = _NA.search(window)
    return match is not None and name in traps.SURNAMES and not _NA_PLACE.search(match["word"])


def country_lead(low: str, start: int) -> bool:
    """Tell whether ประเทศ, สัญชาติ, กรุง or the like stands right before."""
    return low.endswith(COUNTRY_LEADS, max(0, start - 12), start)


def is_no_country(low: str, start: int) -> bool:
    """Tell whether the name is that of money, a language, a breed or a treaty."""
    return low.endswith(_NOT_COUNTRY, max(0, start - 12), start)


_RIVER_LIST = re.compile(
    r"(?:(?:ปิง|วัง|ยม|น่าน|ป่าสัก|เจ้าพระยา|ท่าจีน|แม่กลอง|บางปะกง|สะแกกรัง|ชี|มูล|โขง|กก|อิง|ปราจีนบุรี|นครนายก|เพชรบุรี|ตาปี|ปัตตานี|สงคราม"
    r"|เลย|จันทบุรี|ระยอง|ประแสร์|แควน้อย|แควใหญ่|แคว)[ ,/-]{0,3}(?:และ|กับ)? ?){1,8}"
)


def _is_river(low: str, start: int) -> bool:
    """Tell whether a list of rivers stands before the name: ลุ่มน้ำปิง วัง ยม น่าน."""
    water = low.rfind("น้ำ", max(0, start - 90), start)
    if water < 0 or not low.endswith(("แม่", "ลุ่ม", "ลำ"), 0, water):
        return False
    return _RIVER_LIST.fullmatch(low, water + 3, start) is not None


_PLATE = re.compile(r"ทะเบียน(?:รถ|เลขที่|หมายเลข|เลข)? ?(?:\d?[ก-ฮ]{1,2} ?\d{1,4}|\d{2}-\d{4}) {0,2}$")


def is_dead(low: str, start: int, end: int) -> bool:
    """Tell whether the words around say that this is no place: a street, a product, an organisation, a river."""
    if _is_river(low, start):
        return True
    if low[start - 2 : start - 1].isdigit() and _PLATE.search(low, max(0, start - 36), start):
        return True  # the province on a number plate says where a car is registered
    if low.endswith(_DEAD_LEFT, max(0, start - 16), start) and not low.endswith("จังหวัด", 0, start):
        return True
    if low.endswith(_DEAD_SHORT, max(0, start - 4), start):
        stop = start - 2
        if not is_thai(low[stop - 1 : stop] or " ") or low.endswith("รพ.", 0, start):
            return True
    if _DEAD_RIGHT.match(low, end):
        return True
    return _in_organisation(low, start, end) or _in_company(low, start, end)
