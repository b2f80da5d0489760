"""The names that a reading looks for, as plain data: built once from the pack or the directory, read by many.

The constructor takes rows alone, so that no database stands behind it. `Word` adds what people write for a
place besides its official names, and how much must stand around a name before it counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import ahocorasick

from prasan.kernel.places import Place
from prasan.kernel.reading import traps

Need = Literal["plain", "bounded", "led"]
"""plain: the name counts wherever no guard speaks against it. bounded: no Thai letter on either side, or led.
led: only behind จังหวัด, an office or the like, or in a list with other provinces."""

KHET = "เขต"
CAPITAL = "เมือง"
_LONGEST_DISTRICT = 24
_SHORTEST_SLIP = 6
"""A province's name shorter than this is too near to other words for a slip to be told."""
HEADS: dict[str, tuple[str, ...]] = {
    "district-head": ("อำเภอ", "อ.", "เขต"),
    "title": (
        "นาย", "นาง", "น.ส.", "ดร.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "พล.", "พลเอก", "พลโท", "พลตรี",
        "พลตำรวจ", "พลเรือ", "พลอากาศ",
        "พ.ต.", "พ.อ.", "พ.ท.", "พันเอก", "พันโท", "พันตรี", "พันตำรวจ", "ร.ต.", "ร.อ.", "ร.ท.", "ร้อยเอก", "ร้อยโท",
        "ร้อยตรี", "ร้อยตำรวจ", "ด.ต.",
        "จ.ส.", "ส.ต.", "ส.อ.", "ม.ล.", "ม.ร.ว.", "หม่อมหลวง", "หม่อมราชวงศ์", "นพ.", "พญ.", "ว่าที่", "mr.", "mrs.",
        "ms.", "miss ",
    ),
    "unit": ("คน", "ราย", "อัตรา", "ท่าน"),
    "law-head": (
        "มาตรา", "พระราชบัญญัติ", "พ.ร.บ.", "พรบ.", "พระราชกำหนด", "พ.ร.ก.", "กฎกระทรวง", "พระราชกฤษฎีกา",
        "พ.ร.ฎ.", "รัฐธรรมนูญ", "ระเบียบ", "ประกาศ", "ม.33", "ม.39", "ม.40",
    ),
}  # fmt: skip
"""Words behind which a district, a person or a law may stand, and words before which a number does."""


@dataclass(frozen=True, slots=True)
class Word:
    """A short name, nick name, misspelling or city that stands for a place."""

    code: str
    word: str
    need: Need = "plain"


@dataclass(frozen=True, slots=True)
class AgencyWord:
    """A name or abbreviation of an agency.

    `need` is "plain", "abbr" (an abbreviation, no piece of a word), "unit" (a provincial unit: the province behind
    it completes `code`, "DOE-" → "DOE-40") or "abroad" (an overseas office: the country behind it does).
    """

    code: str
    word: str
    need: str = "plain"


@dataclass(frozen=True, slots=True)
class OfficeAbroad:
    """An overseas office: its code, its country and its city as it is written in Thai."""

    code: str
    country: str
    city: str


class Name(NamedTuple):
    """What the automaton knows of one word.

    `kind` is province, district, country, agency, trap, or the head of something: district-head, title, unit, law-head.
    """

    kind: str
    code: str
    need: str
    method: str
    length: int
    latin: bool


def _shortened(word: str) -> list[str]:
    return [word[:index] + word[index + 1 :] for index in range(len(word))]


