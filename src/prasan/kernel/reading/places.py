"""Find provinces, districts and countries in normalised text: a name counts unless the words around object.

The automaton finds every name; guards take away what is no place; names that are also common words (แพร่,
ตาก, เลย) need evidence beside them. A district stands for its province; one that lies in several is settled
by a neighbouring province or passed over, never guessed. docs/algorithms/reading.md states the rules.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from prasan.kernel.reading import guards, traps
from prasan.kernel.reading.gazetteer import CAPITAL, ReadingGazetteer
from prasan.kernel.reading.scan import Candidate, Scan
from prasan.kernel.reading.source import Source

SURE, NAMED, LISTED, SETTLED = 0.99, 0.95, 0.95, 0.9
SLIP = 0.8
"""Confidence: led by จังหวัด; a bare name; a name in a list; a district settled by what stands near; a slip."""

_CHAIN = re.compile(
    r"[\s,/·•\-()\"]*(?:\d[\d,.]*[\s)]*(?:คน|ราย|แห่ง|อัตรา|อำเภอ)?[\s,]*)?(?:และ|กับ|หรือ|รวมทั้ง|ตลอดจน|รวมถึง|and|or|&)?[\s]*(?:จังหวัด|จ\.|จว\.)?\s*"
)
_DISTRICT_CHAIN = re.compile(r"\s*(?:,|และ|กับ|หรือ|-)?\s*(?:อำเภอ|อ\.)?\s?")
_LED_WORD = re.compile(r"(?:จังหวัด|จ\.) {0,2}(?P<word>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{5,18})(?![ก-ฮะ-ฺเ-๎])")
_HEAD_BEHIND = re.compile(r" {0,2}(?:(?P<district>อำเภอ|อ\.)|จังหวัด|จ\.) ?")
_AFTER_SHORT = ("จังหวัด", "จ.", "และ", "ใน", "โดย", "เพื่อ")
_SENTENCE_GOES_ON = ("ไม่", "มี", "เป็น", "ได้", "จะ", "ที่", "ซึ่ง", "ไป", "มา", "กับ", "หรือ", "ถึง", "แล้ว")
_NEAR = 44


@dataclass(slots=True)
class Mention:
    """One place named at [start, end) of a normalised field."""

    source: Source
    kind: str
    code: str
    start: int
    end: int
    method: str
    confidence: float


def find_places(scans: Iterable[Scan], gazetteer: ReadingGazetteer) -> list[Mention]:
    """Return every mention of a place in the fields, in order of field and position."""
    found: list[Mention] = []
    open_districts: list[tuple[Source, int, int, tuple[str, ...]]] = []
    for scan in scans:
        source, candidates = scan.source, scan.places
        districts = _districts(source, scan.districts, gazetteer)
        taken = [(start, end) for start, end, _ in districts]
        _judge(source.low, candidates, taken)
        named = [_mention(source, c) for c in candidates if c.verdict == "yes"]
        named += _slips(source, {one.start for one in named}, gazetteer)
        named.sort(key=lambda m: m.start)
        provinces = [m for m in named if m.kind == "province"]
        named = [m for m in named if m.kind != "district" or not _belied(source.low, m, gazetteer)]
        starts = [m.start for m in provinces]
        for start, end, codes in districts:
            index = bisect_right(starts, start)
            around = provinces[max(0, index - 1) : index], provinces[index : index + 1]
            settled = _settle(source.low, start, end, codes, around)
            if settled:
                found.append(Mention(source, "district", settled, start, end, "district", SURE))
            elif settled is None:
                open_districts.append((source, start, end, codes))
        found += named
        found += _before_provinces(source, named, gazetteer)
    found += _settled_by_document(found, open_districts, gazetteer)
    found.sort(key=lambda m: (m.source.field != "title", m.start))
    return found


def _belied(low: str, one: Mention, gazetteer: ReadingGazetteer) -> bool:
    """Tell whether another district or province stands right behind a bare district: "… หัวหิน อำเภอชะอำ", a hotel."""
    head = _HEAD_BEHIND.match(low, one.end)
    if head is None:
        return False
    if head["district"]:
        hit = gazetteer.district_at(low, head.end())
        return hit is not None and hit[0] != CAPITAL and all(code[:2] != one.code[:2] for code in hit[1])
    province = next((p for p in gazetteer.provinces.values() if low.startswith(p.name_th, head.end())), None)
    return province is not None and province.code != one.code[:2]


def _mention(source: Source, one: Candidate) -> Mention:
    confidence = SURE if one.method == "prefix" else LISTED if one.method == "list" else NAMED
    return Mention(source, one.name.kind, one.name.code, one.start, one.end, one.method or one.name.method, confidence)


# ---- names ---------------------------------------------------------------------------------------


def _judge(low: str, candidates: list[Candidate], taken: list[tuple[int, int]]) -> None:
    """Decide each candidate: first by itself, then those that need a list around them."""
    people: set[str] = set()
    starts = [start for start, _ in taken]
    for one in candidates:
        index = bisect_right(starts, one.start) - 1
        if index >= 0 and one.start < taken[index][1]:
            one.verdict = "no"
            continue
        _judge_alone(low, one)
        if one.verdict == "person" and low[one.start : one.end] in traps.GIVEN_NAMES:
            people.add(low[one.start : one.end])
    provinces = [c for c in candidates if c.name.kind == "province"]
    for one in provinces:
        if one.verdict == "yes" and not one.method and low[one.start : one.end] in people:
            one.verdict = "wait"
    for _ in range(2):
        _extend(low, provinces)
        _extend_back(low, provinces)


def _judge_alone(low: str, one: Candidate) -> None:
    """Decide one candidate by what stands right around it."""
    if one.name.kind == "country":
        _judge_country(low, one)
        return
    start, end, need = one.start, one.end, one.name.need
    if guards.is_led(low, start) and (need == "plain" or not guards.is_counted(low, start)):
        one.verdict, one.method = "yes", "prefix"
    elif guards.is_person(low, start, end):
        one.verdict = "person"
    elif guards.is_dead(low, start, end):
        one.verdict = "no"
    elif need == "plain" or _stands_alone(low, one):
        one.verdict = "yes"
    elif guards.weak_lead(low, start, end, led=need == "led") and not _runs_on(low, one):
        one.verdict, one.method = "yes", "office"
    elif one.name.latin and low.startswith((" province", ", thailand"), end):
        one.verdict, one.method = "yes", "prefix"
    else:
        one.verdict = "wait"


def _runs_on(low: str, one: Candidate) -> bool:
    """Tell whether letters go on behind a district: พื้นที่บ้านโป่ง|ลึก is no บ้านโป่ง."""
    end = one.end
    runs = end < len(low) and guards.is_thai(low[end])
    return one.name.kind == "district" and runs and not low.startswith((*_AFTER_SHORT, *_SENTENCE_GOES_ON), end)


def _stands_alone(low: str, one: Candidate) -> bool:
    """Tell whether a name that is a word as well stands so that it can only be the place."""
    start, end = one.start, one.end
    if one.name.method == "name" and not one.name.latin and guards.heads_a_line(low, start, end):
        return True
    short = one.name.need == "bounded" and one.name.method == "alias"
    if short and guards.is_joined(low, start, end):
        return True
    if one.name.need == "bounded":
        return guards.is_bounded(low, start, end) or (
            one.name.method == "name" and not one.name.latin and guards.is_open_left(low, start, end)
        )
    return not start and low[end : end + 1] == " " and not one.name.latin  # "เลย เปิดศูนย์…" as a headline


def _judge_country(low: str, one: Candidate) -> None:
    start, end, need = one.start, one.end, one.name.need
    if guards.is_no_country(low, start):
        one.verdict = "no"
    elif guards.country_lead(low, start):
        one.verdict, one.method = "yes", "prefix"
    elif need == "led" or (need == "bounded" and not guards.is_bounded(low, start, end)):
        one.verdict = "wait"
    else:
        one.verdict = "person" if guards.is_person(low, start, end) else "yes"


def _extend(low: str, provinces: list[Candidate]) -> None:
    """Take a waiting name that follows a province in a list."""
    for before, one in itertools.pairwise(provinces):
        if one.verdict == "wait" and before.verdict == "yes" and _is_chain(low, before, one):
            one.verdict, one.method = "yes", "list"


def _extend_back(low: str, provinces: list[Candidate]) -> None:
    """Take a waiting name that a province follows in a list, if nothing is written on to its front."""
    for one, after in reversed(list(itertools.pairwise(provinces))):
        free = not (one.start and guards.is_thai(low[one.start - 1])) or guards.is_led(low, one.start)
        if one.verdict == "wait" and after.verdict == "yes" and free and _is_chain(low, one, after):
            one.verdict, one.method = "yes", "list"


def _is_chain(low: str, first: Candidate, second: Candidate) -> bool:
    if not 0 < second.start - first.end <= 30:
        return False
    return _CHAIN.fullmatch(low, first.end, second.start) is not None


def _slips(source: Source, known: set[int], gazetteer: ReadingGazetteer) -> list[Mention]:
    """Return provinces behind จังหวัด or จ. that are written with one wrong, missing or extra letter."""
    out = []
    for match in _LED_WORD.finditer(source.low):
        start, end = match.span("word")
        if start not in known and (code := gazetteer.one_slip(match["word"])):
            out.append(Mention(source, "province", code, start, end, "slip", SLIP))
    return out


# ---- districts -----------------------------------------------------------------------------------


def _districts(
    source: Source, heads: list[tuple[int, str]], gazetteer: ReadingGazetteer
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return what stands behind อำเภอ, อ. or เขต, and the names that go on the list."""
    low = source.low
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for end, head in heads:
        if found and end <= found[-1][1]:
            continue
        begin = end - len(head)
        if head == "อ." and begin and (low[begin - 1] in "ผสบกลพ." and not low.endswith("สภ.", 0, begin)):
            continue
        if head == "เขต" and low.endswith("วิทยา", 0, begin):
            continue
        start = end + (low[end : end + 1] == " ")
        hit = _district_at(low, start, gazetteer, bangkok=head == "เขต")
        while hit is not None:
            found.append(hit)
            hit = _next_district(low, hit, gazetteer)
    return found


