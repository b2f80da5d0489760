"""Offices in normalised text, with the codes they stand for: departments, units by province, offices abroad, others.

A unit gets its code from the provinces behind it, also from a list of them; one without a province is open: the
reader gives it the province that the directive speaks of.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from prasan.kernel.directives.areas import GROUP, Areas
from prasan.kernel.directives.gazetteer import ABROAD, FIVE, FOREIGN, DirectiveGazetteer, is_ours
from prasan.kernel.reading import guards
from prasan.kernel.reading.agencies import longest, stands
from prasan.kernel.reading.gazetteer import Name
from prasan.kernel.reading.places import Mention
from prasan.kernel.reading.scan import Scan

_TO_PROVINCE = re.compile(
    r"[\s\d(.ฯ]{0,6}(?:กระทรวงแรงงาน|ทุกหน่วยงาน|ทุกหน่วย|ทุกแห่ง|ใน|ประจำ|ระดับ|เขต|พื้นที่|ของ|จังหวัด|จ\.|\s){0,8}"
)
_NEXT = re.compile(r"[\s,/\-]{0,3}(?:และ|กับ|หรือ|รวมทั้ง|ตลอดจน)?\s{0,2}(?:จังหวัด|จ\.)?\s?")
_TO_COUNTRY = re.compile(
    r"(?:[\s()ฯ.]|ฝ่ายแรงงาน|ในต่างประเทศ|ต่างประเทศ|ไทย|ประจำ|ณ|กรุง|นคร|เมือง|ประเทศ|สถานกงสุลใหญ่|สถานกงสุล"
    r"|สถานเอกอัครราชทูต|สถานทูต"
    r"|สอท\.|คณะผู้แทนถาวร"
    r"|สาขา|ที่|ใน|สาธารณรัฐ|ราชอาณาจักร|เขตบริหารพิเศษ|แห่ง){0,14}"
)
_ALL_ABROAD = re.compile(
    r"\s?(?:ในต่างประเทศ)?\s?(?:ทุกแห่ง|ทุกประเทศ|ทั่วโลก|ทั้ง ?\d{1,2} ?(?:แห่ง|ประเทศ)|\d{1,2} ?(?:แห่ง|ประเทศ))"
)
_RANK = re.compile(r"(?:พล|พัน|ร้อย|สิบ|จ่าสิบ|นาย|ดาบ|นักเรียนนาย)$")
_FAR = 76


@dataclass(slots=True)
class Office:
    """An office at [start, end): its codes (several for a list of provinces), and what its codes still need.

    `kind` is plain, unit, abroad or outside; `open` a unit without a province or an office abroad without a country;
    `group` units of a whole region or country; `slot` holds only where an addressee or a partner is expected.
    """

    start: int
    end: int
    codes: list[str]
    kind: str
    open: bool = False
    group: bool = False
    slot: str = ""


def find_offices(scan: Scan, areas: Areas, gazetteer: DirectiveGazetteer) -> list[Office]:
    """Return every office of a field in order; the longest name at each place."""
    return list(_offices(scan, areas, gazetteer))


def _offices(scan: Scan, areas: Areas, gazetteer: DirectiveGazetteer) -> Iterator[Office]:
    low, reach = scan.source.low, 0
    for start, end, name in longest(scan.agencies):
        if start < reach or not _is_office(low, start, end, name):
            continue
        if name.need == "abroad":
            one = _abroad(low, start, end, areas, gazetteer)
            reach = one.end  # the embassy in which it sits is no office of its own
            yield one
        elif name.need == "unit" or name.code in FIVE:
            yield _unit(low, start, end, name, areas)
        else:
            kind = "plain" if is_ours(name.code) else "outside"
            slot = name.need if name.need in {"slot", "partner"} else ""
            yield Office(start, _whole(low, end), [name.code], kind, slot=slot)


def _is_office(low: str, start: int, end: int, name: Name) -> bool:
    if name.code == FOREIGN or guards.is_cut(low, start, end, latin=name.latin) or not stands(low, start, end, name):
        return False
    if low[end - 1].isdigit() and low[end : end + 1].isdigit():
        return False  # สพร.2|2
    if name.need == "abbr" and start and (guards.is_thai(low[start - 1]) or low[start - 1] == "."):
        return low.endswith(("ให้", "กับ", "และ", "มอบ", "สั่ง", "การ", "ชับ", "หมาย", "ประสาน", "โดย", "จี้"), 0, start)
    if low.endswith("นิคม", 0, start):
        return False
    return not (low.startswith("ตำรวจ", start) and _RANK.search(low, max(0, start - 9), start))


def _whole(low: str, end: int) -> int:
    return end + low.startswith("ฯ", end)


def _unit(low: str, start: int, end: int, name: Name, areas: Areas) -> Office:
    """Return a unit with the provinces that stand behind it."""
    head = name.code.rstrip("-")
    end = _whole(low, end)
    found, stop = _provinces_behind(low, end, areas.provinces)
    if found:
        return Office(start, stop, [f"{head}-{code}" for code in found], "unit")
    group = GROUP.match(low, end) is not None or areas.region_at(end)
    return Office(start, end, [head], "unit", open=not group, group=group)


def _provinces_behind(low: str, end: int, mentions: list[Mention]) -> tuple[list[str], int]:
    """Return the provinces named right behind, also in a list, and where the last one ends."""
    index = bisect_left(mentions, end, key=lambda m: m.start)
    codes: list[str] = []
    stop = end
    for one in mentions[index : index + 80]:
        gap = _NEXT if codes else _TO_PROVINCE
        if one.start - stop > 40 or gap.fullmatch(low, stop, one.start) is None:
            break
        codes.append(one.code[:2])
        stop = one.end
    return list(dict.fromkeys(codes)), stop


def _abroad(low: str, start: int, end: int, areas: Areas, gazetteer: DirectiveGazetteer) -> Office:
    """Return an office abroad by the country or city behind it."""
    every = _ALL_ABROAD.match(low, end)
    if every:
        return Office(start, every.end(), [ABROAD], "abroad", group=True)
    index = bisect_left(areas.countries, end, key=lambda m: m.start)
    codes: list[str] = []
    stop = end
    for one in areas.countries[index : index + 20]:
        gap = _NEXT if codes else _TO_COUNTRY
        if one.start - stop > _FAR or gap.fullmatch(low, stop, one.start) is None:
            break
        codes.append(office_in(gazetteer, one.code, low[one.start : one.end]))
        stop = one.end
    if codes:
        return Office(start, stop, list(dict.fromkeys(codes)), "abroad")
    return Office(start, end, [ABROAD], "abroad", open=True)


def office_in(gazetteer: DirectiveGazetteer, country: str, named: str = "") -> str:
    """Return the overseas office of a country, by its city where that is named."""
    known = [one for one in gazetteer.names.abroad if one.country == country]
    for one in known:
        if one.city and one.city in named:
            return one.code
    return known[0].code if known else f"{ABROAD}-{country}"
