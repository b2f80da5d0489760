"""Person names in parts: title, rank, royal and academic titles, given and family name.

Titles stand in the order that letters use; royal titles and names are never cut, masked or abbreviated
(docs/algorithms/sorting-and-search.md, "Names").
"""

from __future__ import annotations

from dataclasses import dataclass

HIGHEST_ROYAL = (
    "พระบาทสมเด็จพระ", "สมเด็จพระ", "พระเจ้าบรมวงศ์เธอ", "พระเจ้าวรวงศ์เธอ", "พระเจ้าหลานเธอ", "พระเจ้าลูกเธอ",
    "พระเจ้าลูกยาเธอ", "พระวรวงศ์เธอ", "พระองค์เจ้า", "เจ้าฟ้า",
)  # fmt: skip
"""Members of the royal house: what follows is one name, kept letter by letter."""

ROYAL = ("หม่อมราชวงศ์", "หม่อมหลวง", "หม่อมเจ้า", "ท่านผู้หญิง", "คุณหญิง", "ม.ร.ว.", "ม.ล.", "ม.จ.")
ACADEMIC = (
    "ศาสตราจารย์เกียรติคุณ", "ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "นายแพทย์", "แพทย์หญิง", "ดร.", "ศ.",
    "รศ.", "ผศ.", "นพ.", "พญ.", "ทพ.", "ทพญ.", "Prof.", "Dr.",
)  # fmt: skip
FORMAL = {
    "พล.อ.": "พลเอก", "พล.ท.": "พลโท", "พล.ต.": "พลตรี", "พ.อ.": "พันเอก", "พ.ท.": "พันโท", "พ.ต.": "พันตรี",
    "ร.อ.": "ร้อยเอก", "ร.ท.": "ร้อยโท", "ร.ต.": "ร้อยตรี", "จ.ส.อ.": "จ่าสิบเอก", "ส.อ.": "สิบเอก",
    "พล.ต.อ.": "พลตำรวจเอก", "พล.ต.ท.": "พลตำรวจโท", "พล.ต.ต.": "พลตำรวจตรี", "พ.ต.อ.": "พันตำรวจเอก",
    "พ.ต.ท.": "พันตำรวจโท", "พ.ต.ต.": "พันตำรวจตรี", "ร.ต.อ.": "ร้อยตำรวจเอก", "ร.ต.ท.": "ร้อยตำรวจโท",
    "ร.ต.ต.": "ร้อยตำรวจตรี", "ด.ต.": "ดาบตำรวจ", "จ.ส.ต.": "จ่าสิบตำรวจ", "ส.ต.อ.": "สิบตำรวจเอก",
    "พล.ร.อ.": "พลเรือเอก", "พล.ร.ท.": "พลเรือโท", "พล.ร.ต.": "พลเรือตรี", "น.อ.": "นาวาเอก", "น.ท.": "นาวาโท",
    "น.ต.": "นาวาตรี", "พล.อ.อ.": "พลอากาศเอก", "พล.อ.ท.": "พลอากาศโท", "พล.อ.ต.": "พลอากาศตรี",
    "ม.ร.ว.": "หม่อมราชวงศ์", "ม.ล.": "หม่อมหลวง", "ม.จ.": "หม่อมเจ้า", "น.ส.": "นางสาว", "ด.ช.": "เด็กชาย",
    "ด.ญ.": "เด็กหญิง", "ศ.": "ศาสตราจารย์", "รศ.": "รองศาสตราจารย์", "ผศ.": "ผู้ช่วยศาสตราจารย์", "นพ.": "นายแพทย์",
    "พญ.": "แพทย์หญิง",
}  # fmt: skip
"""Abbreviation → the formal full form of documents; what stands in full already stays."""

