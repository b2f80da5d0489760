"""Read one document: every field from one pass of normalising over title and text."""

import re
from datetime import date
from typing import Any, NamedTuple

from prasan.kernel.dateparts import FROM_PUBLICATION, LIKELY
from prasan.kernel.datereference import reference_day
from prasan.kernel.dates import DateReading, parse_dates, read_dates
from prasan.kernel.reading.agencies import find_agencies
from prasan.kernel.reading.counts import find_counts
from prasan.kernel.reading.fields import Document, Found, Reading, grouped
from prasan.kernel.reading.gazetteer import ReadingGazetteer
from prasan.kernel.reading.laws import find_laws
from prasan.kernel.reading.persons import find_people
from prasan.kernel.reading.places import Mention, find_places
from prasan.kernel.reading.scan import Scan, scan
from prasan.kernel.reading.source import Source

READER_VERSION = "2026.11.9"
"""Changes whenever a reading of some text may change: what is stored says which reader found it."""

MOST_CHARACTERS = 300_000
"""Characters read of a field, over a hundred pages: what stands behind them is passed over, and the reading says so."""

_HEADING = 400
_TODAY = frozenset({"วันนี้", "today"})
_TODAY_IS = re.compile(r"วันนี้ {0,2}\(")
_DIGIT = re.compile(r"\d")
_LINE, _BEGINS = 60, 8
"""A line that a date fills is no longer than this; behind "today (" the date begins within so many signs."""
_FAR_AHEAD = 60
"""A year further ahead of the publication is a slip of the hand (2665 for 2565), and refused."""
BY_DISTRICT = 0.94
"""Confidence of a province that only a district of it names: below that of any name of its own."""


def read(document: Document, gazetteer: ReadingGazetteer) -> Reading:
    """Read a document: dates, places, agencies, counts, persons, private data and laws.

    Pure: the same document and gazetteer give the same reading. Work is linear in the length of the text, and bounded.
    """
    cut = Document(document.title[:MOST_CHARACTERS], document.text[:MOST_CHARACTERS], document.published, document.id)
    scans = [scan(Source.of("title", cut.title), gazetteer), scan(Source.of("text", cut.text), gazetteer)]
    mentions = find_places(scans, gazetteer)
    persons, private = find_people(scans)
    dates, reached = _dates(cut)
    return Reading(
        version=READER_VERSION,
        dates=tuple(dates),
        provinces=_provinces(mentions),
        districts=grouped(_found(m, m.code) for m in mentions if m.kind == "district"),
        countries=grouped(_found(m, m.code) for m in mentions if m.kind == "country"),
        agencies=grouped(one for found in scans for one in find_agencies(found, mentions, gazetteer)),
        counts=tuple(one for found in scans for one in find_counts(found)),
        persons=grouped(persons),
        private=grouped(private),
        laws=grouped(one for found in scans for one in find_laws(found)),
        truncated=_truncated(document, scans, reached),
    )


def _truncated(document: Document, scans: list[Scan], reached: tuple[int, ...]) -> dict[str, int]:
    """Return how many characters were read of each field that was not read to its end."""
    found = {}
    for one, raw, dates in zip(scans, (document.title, document.text), reached, strict=True):
        names = one.source.to_raw(one.reach) if one.reach < len(one.source.text) else len(one.source.raw)
        if min(names, dates) < len(raw):
            found[one.source.field] = min(names, dates)
    return found


def as_json(document: Document, reading: Reading) -> dict[str, Any]:
    """Return the row for scripts: {"id", "published", …fields}."""
    published = document.published.isoformat() if document.published else None
    return {"id": document.id, "published": published, **reading.as_json()}


def _found(mention: Mention, value: str, method: str = "", at_most: float = 1.0) -> Found:
    span = mention.source.span(mention.start, mention.end)
    confidence = min(mention.confidence, at_most)
    return Found(value, mention.source.field, span, method or mention.method, confidence)