class ReadingGazetteer:
    """Names of provinces, districts and countries in one automaton, and districts by name."""

    def __init__(
        self,
        places: Iterable[Place],
        words: Iterable[Word] = (),
        agencies: Iterable[AgencyWord] = (),
        abroad: Iterable[OfficeAbroad] = (),
    ) -> None:
        """Index the places; of `words` those with an unknown code are an error (ValueError)."""
        self.abroad = tuple(abroad)
        known = list(places)
        self.provinces: Mapping[str, Place] = {p.code: p for p in known if p.kind == "province"}
        self.districts: Mapping[str, Place] = {p.code: p for p in known if p.kind == "district"}
        self.countries: Mapping[str, Place] = {p.code: p for p in known if p.kind == "country"}
        self._names: dict[str, list[Name]] = defaultdict(list)
        listed = list(words)
        needs = {(w.code, w.word.lower()): w.need for w in listed}
        self._add_places(known, needs)
        for word in listed:
            self._add_word(word)
        for trap in traps.WORDS:
            self._add(trap, "trap", "", "plain", "trap")
        for agency in agencies:
            self._add(agency.word, "agency", agency.code, agency.need, "name")
        for kind, heads in HEADS.items():
            for head in heads:
                self._add(head, kind, "", "plain", head)
        self.by_district = self._by_district()
        self._slips = self._with_one_letter_less()
        self._add_longer_districts()
        self.automaton = ahocorasick.Automaton()
        for text, names in self._names.items():
            self.automaton.add_word(text, tuple(names))
        self.automaton.make_automaton()

    def _add(self, text: str, kind: str, code: str, need: str, method: str) -> None:
        low = text.lower()
        if not any(name.kind == kind and name.code == code for name in self._names[low]):
            self._names[low].append(Name(kind, code, need, method, len(low), low.isascii()))

    def _add_places(self, known: list[Place], needs: Mapping[tuple[str, str], Need]) -> None:
        for place in known:
            if place.kind not in {"province", "country"}:
                continue
            for text in (place.name_th, place.name_en):
                if text:
                    need = needs.get((place.code, text.lower()), "plain")
                    self._add(text, place.kind, place.code, need, "name")
            for text in place.short_names:
                self._add(text, place.kind, place.code, "plain", "alias")

    def _add_word(self, word: Word) -> None:
        for kind, table in (("province", self.provinces), ("district", self.districts), ("country", self.countries)):
            if word.code in table:
                self._add(word.word, kind, word.code, word.need, "alias")
                return
        raise ValueError(f"no place with code {word.code!r} for {word.word!r}")

    def _add_longer_districts(self) -> None:
        """Hide names inside the longer name of another district: ป่าตอง in สันป่าตอง, ตาก in คำตากล้า."""
        short = [text for text, names in self._names.items() if names[0].kind in {"province", "district"}]
        for name in self.by_district:
            if name not in self._names and not name.startswith(CAPITAL) and any(text in name for text in short):
                self._add(name, "trap", "", "plain", "trap")

    def _with_one_letter_less(self) -> dict[str, set[str]]:
        """Return each province's name, and it with any one letter left out, → codes."""
        found: dict[str, set[str]] = defaultdict(set)
        for place in self.provinces.values():
            if len(place.name_th) >= _SHORTEST_SLIP:
                for text in (place.name_th, *_shortened(place.name_th)):
                    found[text].add(place.code)
        return dict(found)

    def one_slip(self, word: str) -> str:
        """Return the code of the one province whose name is one letter away from a word, else ""."""
        if len(word) < _SHORTEST_SLIP - 1:
            return ""
        codes = set(self._slips.get(word, ()))
        for text in _shortened(word):
            codes |= self._slips.get(text, set())
        return codes.pop() if len(codes) == 1 else ""

    def _by_district(self) -> dict[str, tuple[str, ...]]:
        """Return district names without their prefix → codes; "เมือง" alone → the capital districts."""
        found: dict[str, list[str]] = defaultdict(list)
        for place in self.districts.values():
            found[place.name_th.removeprefix(KHET)].append(place.code)
            province = self.provinces.get(place.parent)
            if province is not None and place.name_th == CAPITAL + province.name_th:
                found[CAPITAL].append(place.code)
        return {name: tuple(codes) for name, codes in found.items()}

    def district_at(self, text: str, start: int) -> tuple[str, tuple[str, ...]] | None:
        """Return the longest district name that begins at a position, with the codes it may mean."""
        for length in range(min(_LONGEST_DISTRICT, len(text) - start), 1, -1):
            name = text[start : start + length]
            codes = self.by_district.get(name)
            if codes is not None:
                return name, codes
        return None
