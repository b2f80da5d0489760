"""Read a text into directives: who leads, with whom, where, by when, and whether the result is reported back."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from prasan.kernel.directives import words
from prasan.kernel.directives.areas import Where, find_areas, where
from prasan.kernel.directives.due import Clock, Due, find_dues
from prasan.kernel.directives.fields import Directive
from prasan.kernel.directives.gazetteer import (
    ABROAD,
    CAPITAL,
    DEPARTMENTS,
    FIVE,
    MINISTRY,
    DirectiveGazetteer,
)  # fmt: skip
from prasan.kernel.directives.offices import Office, find_offices, office_in
from prasan.kernel.directives.openings import Ground, Opening, find_openings
from prasan.kernel.reading.places import find_places
from prasan.kernel.reading.scan import scan
from prasan.kernel.reading.source import Source

DIRECTIVE_READER_VERSION = "2026.11.1"
"""Changes whenever a reading of some text may change."""

MOST_CHARACTERS = 100_000
"""Characters read of a text: what stands behind them is passed over."""
MOST_DIRECTIVES = 300
"""Directives of one text: a meeting gives some ten, and what comes after is passed over."""
_ONCE = 24
""""ด่วนที่สุด", "ภายใน 7 วัน" right before a word of order belong to it, up to so many letters away."""
_PROVINCE = re.compile(r"-(\d\d)(?:-|$)")


@dataclass(slots=True)
class _Draft:
    """A directive while it is put together: [start, end) of the normalised text and what it holds."""

    start: int
    end: int
    opening: Opening
    helpers: list[Office] = field(default_factory=list)
    tails: list[tuple[int, int]] = field(default_factory=list)
    topic: Where = field(default_factory=Where)
    before: int = 0


def read_directives(text: str, published: str, gazetteer: DirectiveGazetteer) -> tuple[Directive, ...]:
    """Read the directives of a text in order; () where nothing is ordered.

    Parameters: `published`, ISO date or date-time from which deadlines count, "" for unknown. Raises ValueError where
    it is neither. Pure; work is linear in the length of the text, and bounded.
    """
    clock = Clock.of(published, gazetteer.working_day)
    source = Source.of("text", text[:MOST_CHARACTERS])
    seen = scan(source, gazetteer.names)
    areas = find_areas(source.low, find_places([seen], gazetteer.names), gazetteer)
    ground = Ground(source.low, find_offices(seen, areas, gazetteer), areas, find_dues(source.text, clock))
    drafts = list(_drafts(ground, gazetteer))
    return tuple(_directive(source, text, one, ground, gazetteer) for one in drafts)


def as_json(ident: object, found: Iterable[Directive]) -> dict[str, Any]:
    """Return the row for scripts: {"id", "directives": […]}."""
    return {"id": ident, "directives": [one.as_json() for one in found]}


# ---- drafts --------------------------------------------------------------------------------------


def _drafts(ground: Ground, gazetteer: DirectiveGazetteer) -> Iterator[_Draft]:
    """Yield the directives of a text: openings joined where they order the same, each with its clause and its topic."""
    joined = _joined(find_openings(ground))[:MOST_DIRECTIVES]
    low, last_topic, reach = ground.low, Where(), 0
    for index, one in enumerate(joined):
        stop = joined[index + 1].start if index + 1 < len(joined) else len(low)
        one.before = reach
        end = min([stop, *(first for first, _ in one.tails)])
        one.end = _clause_end(low, one.opening.end, end, last=end == len(low))
        reach = one.end
        context = where(ground.areas, one.before, one.start, gazetteer, context=True)
        fresh = words.TOPIC.search(low, one.before, one.start) is not None
        if context or (fresh and index):
            last_topic = context
        one.topic = last_topic
        yield one


def _joined(openings: list[Opening]) -> list[_Draft]:
    """Return one draft for each directive: helpers, tails and orders without an addressee go to the one before."""
    found: list[_Draft] = []
    for one in openings:
        last = found[-1] if found else None
        if last is None:
            found.append(_Draft(one.start, one.end, one))
        elif one.kind == "tail":
            several = len(found) > 1
            if several:
                for draft in found[:MOST_DIRECTIVES]:
                    draft.tails = [*draft.tails[:9], (one.start, one.end)]
        elif one.kind == "helper":
            last.helpers += one.offices
        elif not one.offices and not one.item and (last.opening.offices or not one.generic):
            continue
        elif one.offices and not last.opening.offices and not last.opening.generic:
            last.opening.offices = one.offices
        else:
            found.append(_Draft(one.start, one.end, one))
    return found


def _clause_end(low: str, begin: int, stop: int, *, last: bool) -> int:
    """Return where a directive's own clause ends: before the telling goes on, before the next matter."""
    told = words.NARRATIVE.search(low, begin, stop)
    if told is not None:
        stop, last = told.start(), False
    if not last:
        for match in words.TOPIC.finditer(low, begin, stop):
            if stop - match.start() <= 140 and match.start() > begin:
                tail = low[match.start() : stop]
                if not words.REPORT.search(tail) and not words.DEED.match(low, match.end()):
                    stop = match.start()
                    break
    trail = words.TRAIL.search(low, max(begin, stop - 60), stop)
    stop = trail.start() if trail and not last else stop
    while stop > begin and low[stop - 1].isspace():
        stop -= 1
    return stop