def _provinces(mentions: list[Mention]) -> tuple[Found, ...]:
    """Return provinces named themselves or by one of their districts."""
    named = [_found(m, m.code) for m in mentions if m.kind == "province"]
    implied = [_found(m, m.code[:2], "district", BY_DISTRICT) for m in mentions if m.kind == "district"]
    return grouped(sorted(named + implied, key=lambda f: (f.field != "title", f.span)))


# ---- dates ---------------------------------------------------------------------------------------


def heading_date(text: str) -> date | None:
    """Return the day that a release gives itself near its top: a date that fills a line, or "today (…)"."""
    head = text[:_HEADING]
    for line in head.split("\n"):
        if len(line) <= _LINE and _DIGIT.search(line):
            day = _one_day(line)
            if day is not None:
                return day
        for today in _TODAY_IS.finditer(line):
            day = _first_day(line[today.end() : today.end() + _LINE])
            if day is not None:
                return day
    return None


def _first_day(line: str) -> date | None:
    """Return the day with its year that a piece of text begins with."""
    one = next(iter(parse_dates(line)), None)
    known = one is not None and one.kind == "day" and one.confidence >= LIKELY and one.span[0] <= _BEGINS
    return one.start if known and one is not None else None


def _one_day(line: str) -> date | None:
    """Return the day with its year that fills a line."""
    for one in parse_dates(line):
        if one.kind == "day" and one.confidence >= LIKELY:
            around = line[: one.span[0]] + line[one.span[1] :]
            if not around.replace("วันที่", "").strip(" :-\t\r"):
                return one.start
    return None


def _lead_day(title: list[DateReading], text: list[DateReading]) -> date | None:
    """Return the first day with its year in the title or the beginning of the text."""
    early = (*title, *(one for one in text if one.span[0] < _HEADING))
    return next((one.start for one in early if one.kind == "day" and one.confidence >= LIKELY), None)


class _Dated(NamedTuple):
    """What was read of title and text from one day."""

    reference: date | None
    fields: tuple[list[DateReading], list[DateReading]]
    reached: tuple[int, int]

    @classmethod
    def of(cls, document: Document, reference: date | None) -> "_Dated":
        """Read both fields from a day."""
        title, first = read_dates(document.title, reference)
        text, second = read_dates(document.text, reference)
        return cls(reference, (title, text), (first, second))


def _read_dates(document: Document) -> _Dated:
    """Return the dates of title and text, read from the day that the document itself confirms."""
    published, heading = document.published, heading_date(document.text)
    found = _Dated.of(document, reference_day(published, heading, None, ()))
    if heading is not None or published is None:
        return found
    own = [*found.fields[0], *found.fields[1]]
    reference = reference_day(published, None, _lead_day(*found.fields), own)
    if reference == published or all(one.confidence >= LIKELY for one in own):
        return found._replace(reference=reference)
    return _Dated.of(document, reference)


def _dates(document: Document) -> tuple[list[Found], tuple[int, int]]:
    """Return every date of title and text, and how far each was read.

    "Today" by itself is left out: it says no more than the day of publication, and in speeches not even that.
    """
    found = _read_dates(document)
    known = found.reference or document.published
    out = []
    for name, raw, dates in zip(("title", "text"), (document.title, document.text), found.fields, strict=True):
        for one in dates:
            if raw[one.span[0] : one.span[1]].lower() in _TODAY:
                continue
            start, end, kind, refused, confidence = one.start, one.end, one.kind, one.refused, one.confidence
            if start and known and start.year - known.year > _FAR_AHEAD:
                start, end, kind, refused, confidence = None, None, None, "year-range", 0.0
            details = {
                "start": start.isoformat() if start else None, "end": end.isoformat() if end else None,
                "kind": kind, "refused": refused,
            }  # fmt: skip
            method = "refused" if refused else "publication" if confidence == FROM_PUBLICATION else "grammar"
            out.append(Found(details["start"], name, one.span, method, confidence, details))
    return out, found.reached
