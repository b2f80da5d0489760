"""Agencies: departments of the ministry, their provincial units and overseas offices, and others by codes of our own.

A unit gets its code from the province behind it (จัดหางานจังหวัดเลย → DOE-42), an overseas office from the country.
The codes are published in docs/algorithms/reading.md.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from prasan.kernel.reading import guards
from prasan.kernel.reading.fields import Found
from prasan.kernel.reading.gazetteer import Name, ReadingGazetteer
from prasan.kernel.reading.places import Mention
from prasan.kernel.reading.scan import Scan

PLO = "PLO"
LEADING = "OPS"
"""The department whose provincial unit the provincial labour office is: its units are coded OPS-92."""

_TO_PLACE = re.compile(r"[\s\d(.]*(?:จังหวัด|จ\.|กรุง|นคร|เมือง|ประเทศ|ประจำ|ณ|สาขา|\s)*")
_OTHER_DOMAIN = ("เหมืองแร่", "ก.พ.ร.", "พัฒนาระบบราชการ")
"""Where one of these stands, กพร. is another office than the department of skill development."""


_OF_STATE = re.compile(
    r" ?(?:(?:แห่ง|ของ) ?(?:รัฐ|ประเทศ|สาธารณรัฐ(?:ประชาชน|แห่งสหภาพ)?|ราชอาณาจักร|สหภาพ)?|ประเทศ|สาธารณรัฐ|ราชอาณาจักร)? ?"
)
_PREMIER = re.compile(r"(?<!รอง)นายกรัฐมนตรี ?และ ?(?:รัฐมนตรีว่าการ|รมว\.) ?$")
_SECOND = frozenset({"MOD", "MOF", "MOC", "MOPH", "MOI", "MOT", "MOJ", "MIND", "MOTS", "MDES"})


def find_agencies(scan: Scan, mentions: list[Mention], gazetteer: ReadingGazetteer) -> Iterator[Found]:
    """Yield each mention of an agency in a field, the longest name at each place."""
    low = scan.source.low
    here = [m for m in mentions if m.source is scan.source and m.kind in {"province", "country"}]
    starts = [m.start for m in here]
    for start, end, name in longest(scan.agencies):
        if guards.is_cut(low, start, end, latin=name.latin) or not stands(low, start, end, name):
            continue
        if _is_foreign(low, end, name, here, starts) or _is_second_office(low, start, name):
            continue
        index = bisect_left(starts, end)
        place = here[index] if index < len(here) and _reaches(low, end, here[index].start) else None
        for code, method, confidence in _codes(low, name, place, gazetteer):
            yield Found(code, scan.source.field, scan.source.span(start, end), method, confidence)


def longest(hits: list[tuple[int, int, Name]]) -> Iterator[tuple[int, int, Name]]:
    """Yield the names of offices that no longer name covers, from left to right."""
    reach = 0
    for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reach:  # "กระทรวงแรงงานจังหวัด…" is no แรงงานจังหวัด
            reach = end
            yield start, end, name


def _is_foreign(low: str, end: int, name: Name, here: list[Mention], starts: list[int]) -> bool:
    """Tell whether the office of another state is meant: กระทรวงยุติธรรมแห่งประเทศญี่ปุ่น."""
    if name.need == "abroad":
        return False
    index = bisect_left(starts, end)
    near = index < len(here) and here[index].kind == "country" and here[index].start - end <= 24
    return near and _OF_STATE.fullmatch(low, end, here[index].start) is not None


def _is_second_office(low: str, start: int, name: Name) -> bool:
    """Tell whether the name is a further office of a prime minister, or a part of a university's name."""
    if name.code == "TCC" and low.endswith("มหาวิทยาลัย", 0, start):
        return True
    return name.code in _SECOND and _PREMIER.search(low, max(0, start - 44), start) is not None


def stands(low: str, start: int, end: int, name: Name) -> bool:
    """Tell whether an abbreviation stands by itself; a name in full always does."""
    word = low[start:end]
    if name.need != "abbr":
        return True
    after = low[end : end + 1]
    if not word.endswith(".") and after and (guards.is_thai(after) or after == "."):
        return False
    return not (name.code == "DSD" and any(other in low for other in _OTHER_DOMAIN))


def _reaches(low: str, end: int, place: int) -> bool:
    """Tell whether nothing but a word for a place stands between a unit and its province or country."""
    return place - end <= 16 and _TO_PLACE.fullmatch(low, end, place) is not None


def _codes(
    low: str, name: Name, place: Mention | None, gazetteer: ReadingGazetteer
) -> Iterator[tuple[str, str, float]]:
    """Yield the codes that one mention stands for, each with method and confidence."""
    if name.need == "abroad":
        yield _abroad(low, place, gazetteer), "abroad", 0.95 if place else 0.7
    elif name.need == "unit":
        if low_code := name.code.rstrip("-"):
            if place is not None and place.kind == "province":
                yield f"{low_code}-{place.code}", "unit", 0.95
            elif name.method == "name":
                yield low_code, "unit", 0.7
    else:
        yield name.code, "abbreviation" if name.need == "abbr" else "name", 0.9 if name.need == "abbr" else 0.99
        if name.code == PLO and place is not None and place.kind == "province":
            yield f"{LEADING}-{place.code}", "unit", 0.95


def _abroad(low: str, place: Mention | None, gazetteer: ReadingGazetteer) -> str:
    """Return the overseas office of the country named behind it, by its city where that is named."""
    if place is None:
        return "ABROAD"
    offices = [one for one in gazetteer.abroad if one.country == place.code]
    named = low[place.start : place.end]
    for one in offices:
        if one.city and one.city in named:
            return one.code
    return offices[0].code if offices else f"ABROAD-{place.code}"
