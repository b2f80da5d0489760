"""A gazetteer: exact look-up of areas by name, short name, abbreviation or code, for forms and imports.

Built from entries that the directory hands over; running text is read elsewhere. A text that fits two
places is refused with both, never decided.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from prasan.kernel.normalise import fold

PlaceKind = Literal["nation", "province", "district", "subdistrict", "group", "country"]

REASONS: dict[str, str] = {
    "empty": "ไม่ได้ระบุพื้นที่",
    "unknown": "ไม่พบพื้นที่ชื่อนี้",
    "ambiguous": "มีพื้นที่ชื่อนี้มากกว่าหนึ่งแห่ง",
}
"""Reason code → what to tell the person who typed it."""

_PREFIXES: tuple[tuple[str, PlaceKind], ...] = (
    ("จังหวัด", "province"), ("จ.", "province"), ("changwat ", "province"),
    ("กิ่งอำเภอ", "district"), ("อำเภอ", "district"), ("เขต", "district"), ("อ.", "district"),
    ("amphoe ", "district"), ("khet ", "district"),
    ("ตำบล", "subdistrict"), ("แขวง", "subdistrict"), ("ต.", "subdistrict"),
    ("tambon ", "subdistrict"), ("khwaeng ", "subdistrict"),
    ("ประเทศ", "country"),
)  # fmt: skip
_SUFFIXES: tuple[tuple[str, PlaceKind], ...] = (
    (" province", "province"), (" district", "district"), (" subdistrict", "subdistrict"),
)  # fmt: skip
_NOISE = re.compile(r"[\s.\-'’()]+")


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: official code, kind, names, and the code of the place it lies in ("" for none)."""

    code: str
    kind: PlaceKind
    name_th: str
    name_en: str = ""
    parent: str = ""
    short_names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The place that was meant, or the reason why none is given, with the candidates of a tie."""

    place: Place | None
    refused: str | None = None
    candidates: tuple[Place, ...] = ()


def _key(text: str) -> str:
    return _NOISE.sub("", fold(text))


class Gazetteer:
    """Look-up over a fixed set of places; built once, read by many."""

    def __init__(self, entries: Iterable[Place]) -> None:
        """Index the entries; raises ValueError where two share a code."""
        self._by_code: dict[str, Place] = {}
        self._tiers: tuple[dict[str, list[Place]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
        for place in entries:
            if place.code in self._by_code:
                raise ValueError(f"two places with code {place.code}")
            self._by_code[place.code] = place
            tiers = ((place.name_th, place.name_en), place.short_names, place.abbreviations)
            for tier, names in zip(self._tiers, tiers, strict=True):
                for key in {self._name_key(name, place.kind) for name in names} - {""}:
                    tier[key].append(place)

    @staticmethod
    def _name_key(name: str, kind: PlaceKind) -> str:
        """Index "เขตพระนคร" as "พระนคร": the prefix of its own kind is never part of a name."""
        folded = fold(name)
        for prefix, of_kind in _PREFIXES:
            if of_kind == kind and folded.startswith(prefix) and len(folded) > len(prefix):
                return _key(folded[len(prefix) :])
        return _key(folded)

    def __len__(self) -> int:
        return len(self._by_code)

    def by_code(self, code: str) -> Place | None:
        """Return the place with an official code."""
        return self._by_code.get(code.strip().upper(), self._by_code.get(code.strip()))

    def is_within(self, place: Place, outer: str) -> bool:
        """Say whether a place lies in the place with code `outer`, at any depth, or is it."""
        step: Place | None = place
        while step is not None:
            if step.code == outer:
                return True
            step = self._by_code.get(step.parent)
        return False

    def find(self, text: str, kind: PlaceKind | None = None, within: str = "") -> Match:
        """Find the one place that a field names.

        `kind` narrows to a kind, as a prefix (จังหวัด, จ., อ.) does; `within` to what lies in a code. A
        full name stands before a short name, a short name before an abbreviation; two places on the
        same step are refused as `ambiguous`. "อุบลฯ" stands for the one name that begins so.
        """
        folded = fold(text)
        if not folded:
            return Match(None, "empty")
        if (coded := self.by_code(folded)) is not None:
            return self._judge([coded], kind, within)
        shortened = folded.endswith("ฯ")
        attempts = [(folded, kind)]
        for rest, implied in _without_affixes(folded):
            if kind in {None, implied}:
                attempts.append((rest, implied))
        result = Match(None, "unknown")
        for name, wanted in attempts:
            for found in self._candidates(_key(name.rstrip("ฯ")), shortened):
                result = self._judge(found, wanted, within)
                if result.refused != "unknown":
                    return result
        return result

    def _candidates(self, key: str, shortened: bool) -> Iterable[list[Place]]:
        if not key:
            return
        for tier in self._tiers:
            yield tier.get(key, [])
        if shortened:
            yield [p for name, places in self._tiers[0].items() if name.startswith(key) for p in places]

    def _judge(self, found: list[Place], kind: PlaceKind | None, within: str) -> Match:
        fit = [p for p in found if (kind is None or p.kind == kind) and (not within or self.is_within(p, within))]
        if len(fit) == 1:
            return Match(fit[0])
        return Match(None, "ambiguous", tuple(fit)) if fit else Match(None, "unknown")


def _without_affixes(folded: str) -> Iterable[tuple[str, PlaceKind]]:
    """Yield the text without a prefix or suffix that names a kind, and that kind."""
    for prefix, kind in _PREFIXES:
        if folded.startswith(prefix) and len(folded) > len(prefix):
            yield folded[len(prefix) :], kind
    for suffix, kind in _SUFFIXES:
        if folded.endswith(suffix):
            yield folded[: -len(suffix)], kind