_NOT_RANKS = ("ม.ร.ว.", "ม.ล.", "ม.จ.", "น.ส.", "ด.ช.", "ด.ญ.", "ศ.", "รศ.", "ผศ.", "นพ.", "พญ.")
RANKS = tuple(word for short, long in FORMAL.items() if short not in _NOT_RANKS for word in (long, short))
ACTING = ("ว่าที่ ", "ว่าที่")
TITLES = ("นางสาว", "นาย", "นาง", "น.ส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "Mr.", "Mrs.", "Ms.", "Miss")

_CANNOT_BEGIN = frozenset(map(chr, [*range(0x0E2F, 0x0E3B), *range(0x0E45, 0x0E4F)]))
"""Vowels and signs that stand on or behind a consonant: no name begins with one."""


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


_ABBREVIATIONS = _longest_first(tuple(FORMAL))
_LEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rank", _longest_first(tuple(a + r for a in ACTING for r in RANKS) + RANKS)),
    ("academic", _longest_first(ACADEMIC)),
    ("royal", _longest_first(ROYAL)),
    ("title", _longest_first(TITLES)),
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; every part but the given name may be empty."""

    given: str
    family: str = ""
    title: str = ""
    rank: str = ""
    academic: str = ""
    royal: str = ""

    @property
    def is_royal(self) -> bool:
        """Tell whether a royal title stands in the name: then nothing of it is ever cut."""
        return bool(self.royal)

    def full(self) -> str:
        """Return the full form: rank, academic, royal or civil title, given and family name.

        A civil title (นาย) gives way to any other title, as on letters.
        """
        return self._joined(self.rank, self.academic, self.royal, self.title)

    def formal(self) -> str:
        """Return the form of documents: the full form with every abbreviated title written out."""
        return self._joined(_spelt(self.rank), _spelt(self.academic), _spelt(self.royal), _spelt(self.title))

    def _joined(self, rank: str, academic: str, royal: str, title: str) -> str:
        honours = [part for part in (rank, academic, royal) if part]
        lead = " ".join(honours) if honours else title
        # titles of Thai names stand against the name without a space, ranks and degrees with points likewise
        given = f"{lead}{self.given}" if lead and not lead.isascii() else f"{lead} {self.given}".strip()
        return f"{given} {self.family}".strip()

    def short(self) -> str:
        """Return the form for lists: given name and the family name's first letter; royal names whole."""
        if self.is_royal:
            return self.full()
        letter = next((ch for ch in self.family if ch not in "เแโใไ"), "")
        return f"{self.given} {letter}." if letter else self.given

    def sort_text(self) -> str:
        """Return what people are sorted by: the given name without titles, then the family name."""
        return f"{self.given} {self.family}".strip()


def _spelt(title: str) -> str:
    """Write a title out: "ว่าที่ ร.ต." → "ว่าที่ร้อยตรี", "ศ.ดร." → "ศาสตราจารย์ ดร."."""
    acting = "ว่าที่" if title.startswith("ว่าที่") else ""
    rest = title.removeprefix("ว่าที่").strip()
    parts: list[str] = []
    while rest:
        known = next((short for short in _ABBREVIATIONS if rest.startswith(short)), "")
        parts.append(FORMAL.get(known, rest))
        rest = rest[len(known) :].strip() if known else ""
    return acting + " ".join(parts)


def _title_at(rest: str, words: tuple[str, ...]) -> str:
    """Return the title that a text begins with, if a whole name follows it."""
    for word in words:
        after = rest[len(word) :]
        if not rest.startswith(word) or not after.strip():
            continue
        if after[0] in _CANNOT_BEGIN or (word[-1].isascii() and word[-1].isalpha() and after[0] != " "):
            continue  # "นางาม" is a name, and so is "Missara"
        return word
    return ""


def split_name(text: str) -> PersonName:
    """Return the parts of a name as people type it ("ว่าที่ ร.ต. สมชาย ใจดี", "ม.ล.ปิ่น มาลากุล").

    Raises ValueError when no given name is left. The parts come back as typed; a name of the royal house
    comes back whole behind its title.
    """
    rest = " ".join(text.split())
    for word in HIGHEST_ROYAL:
        if rest.startswith(word) and rest != word:
            return PersonName(given=rest[len(word) :], royal=word)
    found: dict[str, str] = {}
    again = True
    while again:
        again = False
        for part, words in _LEADS:
            if part in found and part != "academic":
                continue
            if word := _title_at(rest, words):
                found[part] = found.get(part, "") + word
                rest = rest[len(word) :].strip()
                again = True
    given, _, family = rest.partition(" ")
    if not given:
        raise ValueError("no given name")
    return PersonName(given=given, family=family.strip(), **found)
