"""Names of days and months in both languages, and dates written with them."""

from datetime import date

__all__ = ["BUDDHIST_OFFSET", "DAYS", "MONTHS", "MONTHS_SHORT", "write"]

BUDDHIST_OFFSET = 543

MONTHS = {
    "th": (
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
        "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
MONTHS_SHORT = {
    "th": ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
DAYS = {
    "th": ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_THAI = {
    "full": "วัน{weekday}ที่ {day} {month} {year}",
    "long": "{day} {month} {year}",
    "medium": "{day} {short} {year}",
    "short": "{day} {short}",
    "month": "{month} {year}",
    "month_short": "{short} {year}",
}
_ENGLISH = {**_THAI, "full": "{weekday} {day} {month} {year}"}


def write(value: date, style: str, *, thai: bool) -> str:
    """Write one date; the era follows the language (Buddhist in Thai, Christian in English)."""
    tongue = "th" if thai else "en"
    pattern = (_THAI if thai else _ENGLISH)[style]
    return pattern.format(
        weekday=DAYS[tongue][value.weekday()],
        day=value.day,
        month=MONTHS[tongue][value.month - 1],
        short=MONTHS_SHORT[tongue][value.month - 1],
        year=value.year + (BUDDHIST_OFFSET if thai else 0),
    )
