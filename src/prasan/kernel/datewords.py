"""The words of dates in Thai and English: months, weekdays, eras; shared by reading and display.

Source of the abbreviations: the Royal Society's usual short forms (ม.ค. … ธ.ค.) as they stand in
government papers; BE = CE + 543.
"""

BE_OFFSET = 543
"""Buddhist era year = Common Era year + 543."""

MONTHS_TH: tuple[str, ...] = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_TH_SHORT: tuple[str, ...] = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_EN: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS_TH: tuple[str, ...] = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
"""Monday first, as `date.weekday()` counts."""
WEEKDAYS_TH_SHORT: tuple[str, ...] = ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา.")
WEEKDAYS_EN: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def be_year(ce_year: int) -> int:
    """Return the Buddhist year of a Common Era year."""
    return ce_year + BE_OFFSET


def ce_year(be: int) -> int:
    """Return the Common Era year of a Buddhist year."""
    return be - BE_OFFSET


def _abbreviated(first: str, second: str) -> str:
    """Match "ก.พ.", "ก. พ.", "ก.พ", "กพ.", but no longer abbreviation (ก.พ.ร., ส.ค.ส.) and no word."""
    no_letter, no_third = "(?![ก-๎])", r"(?!(?![พค]\.? ?ศ)[ก-๎]\.)"
    return rf"{first}\. ?{second}(?:\.{no_third}|{no_letter}(?!\.))|{first}{second}(?:\.|{no_letter})"


def _spoken(word: str) -> str:
    return f"{word}(?:ฯ|(?![ก-๎]))"


MONTH_PATTERNS_TH: tuple[str, ...] = tuple(
    f"{full}|{_spoken(spoken)}|{_abbreviated(first, second)}"
    for full, spoken, first, second in (
        ("มกราคม", "มกรา", "ม", "ค"),
        ("กุมภาพัน[ธท][ุิ]?์?", "กุมภา", "ก", "พ"),
        ("มีนาคม", "มีนา", "มี", "ค"),
        ("เมษายน", "เมษา", "เม", "ย"),
        ("พฤษภาคม", "พฤษภา", "พ", "ค"),
        ("มิถุนายน", "มิถุนา", "มิ", "ย"),
        ("กรก[ฎฏ]าคม", "กรก[ฎฏ]า", "ก", "ค"),
        ("สิงหาคม", "สิงหา", "ส", "ค"),
        ("กันยายน", "กันยา", "ก", "ย"),
        ("ตุลาคม", "ตุลา", "ต", "ค"),
        ("พฤศจิกายน", "พฤศจิกา", "พ", "ย"),
        ("ธันวาคม", "ธันวา", "ธ", "ค"),
    )
)
"""What each month is typed as: full (with the common slips กรกฏาคม, กุมภาพันธุ์), spoken, abbreviated."""

MONTH_PATTERN_EN = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?![a-zA-Z])\.?"
)

WEEKDAY_WORDS: dict[str, int] = {
    "จันทร์": 0, "อังคาร": 1, "พุธ": 2, "พฤหัสบดี": 3, "พฤหัส": 3, "ศุกร์": 4, "เสาร์": 5, "อาทิตย์": 6,
    "จ.": 0, "อ.": 1, "พ.": 2, "พฤ.": 3, "ศ.": 4, "ส.": 5, "อา.": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
"""Weekday as written → number, Monday 0."""

RELATIVE_DAYS: dict[str, int] = {
    "เมื่อวานซืน": -2, "เมื่อวานนี้": -1, "เมื่อวาน": -1, "วันนี้": 0, "วันพรุ่งนี้": 1, "พรุ่งนี้": 1,
    "วันมะรืนนี้": 2, "มะรืนนี้": 2, "วันมะรืน": 2, "today": 0, "yesterday": -1, "tomorrow": 1,
}  # fmt: skip
"""Word → days from the day of publication."""

ORDINALS: dict[str, int] = {
    "1": 1, "2": 2, "3": 3, "4": 4, "แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
"""How a quarter is numbered in words."""