# ---- one directive -------------------------------------------------------------------------------


def _directive(source: Source, raw: str, draft: _Draft, ground: Ground, gazetteer: DirectiveGazetteer) -> Directive:
    """Return a draft as a directive in raw positions."""
    here = where(ground.areas, draft.start, draft.end, gazetteer)
    lead, co, outside = _who(draft, here, ground, gazetteer)
    area = _area(draft, here, [code for code in (lead, *co) if code], ground.low, gazetteer)
    due = _due(draft, ground)
    span = source.span(draft.start, draft.end)
    return Directive(
        text=raw[span[0] : span[1]],
        span=span,
        lead=lead,
        co=tuple(co),
        outside=tuple(outside),
        provinces=area.provinces,
        nationwide=area.nationwide,
        countries=area.countries,
        due=due.due if due else None,
        due_kind=due.kind if due else "none",
        every=due.every if due else None,
        report_back=_reports(draft, ground.low),
    )


def _who(
    draft: _Draft, here: Where, ground: Ground, gazetteer: DirectiveGazetteer
) -> tuple[str | None, list[str], list[str]]:
    """Return lead, co-offices and outside agencies as codes."""
    spoken = [one for one in draft.opening.offices if one.kind != "outside"]
    partners = [one for at, group in ground.partners if draft.start <= at < draft.end for one in group]
    main = _main(draft, ground)
    order = ([main] if main else []) + spoken + [one for one in draft.helpers if one.kind != "outside"]
    order += [one for one in partners if one.kind != "outside"]
    place = _place(order, here, draft.topic)
    if len(spoken) > 1 and spoken[0].codes == [MINISTRY] and "โดย" in ground.low[spoken[0].end : spoken[1].start]:
        order.remove(spoken[0])  # "กระทรวงแรงงาน โดยกรมการจัดหางาน": the department acts
    named = [code for one in order for code in _codes(one, place, here, draft.topic, gazetteer)]
    codes = list(dict.fromkeys(named))
    if main is None and not draft.helpers and not draft.opening.offices:
        lead = _unnamed(draft, ground, gazetteer)
    else:
        lead = codes[0] if main or spoken or draft.helpers else None
    outside = [one for one in (*draft.opening.offices, *draft.helpers, *partners) if one.kind == "outside"]
    outside += [one for one in ground.offices if _acts(one, draft, ground.low)]
    return lead, [code for code in codes if code != lead], sorted({code for one in outside for code in one.codes})


def _unnamed(draft: _Draft, ground: Ground, gazetteer: DirectiveGazetteer) -> str | None:
    """Return who leads where nobody is named: the whole ministry, the need's office, the giver's own department."""
    if draft.opening.ministry:
        return MINISTRY
    if words.EVERY_PROVINCE.match(ground.low, draft.opening.end - len("ทุกจังหวัด")):
        return DEPARTMENTS[0]
    if need := gazetteer.needed(ground.low[draft.start : draft.end]):
        return need
    for one in reversed(ground.offices[: bisect_left(ground.starts, draft.start)]):
        head = words.HEAD_OF.search(ground.low, max(0, one.start - 16), one.start)
        gives = one.start >= draft.start - 80 and (head or draft.start - one.end in {0, 1})
        if gives and one.codes[0] in DEPARTMENTS:
            return one.codes[0]
    return None


def _acts(one: Office, draft: _Draft, low: str) -> bool:
    """Tell whether an outside agency in the clause has a part in it, and is not only told or spoken of."""
    if one.kind != "outside" or one.slot or not draft.opening.end <= one.start < draft.end:
        return False
    if set(one.codes) <= {"CAB", "ILO", "LCT", "UNHCR", "IOM"}:
        return False
    return words.RECIPIENT.search(low, max(0, one.start - 48), one.start) is None


def _main(draft: _Draft, ground: Ground) -> Office | None:
    """Return the office that is named as the main one: "… เป็นหน่วยงานหลัก", "หน่วยงานหลัก: …"."""
    for one in ground.offices:
        if not draft.start <= one.start < draft.end or one.kind == "outside":
            continue
        behind = words.BRACKET.match(ground.low, one.end)
        if words.MAIN.match(ground.low, behind.end() if behind else one.end):
            return one
    return None


def _place(order: list[Office], here: Where, topic: Where) -> str:
    """Return the one province that units without one stand in, "" where it is open."""
    for one in order:
        match = _PROVINCE.search(one.codes[0])
        if one.kind in {"unit", "plain"} and match and len(one.codes) == 1:
            return match[1]
    for area in (here, topic):
        if area.provinces or area.nationwide:
            return area.provinces[0] if len(area.provinces) == 1 else ""
    return ""


