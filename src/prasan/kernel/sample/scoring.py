"""A machine's reading held against the labels: counts per field and document, so that intervals can be drawn.

What counts as found, and where precision is not asked, stands in docs/algorithms/listening-quality.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from prasan.kernel.sample.labels import FULL, Count, Date, Labelled, Mark, Text

SETS = ("provinces", "districts", "countries", "agencies")
CAPPED = frozenset({"districts", "agencies", "counts", "persons", "laws", "private"})
"""Fields that were labelled up to FULL entries: precision is asked only where fewer were written down."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a machine read in one release."""

    labour: bool
    types: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    dates: tuple[Date, ...] = ()
    counts: tuple[Count, ...] = ()
    persons: tuple[Mark, ...] = ()
    laws: tuple[Mark, ...] = ()
    private: tuple[Mark, ...] = ()


def found(line: Mapping[str, Any]) -> Found:
    """Return a line of `prasan listen read --json` as what was found. A field that it lacks is empty."""
    told = line.get("labour") or {}
    kinds = [one if isinstance(one, str) else one.get("value", one.get("code")) for one in line.get("types") or ()]
    return Found(
        bool(told.get("relevant")),
        frozenset(map(str, kinds)),
        provinces=_codes(line, "provinces"),
        districts=_codes(line, "districts"),
        countries=_codes(line, "countries"),
        agencies=_codes(line, "agencies"),
        dates=tuple(_date(one) for one in line.get("dates") or ()),
        counts=tuple(Count(one["field"], _span(one), int(one["value"])) for one in line.get("counts") or ()),
        persons=tuple(_mark(one) for one in line.get("persons") or ()),
        laws=tuple(_mark(one) for one in line.get("laws") or ()),
        private=tuple(_mark(one) for one in line.get("private") or ()),
    )


def _codes(line: Mapping[str, Any], name: str) -> frozenset[str]:
    ones = line.get(name) or ()
    return frozenset(str(one if isinstance(one, str) else one.get("value", one.get("code"))) for one in ones)


def _span(one: Mapping[str, Any]) -> tuple[int, int]:
    start, end = one["span"]
    return int(start), int(end)


def _mark(one: Mapping[str, Any]) -> Mark:
    return Mark(one["field"], _span(one), str(one.get("kind", "")))


def _date(one: Mapping[str, Any]) -> Date:
    value = one.get("value") if isinstance(one.get("value"), Mapping) else one
    assert isinstance(value, Mapping)
    if one.get("refused") or value.get("refused") or not value.get("start"):
        return Date(one["field"], _span(one))
    start, end = dt.date.fromisoformat(value["start"]), dt.date.fromisoformat(value["end"])
    return Date(one["field"], _span(one), start, end, str(value.get("kind", one.get("kind", ""))))


@dataclass(slots=True)
class Tally:
    """Of one field in one release: found and labelled, found alone, labelled alone; whether precision is asked."""

    both: int = 0
    machine_only: int = 0
    people_only: int = 0
    whole: bool = True


@dataclass(slots=True)
class Scores:
    """All releases of a run: per field one tally a release, in their order."""

    ids: list[str] = field(default_factory=list)
    tallies: dict[str, list[Tally]] = field(default_factory=dict)
    exact_provinces: list[bool] = field(default_factory=list)
    wrong_years: list[tuple[str, Date]] = field(default_factory=list)
    guessed: list[tuple[str, Date]] = field(default_factory=list)

    def put(self, name: str, tally: Tally) -> None:
        """Add the tally of the newest release to a field; releases before it that lack the field get none."""
        kept = self.tallies.setdefault(name, [])
        kept.extend(Tally() for _ in range(len(self.ids) - 1 - len(kept)))
        kept.append(tally)


def score(pairs: Iterable[tuple[Labelled, Text, Found]]) -> Scores:
    """Return the scores of a run over the sample."""
    scores = Scores()
    for label, text, machine in pairs:
        scores.ids.append(label.id)
        scores.put("labour", _yes_no(machine.labour, label.labour))
        for kind in sorted(label.types | machine.types):
            scores.put(f"type {kind}", _yes_no(kind in machine.types, kind in label.types))
        scores.put("types", _sets("types", machine.types, label.types))
        for name in SETS:
            scores.put(name, _sets(name, getattr(machine, name), getattr(label, name)))
        scores.exact_provinces.append(machine.provinces == label.provinces)
        _dates(scores, label, text, machine)
        scores.put("counts", _sets("counts", {c.value for c in machine.counts}, {c.value for c in label.counts}))
        for name in ("persons", "laws", "private"):
            scores.put(name, _marks(name, text, getattr(machine, name), getattr(label, name)))
    for kept in scores.tallies.values():
        kept.extend(Tally() for _ in range(len(scores.ids) - len(kept)))
    return scores


def _yes_no(machine: bool, people: bool) -> Tally:
    return Tally(machine and people, machine and not people, people and not machine)


def _sets(name: str, machine: Iterable[Any], people: Iterable[Any]) -> Tally:
    ours, theirs = set(machine), set(people)
    whole = name not in CAPPED or len(theirs) < FULL
    return Tally(len(ours & theirs), len(ours - theirs), len(theirs - ours), whole)


def _dates(scores: Scores, label: Labelled, text: Text, machine: Found) -> None:
    """Score distinct (start, end, kind), then (start, end) whatever the kind; note wrong years and guesses."""
    ours = {(d.start, d.end, d.kind) for d in machine.dates if d.known}
    theirs = {(d.start, d.end, d.kind) for d in label.dates if d.known}
    scores.put("dates", _sets("dates", ours, theirs))
    ends = {one[:2] for one in ours}, {one[:2] for one in theirs}
    scores.put("dates, kind aside", _sets("dates", *ends))
    for one in machine.dates:
        if not one.known:
            continue
        there = [d for d in label.dates if _meets(text, one, d)]
        if not there:
            continue
        known = [d for d in there if d.known]
        if not known:
            scores.guessed.append((label.id, one))
        elif not any(one.years <= d.years for d in known):
            scores.wrong_years.append((label.id, one))


def _meets(text: Text, one: Date, labelled: Date) -> bool:
    """Whether a found date lies over a place where the labelled words stand, there or repeated elsewhere."""
    words = text.field(labelled.field)[slice(*labelled.span)]
    raw = text.field(one.field)
    start, end = one.span
    near = raw[max(0, start - len(words) + 1) : end + len(words) - 1]
    return words in near


def _marks(name: str, text: Text, machine: tuple[Mark, ...], people: tuple[Mark, ...]) -> Tally:
    """Score words that stand at places: one is the other when either holds the other, wherever it is repeated."""
    ours = {_words(text, one) for one in machine}
    theirs = {_words(text, one) for one in people}
    hit = {one for one in theirs if any(one in other or other in one for other in ours)}
    extra = [one for one in ours if not any(one in other or other in one for other in theirs)]
    return Tally(len(hit), len(extra), len(theirs) - len(hit), name not in CAPPED or len(people) < FULL)


def _words(text: Text, one: Mark) -> str:
    return " ".join(text.field(one.field)[slice(*one.span)].split())
