"""Whether two claims are about the same person: evidence in bits, added up (Fellegi and Sunter 1969).

Each field gives log2 of how much more often it looks so for one person twice than for two people who were found by a
common key. The numbers were set by hand from what is known (docs/algorithms/people-matching.md has the table) and are
checked on a generator and on traps; they are no estimate from real people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from prasan.kernel.people.claim import Claim
from prasan.kernel.people.latin import apart, frame, is_latin
from prasan.kernel.people.sounds import distance, plain, sounds_of

Verdict = Literal["same", "maybe", "different"]

SAME_FROM, MAYBE_FROM = 14.0, 8.0
"""Bits from which two claims are the same person, and may be: below, nobody is asked."""
_BITS = {
    ("id_number", "same"): 24.0, ("id_number", "same unchecked"): 14.0, ("id_number", "slip"): 12.0,
    ("id_number", "other"): -30.0, ("id_number", "other unchecked"): -3.0,
    ("given_name", "same"): 8.0, ("given_name", "sounds"): 7.0,
    ("given_name", "near"): 4.0, ("given_name", "other"): -5.0,
    ("family_name", "same"): 8.0, ("family_name", "sounds"): 7.0,
    ("family_name", "near"): 4.5, ("family_name", "other"): -3.5,
    ("birth_year", "same"): 4.0, ("birth_year", "next"): 1.0,
    ("birth_year", "slip"): 0.5, ("birth_year", "other"): -9.0,
    ("phone", "same"): 3.5, ("phone", "slip"): 1.5, ("phone", "other"): -0.5,
    ("area", "same"): 2.0, ("area", "province"): 1.0, ("area", "other"): -0.7,
    ("sex", "same"): 0.5, ("sex", "other"): -8.0,
}  # fmt: skip
_WIFE = -1.5
"""A woman's other family name: many take their husband's."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a field says: `field`, `kind` of agreement (a key of the table), `bits` for (above 0) or against."""

    field: str
    kind: str
    bits: float


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on two claims: `score` is 0 to 1, `why` the strongest reason first."""

    verdict: Verdict
    score: float
    why: tuple[Reason, ...]


def match(a: Claim, b: Claim) -> Match:
    """Compare two claims; the order of the two does not matter.

    Two valid identity numbers that differ are two people, whatever else agrees (twins). One number with two wholly
    different people behind it is no proof: somebody has to look.
    """
    why = tuple(sorted((one for field in _FIELDS if (one := field(a, b))), key=lambda one: (-abs(one.bits), one.field)))
    bits = sum(one.bits for one in why)
    kinds = {one.field: one.kind for one in why}
    verdict: Verdict = "same" if bits >= SAME_FROM else ("maybe" if bits >= MAYBE_FROM else "different")
    if kinds.get("id_number") == "other":
        verdict = "different"
    elif kinds.get("id_number") == "same":
        verdict = "same" if verdict == "same" else "maybe"
    elif verdict == "same" and not _enough(kinds):
        verdict = "maybe"
    return Match(verdict, round(1 / (1 + 2 ** -max(-40.0, min(40.0, bits - (SAME_FROM + MAYBE_FROM) / 2))), 4), why)


def _enough(kinds: dict[str, str]) -> bool:
    """Tell whether it is more than a likeness: twins and siblings share nearly everything but a name as it is said."""
    if kinds.get("id_number") in {"same unchecked", "slip"}:
        return kinds.get("given_name") != "other" and kinds.get("sex") != "other"
    named = kinds.get("given_name") in {"same", "sounds"} and kinds.get("family_name") in {"same", "sounds", "near"}
    return named and kinds.get("sex") != "other" and "same" in {kinds.get("birth_year"), kinds.get("phone")}


def _reason(field: str, kind: str) -> Reason:
    return Reason(field, kind, _BITS[field, kind])


def _number(a: Claim, b: Claim) -> Reason | None:
    if not a.number or not b.number:
        return None
    if a.number == b.number:
        return _reason("id_number", "same" if a.valid else "same unchecked")
    if a.valid and b.valid:
        return _reason("id_number", "other")
    return _reason("id_number", "slip" if _slipped(a.number, b.number) else "other unchecked")


def _slipped(one: str, other: str) -> bool:
    """Tell whether two numbers differ by one digit, two that changed places, or one left out or put in."""
    if len(one) == len(other):
        off = [place for place, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
        swapped = (
            len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]
        )
        return len(off) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _name(field: str, one: str, other: str) -> Reason | None:
    if not one or not other:
        return None
    return _reason(field, _alike(one, other))


def _alike(one: str, other: str) -> str:
    """Return same, sounds, near or other."""
    if plain(one) == plain(other):
        return "same"
    latin = is_latin(one) or is_latin(other)
    far = apart(one, other) if latin else distance(*sorted((sounds_of(one), sounds_of(other))))
    size = max(2.0, min(len(sounds_of(one)), len(sounds_of(other))) * (0.5 if latin else 1.0))
    if latin and min(len(frame(one)), len(frame(other))) < 2:
        return "near" if far == 0 else "other"  # one consonant is shared by many
    if far <= (0.0 if latin else 0.4):
        return "sounds"
    return "near" if far <= min(2.0, 0.34 * size) else "other"


def _given(a: Claim, b: Claim) -> Reason | None:
    return _name("given_name", a.given, b.given)


def _family(a: Claim, b: Claim) -> Reason | None:
    found = _name("family_name", a.family, b.family)
    if found is not None and found.kind == "other" and "male" not in {a.sex, b.sex} and {a.sex, b.sex} != {""}:
        return Reason("family_name", "other", _WIFE)
    return found


def _year(a: Claim, b: Claim) -> Reason | None:
    if a.year is None or b.year is None:
        return None
    if a.year == b.year:
        return _reason("birth_year", "same")
    if abs(a.year - b.year) == 1:
        return _reason("birth_year", "next")
    buddhist = str(a.year + 543), str(b.year + 543)
    return _reason("birth_year", "slip" if _slipped(*buddhist) and buddhist[0][:2] == buddhist[1][:2] else "other")


def _phone(a: Claim, b: Claim) -> Reason | None:
    if not a.phone or not b.phone:
        return None
    return _reason("phone", "same" if a.phone == b.phone else ("slip" if _slipped(a.phone, b.phone) else "other"))


def _area(a: Claim, b: Claim) -> Reason | None:
    if not a.area or not b.area:
        return None
    if a.area[:2] != b.area[:2]:
        return _reason("area", "other")
    shared = min(len(a.area), len(b.area))
    return _reason("area", "same" if shared > 2 and a.area[:shared] == b.area[:shared] else "province")


def _sex(a: Claim, b: Claim) -> Reason | None:
    if not a.sex or not b.sex:
        return None
    return _reason("sex", "same" if a.sex == b.sex else "other")


_FIELDS: tuple[Callable[[Claim, Claim], Reason | None], ...] = (
    _number, _given, _family, _year, _phone, _area, _sex,
)  # fmt: skip