def _codes(one: Office, place: str, here: Where, topic: Where, gazetteer: DirectiveGazetteer) -> list[str]:
    """Return the codes of an office in this directive."""
    found = []
    for code in one.codes:
        head, _, province = code.partition("-")
        if head in FIVE:
            found += _five(head, province or (place if one.open else ""))
        elif one.open and one.kind == "unit":
            found.append(f"{code}-{place}" if place else code)
        elif one.open and one.kind == "abroad":
            found.append(_abroad(here, topic, gazetteer))
        else:
            found.append(code)
    return found


def _five(head: str, province: str) -> list[str]:
    """Return the five units of a province; of the country the five departments, or the ministry for all its units."""
    if province:
        return [f"{one}-{province}" for one in DEPARTMENTS]
    return [MINISTRY] if head == "UNITS" else list(DEPARTMENTS)


def _abroad(here: Where, topic: Where, gazetteer: DirectiveGazetteer) -> str:
    """Return the office abroad of the one country that is spoken of."""
    for area in (here, topic):
        known = [code for code in area.countries if code in gazetteer.countries_with_office]
        if len(known) == 1:
            return office_in(gazetteer, known[0])
    return ABROAD


def _area(draft: _Draft, here: Where, offices: list[str], low: str, gazetteer: DirectiveGazetteer) -> Where:
    """Return the area set: what the clause names, what its offices bring, else what the matter before it is about."""
    provinces, countries = set(here.provinces), set(here.countries)
    nationwide = here.nationwide or any(_all_over(one, low) for one in draft.opening.offices)
    for code in offices:
        if match := _PROVINCE.search(code):
            provinces.add(match[1])
        if code.startswith(f"{ABROAD}-"):
            countries.add(code.split("-")[1])
        elif code == ABROAD:
            countries |= gazetteer.countries_with_office
    if not provinces and not countries and not nationwide:
        provinces, countries = set(draft.topic.provinces), set(draft.topic.countries)
        nationwide = draft.topic.nationwide
    if "OPS" in offices and not nationwide and len(provinces) > len(gazetteer.names.provinces) // 2:
        provinces.discard(CAPITAL)
    return Where(() if nationwide else tuple(sorted(provinces)), nationwide, tuple(sorted(countries)))


_EVERY = re.compile(r"\s?(?:ทุกแห่ง|ทุกสาขา|ทุกศูนย์)")


def _all_over(one: Office, low: str) -> bool:
    """Tell whether all offices of a kind are meant: สำนักงานประกันสังคมทุกแห่ง."""
    return _EVERY.match(low, one.end) is not None and one.kind != "abroad"


# ---- by when, and back --------------------------------------------------------------------------


def _due(draft: _Draft, ground: Ground) -> Due | None:
    """Return the deadline of what is to be done; that of the report where the deed has none."""
    low = ground.low
    own = [one for one in ground.dues if draft.start <= one.start < draft.end]
    own += [one for one in ground.dues if _just_before(one, draft, low)]
    shared = [one for one in ground.dues for first, _ in draft.tails if one.start >= first]
    deeds = [one for one in own if not _of_report(one, draft, low)]
    for group in (deeds, [one for one in own if one not in deeds], shared):
        dated = [one for one in group if one.kind not in {"at_once", "recurring"}]
        again = [one for one in group if one.kind == "recurring"]
        once = [one for one in group if one.kind == "at_once"]
        if dated or again or once:
            best = (dated or again or once)[0]
            if best.kind != "at_once" or group is not deeds:
                return best
            later = [one for one in own if one not in deeds and one.kind not in {"at_once", "recurring"}]
            return (later or [best])[0]
    return None


def _just_before(due: Due, draft: _Draft, low: str) -> bool:
    """Tell whether a deadline stands right before the word of order: "ด่วนที่สุด ให้…"."""
    near = draft.before <= due.start and 0 <= draft.start - due.end <= _ONCE
    return near and not low[due.end : draft.start].strip(" ,")


def _of_report(due: Due, draft: _Draft, low: str) -> bool:
    """Tell whether a deadline is that of the report alone."""
    last = None
    for match in words.REPORT.finditer(low, draft.start, due.start):
        last = match
    if last is None or due.start - last.end() > 60:
        return False
    return re.search(r"และ|พร้อม|แล้ว", low[last.end() : due.start]) is None


def _reports(draft: _Draft, low: str) -> bool:
    """Tell whether the result is to be reported back."""
    if words.NO_REPORT.search(low, draft.start, draft.end):
        return False
    if words.REPORT.search(low, draft.start, draft.end) or words.TOLD_UP.search(low, draft.start, draft.end):
        return True
    return any(words.REPORT.search(low, first, min(len(low), first + 160)) for first, _ in draft.tails)
