"""Where a directive holds: provinces named or meant by a region's word, the whole country, countries abroad."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from prasan.kernel.directives.gazetteer import DirectiveGazetteer
from prasan.kernel.reading.places import Mention

HOME = "TH"

_NATION = re.compile(
    r"ทั่วประเทศ|ทั่วทั้งประเทศ|ทุกจังหวัด(?!\s?(?:ใน|ของ)?(?:พื้นที่|เขต)?(?:ภาค|ชายแดน|อีสาน|กลุ่ม))|ทุกภูมิภาค|ทุกพื้นที่ของประเทศ"
    r"|(?:ทั้ง ?)?7[67] ?จังหวัด"
)
GROUP = re.compile(
    r"\s?(?:ทุกจังหวัด|ทุกแห่ง|ทั่วประเทศ|ทั่วทั้งประเทศ|ทั้ง ?\d{1,2} ?(?:จังหวัด|แห่ง)|\d{1,2} ?จังหวัด|(?:ใน|ทุก|พื้นที่|จังหวัด"
    r"|เขต){0,4}(?=ภาค|เขตตรวจ|กลุ่มจังหวัด|ชายแดน|ชายทะเล))"
)
"""Behind a unit: several of it are meant, each in its province."""
SMALLER = re.compile(
    r"\s?(?:ใน|ประจำ)?(?:ทุก|แต่ละ)(?:ตำบล|อำเภอ|หมู่บ้าน|พื้นที่|ชุมชน|สาขา|ศูนย์|หน่วยงาน|หน่วย|แห่ง|คน|ท่าน|ระดับ)(?:ของ"
    r"|ใน)?"
)
"""Behind an office: the parts of its area."""
_NUMBERED = re.compile(
    r"(?:เขตตรวจราชการ(?:กระทรวงแรงงาน)?"
    r"|ผู้ตรวจราชการ(?:กระทรวง(?:แรงงาน)?)? ?(?:ประจำ)?เขต) ?(?:ที่)? ?(?P<list>\d{1,2}(?:(?: ?, ?| ?และ ?"
    r"| ?- ?"
    r"| ?ถึง ?)(?:เขต)?(?:ที่)? ?\d{1,2}){0,17})"
)
_COUNT_BEFORE = re.compile(r"(\d{1,2}) ?จังหวัด ?(?:ใน|ของ)?(?:พื้นที่|เขต)?$")
_COUNT_BEHIND = re.compile(r" ?(?:ทั้ง)? ?(\d{1,2}) ?จังหวัด")
_NAMED_BEHIND = re.compile(r" ?(?:(?:ทั้ง)? ?\d{1,2} ?จังหวัด)? ?(?:\(|ได้แก่|คือ|ประกอบด้วย|:)")
_EXCEPT = re.compile(r"(?:ยกเว้น|เว้นแต่|ไม่รวม)\s?(?:พื้นที่)?")
_VENUE = re.compile(r"(?:(?:^|\s)ณ |ห้องประชุม|ศาลากลาง|โรงแรม|การประชุม|ที่ประชุม|สัมมนา|พิธีเปิด|ไปราชการ)[^\n]{0,40}$")
_OF_PEOPLE = re.compile(
    r"(?:สัญชาติ|แรงงาน|แรงงานต่างด้าว|แรงงานข้ามชาติ|ต่างด้าว|คน|ชาว|ลูกจ้าง|คนงาน|ทางการ|ฝั่ง|รัฐบาล|ภาษา|สถานทูต"
    r"|สถานเอกอัครราชทูต|เอกอัครราชทูต|กงสุล|ไทย ?- ?|ชายแดน|นักท่องเที่ยว|"
    r"นายจ้าง|บริษัท|ทุน|นักลงทุน|กับ|ต่อ)(?:ประเทศ)?$"
)
_PEOPLE_LIST = re.compile(r"[\s,]{0,2}(?:และ|หรือ)?\s?$")
_LISTED = 14


@dataclass(slots=True)
class Areas:
    """Where what area stands in a normalised text, in order."""

    low: str
    provinces: list[Mention] = field(default_factory=list)
    countries: list[Mention] = field(default_factory=list)
    regions: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    spoken: list[tuple[int, int]] = field(default_factory=list)
    nation: list[int] = field(default_factory=list)
    excluded: list[int] = field(default_factory=list)

    def region_at(self, end: int) -> bool:
        """Tell whether a region stands right behind a position: แรงงานจังหวัด|ภาคใต้."""
        return self.past_region(end, end) > end

    def past_region(self, end: int, near: int) -> int:
        """Return the end of a region's words that begin at `near`, or behind spaces after `end`; else `end`."""
        index = bisect_left(self.spoken, (end, 0))
        if index == len(self.spoken):
            return end
        first, last = self.spoken[index]
        return last if first == near or (first - end <= 8 and not self.low[end:first].strip(" ใน")) else end


