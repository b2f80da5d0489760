"""One pass of the automaton over a field: names that no longer word hides, and heads of districts, people, laws."""

from dataclasses import dataclass, field

from prasan.kernel.reading import guards
from prasan.kernel.reading.gazetteer import Name, ReadingGazetteer
from prasan.kernel.reading.source import Source

MOST_NAMES = 5_000
"""Words looked at in one field: a report has some ten in a thousand letters, and what comes after is passed over."""

HARD_TRAPS = frozenset({"แพร่ระบาด", "แพร่กระจาย", "แพร่เชื้อ", "แพร่หลาย", "แพร่พันธุ์", "แพร่ภาพ"})
"""Verbs that stand even behind จังหวัด: "หลายจังหวัดแพร่ระบาดหนัก"."""


@dataclass(slots=True)
class Candidate:
    """A name at [start, end) that may be a place; `verdict` is open, yes, no, person or wait (needs evidence)."""

    start: int
    end: int
    name: Name
    verdict: str = "open"
    method: str = ""


@dataclass(slots=True)
class Scan:
    """What one pass found: candidates for places, agencies as (start, end, name), heads, and how far it went."""

    source: Source
    places: list[Candidate] = field(default_factory=list)
    agencies: list[tuple[int, int, Name]] = field(default_factory=list)
    districts: list[tuple[int, str]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    laws: list[tuple[int, int]] = field(default_factory=list)
    units: list[tuple[int, int]] = field(default_factory=list)
    reach: int = 0


def scan(source: Source, gazetteer: ReadingGazetteer) -> Scan:
    """Run the automaton over a field once and sort what it finds."""
    found = Scan(source, reach=len(source.low))
    left = MOST_NAMES
    names: list[tuple[int, int, tuple[Name, ...]]] = []
    for last, hit in gazetteer.automaton.iter(source.low):
        end, kind = last + 1, hit[0].kind
        left -= 1
        if left < 0:
            found.reach = end - hit[0].length
            break
        if kind == "district-head":
            found.districts.append((end, hit[0].method))
        elif kind == "title":
            found.titles.append((end - hit[0].length, end))
        elif kind == "unit":
            found.units.append((end - hit[0].length, end))
        elif kind == "law-head":
            found.laws.append((end - hit[0].length, end))
        elif kind == "agency":
            found.agencies.append((end - hit[0].length, end, hit[0]))
        else:
            names.append((end - hit[0].length, end, hit))
    found.places = _uncovered(source.low, names)
    return found


def _uncovered(low: str, names: list[tuple[int, int, tuple[Name, ...]]]) -> list[Candidate]:
    """Return the names that are no piece of a longer word."""
    names.sort(key=lambda hit: (hit[0], -hit[1]))
    cover = _Cover()
    found: list[Candidate] = []
    for start, end, hit in names:
        if hit[0].kind == "trap":
            if not guards.is_cut(low, start, end, latin=False):
                cover.lay(start, end + (low[end : end + 1] == "ฯ"), soft=low[start:end] not in HARD_TRAPS)
            continue
        if cover.hides(low, start, end) or guards.is_cut(low, start, end, latin=hit[0].latin):
            continue
        if found and found[-1].start < start < found[-1].end < end:
            if found[-1].end - found[-1].start > end - start:
                continue  # "กรุงเทพมหานครนายก…" is no นครนายก
            while found and found[-1].start < start < found[-1].end:
                found.pop()  # "เมืองเพชร" gives way to "เพชรบูรณ์"
        cover.lay(start, end, soft=False)
        found += [Candidate(start, end, name) for name in hit]
    return found


class _Cover:
    """The longer words laid over the text so far, from left to right, that hide the names inside them."""

    __slots__ = ("older", "reach", "soft", "start")

    def __init__(self) -> None:
        self.start, self.reach, self.older, self.soft = -1, 0, 0, False

    def lay(self, start: int, end: int, *, soft: bool) -> None:
        """Lay a word; a soft one gives way to a name that begins with it behind จังหวัด."""
        if end <= self.reach:
            return
        if start > self.start:
            self.older = max(self.older, self.reach)
        self.start, self.reach, self.soft = start, end, soft

    def hides(self, low: str, start: int, end: int) -> bool:
        """Tell whether a name is a piece of a longer word."""
        if end > self.reach:
            return False
        gives_way = self.soft and start == self.start and end < self.reach and end > self.older
        return not (gives_way and guards.is_led(low, start))