def _district_at(
    low: str, start: int, gazetteer: ReadingGazetteer, *, bangkok: bool
) -> tuple[int, int, tuple[str, ...]] | None:
    hit = gazetteer.district_at(low, start)
    if hit is None:
        return None
    codes = tuple(code for code in hit[1] if code.startswith("10") == bangkok)
    end = start + len(hit[0])
    if not codes or guards.is_cut(low, start, end, latin=False):
        return None
    runs_on = end < len(low) and guards.is_thai(low[end]) and not low.startswith(_AFTER_SHORT, end)
    if len(hit[0]) <= 4 and hit[0] != CAPITAL and runs_on:
        return None  # "ทั้งสองอำเภอคงต้อง…" is no อำเภอคง
    return start, end, codes


def _next_district(
    low: str, last: tuple[int, int, tuple[str, ...]], gazetteer: ReadingGazetteer
) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the next name of a list of districts of one province: "อ.แม่สอด แม่ระมาด และพบพระ"."""
    gap = _DISTRICT_CHAIN.match(low, last[1])
    if gap is None or gap.end() == last[1] or gap.group().strip() in {"อำเภอ", "อ."}:
        return None
    bangkok = last[2][0].startswith("10")
    hit = _district_at(low, gap.end(), gazetteer, bangkok=bangkok)
    if hit is None or hit[1] - hit[0] < 3 or (hit[1] < len(low) and guards.is_thai(low[hit[1]])):
        return None
    shared = {code[:2] for code in last[2]}
    codes = tuple(code for code in hit[2] if code[:2] in shared)
    return (hit[0], hit[1], codes) if codes else None


def _settle(
    low: str, start: int, end: int, codes: tuple[str, ...], around: tuple[list[Mention], list[Mention]]
) -> str | None:
    """Return the one code that is meant, "" where the text contradicts it, None where it is open.

    `around` holds the province before and the one after; only what stands near speaks.
    """
    for after in around[1]:
        if after.start > end + _NEAR or "\n" in low[end : after.start]:
            continue
        fit = [code for code in codes if code.startswith(after.code)]
        if fit:
            return fit[0]
        if after.method == "prefix" and after.start - end <= 12:
            return ""
    for before in around[0]:
        fit = [code for code in codes if code.startswith(before.code)]
        if fit and before.end >= start - _NEAR:
            return fit[0]
    return codes[0] if len(codes) == 1 else None


def _settled_by_document(
    found: list[Mention], open_districts: list[tuple[Source, int, int, tuple[str, ...]]], gazetteer: ReadingGazetteer
) -> list[Mention]:
    """Settle by the provinces of the whole document, if one alone has such a district."""
    provinces = {m.code[:2] for m in found if m.kind in {"province", "district"}}
    out = []
    for source, start, end, codes in open_districts:
        fit = [code for code in codes if code[:2] in provinces]
        if len(fit) == 1:
            out.append(Mention(source, "district", fit[0], start, end, "settled", SETTLED))
    return out


_LAST_WORD = re.compile(r"(?:^|[\s,(\"/])(?P<word>[ก-ฮะ-ฺเ-๎\-]{3,24})[\s(]{1,2}(?:จังหวัด|จ\.)\s?$")


def _before_provinces(source: Source, named: list[Mention], gazetteer: ReadingGazetteer) -> list[Mention]:
    """Return districts written without อำเภอ before their province: "แม่สอด จ.ตาก"."""
    out = []
    for one in named:
        if one.kind != "province" or one.method != "prefix":
            continue
        match = _LAST_WORD.search(source.low, max(0, one.start - 36), one.start)
        codes = gazetteer.by_district.get(match["word"], ()) if match else ()
        fit = [code for code in codes if code.startswith(one.code)]
        if match and fit:
            out.append(Mention(source, "district", fit[0], match.start("word"), match.end("word"), "beside", NAMED))
    return out
