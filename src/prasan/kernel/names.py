"""Person names in parts: title, rank, royal and academic titles, given and family name.

Source of the order: the ministry's practice (docs/how-to/names.md); royal titles and names are never cut,
masked or abbreviated.
"""

from __future__ import annotations

from dataclasses import dataclass

ROYAL = ("หม่อมราชวงศ์", "หม่อมหลวง", "หม่อมเจ้า", "ม.ร.ว.", "ม.ล.", "ม.จ.")
ACADEMIC = ("ศาสตราจารย์", "รองศาสตราจารย์", "ผู้ช่วยศาสตราจารย์", "ดร.", "ศ.", "รศ.", "ผศ.")
RANKS = (
    "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี", "ร้อยตำรวจเอก",
    "ร้อยตำรวจโท", "ร้อยตำรวจตรี", "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.",
    "ร.ต.ท.", "ร.ต.ต.", "พลเอก", "พลโท", "พลตรี", "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี",
    "พล.อ.", "พล.ท.", "พล.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.", "ร.ท.", "ร.ต.",
)  # fmt: skip
ACTING_RANKS = ("ว่าที่ร้อยตรี", "ว่าที่ ร้อยตรี", "ว่าที่ ร.ต.", "ว่าที่ร.ต.", "ว่าที่ ร.ท.", "ว่าที่ ร.อ.", "ว่าที่ พ.ต.")
TITLES = ("นางสาว", "นาย", "นาง", "น.ส.", "เด็กชาย", "เด็กหญิง", "Mr.", "Mrs.", "Ms.", "Miss")


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
        """Return the full formal form: rank, academic, royal or civil title, given and family name.

        A civil title (นาย) gives way to any other title, as on letters.
        """
        honours = [part for part in (self.rank, self.academic, self.royal) if part]
        lead = " ".join(honours) if honours else self.title
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


def split_name(text: str) -> PersonName:
    """Return the parts of a name as people type it ("ว่าที่ ร.ต. สมชาย ใจดี", "ม.ล.ปิ่น มาลากุล").

    Raises ValueError when no given name is left. The parts come back as typed.
    """
    rest = " ".join(text.split())
    found: dict[str, str] = {}
    lead: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("rank", ACTING_RANKS + RANKS),
        ("academic", ACADEMIC),
        ("royal", ROYAL),
        ("title", TITLES),
    )
    again = True
    while again:
        again = False
        for part, words in lead:
            word = next((w for w in sorted(words, key=len, reverse=True) if rest.startswith(w)), "")
            if word and part not in found and rest != word:
                found[part] = word
                rest = rest[len(word) :].strip()
                again = True
    given, _, family = rest.partition(" ")
    if not given:
        raise ValueError("no given name")
    return PersonName(given=given, family=family.strip(), **found)