@dataclass(frozen=True, slots=True)
class Where:
    """An area set: provinces, or the whole country, and countries abroad."""

    provinces: tuple[str, ...] = ()
    nationwide: bool = False
    countries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.provinces or self.nationwide or self.countries)


def find_areas(low: str, mentions: Iterable[Mention], gazetteer: DirectiveGazetteer) -> Areas:
    """Sort the places of a text and add regions and the nation."""
    found = Areas(low)
    for one in mentions:
        if one.kind == "country":
            if one.code != HOME:
                found.countries.append(one)
        else:
            found.provinces.append(one)
    found.regions = sorted([*_regions(low, found.provinces, gazetteer), *_numbered(low, gazetteer)])
    words = {match.span() for match in gazetteer.region_words.finditer(low)}
    found.spoken = sorted(words | {one[:2] for one in found.regions})
    found.nation = [m.start() for m in _NATION.finditer(low)]
    found.excluded = [m.end() for m in _EXCEPT.finditer(low)]
    return found


def _regions(
    low: str, provinces: list[Mention], gazetteer: DirectiveGazetteer
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the regions that are not followed by the names of the provinces that are meant."""
    found = []
    starts = [m.start for m in provinces]
    for match in gazetteer.region_words.finditer(low):
        start, end = match.span()
        if _NAMED_BEHIND.match(low, end):
            index = bisect_left(starts, end)
            if index < len(starts) and starts[index] - end <= 40:
                continue
        count = _COUNT_BEFORE.search(low, max(0, start - 30), start) or _COUNT_BEHIND.match(low, end)
        found.append((start, end, gazetteer.region(match.group(), int(count[1]) if count else 0)))
    return found


def _numbered(low: str, gazetteer: DirectiveGazetteer) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the inspection regions that are named by number, lists and runs included."""
    found = []
    for match in _NUMBERED.finditer(low):
        words = match["list"]
        numbers = [int(n) for n in re.findall(r"\d+", words)]
        if len(numbers) == 2 and ("-" in words or "ถึง" in words):
            numbers = list(range(numbers[0], min(numbers[1], 99) + 1))
        codes = tuple(code for n in numbers for code in gazetteer.numbered.get(n, ()))
        if codes:
            found.append((match.start(), match.end(), codes))
    return found


def where(areas: Areas, start: int, end: int, gazetteer: DirectiveGazetteer, *, context: bool = False) -> Where:
    """Return the area set that the words in [start, end) speak of; in a context without the place of a meeting."""
    low = areas.low
    barred = [at for at in areas.excluded if start <= at < end]
    codes: dict[str, None] = {}
    without: set[str] = set()
    for first, _, group in [(m.start, m.end, (m.code[:2],)) for m in areas.provinces] + areas.regions:
        if not start <= first < end:
            continue
        if context and _VENUE.search(low, max(start, first - 48), first):
            continue
        if any(at <= first and not low[at:first].strip() for at in barred):
            without.update(group)
        else:
            codes.update(dict.fromkeys(group))
    nationwide = any(start <= at < end for at in areas.nation)
    if nationwide and without:
        codes = dict.fromkeys(code for code in gazetteer.names.provinces if code not in without)
        nationwide = False
    named = () if nationwide else tuple(sorted(set(codes) - without))
    return Where(named, nationwide, _countries(areas, start, end))


def _countries(areas: Areas, start: int, end: int) -> tuple[str, ...]:
    """Return the countries in which something is to be done: not those whose people are spoken of."""
    low = areas.low
    found: set[str] = set()
    last, of_people = -1, False
    for one in areas.countries:
        if not start <= one.start < end:
            continue
        run_on = of_people and one.start - last <= _LISTED and _PEOPLE_LIST.fullmatch(low, last, one.start)
        of_people = bool(run_on) or _OF_PEOPLE.search(low, max(0, one.start - 24), one.start) is not None
        last = one.end
        if not of_people:
            found.add(one.code)
    return tuple(sorted(found))
