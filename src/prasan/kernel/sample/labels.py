"""The labels of the frozen sample as facts: ids, codes, dates and spans. The texts are not kept with them.

A span is [start, end) in code points of the raw field ("title" or "text"). What was labelled and how far stands
in docs/algorithms/listening-quality.md.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FULL = 8
"""So many entries of districts, agencies, counts, persons, laws and private marks were labelled at most."""


class NotTheSample(ValueError):
    """A text that is not the one that was labelled, or a row that is no label."""


@dataclass(frozen=True, slots=True)
class Text:
    """A release as it came: the raw title and text that spans count in, and the day it was published, if known."""

    id: str
    title: str
    text: str
    published: str | None = None

    def field(self, name: str) -> str:
        """Return the raw field of a name, "title" or "text"."""
        return self.title if name == "title" else self.text


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands at a place: `span` in `field`; `value` is a code or a kind, "" where there is none."""

    field: str
    span: tuple[int, int]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people that stands at a place."""

    field: str
    span: tuple[int, int]
    value: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date that stands at a place: inclusive ends and a kind; a date that cannot be known has neither."""

    field: str
    span: tuple[int, int]
    start: dt.date | None = None
    end: dt.date | None = None
    kind: str = ""

    @property
    def known(self) -> bool:
        """Whether the date could be known from the text."""
        return self.start is not None

    @property
    def years(self) -> frozenset[int]:
        """Return the calendar years that the date reaches into."""
        return frozenset(range(self.start.year, self.end.year + 1)) if self.start and self.end else frozenset()


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a reader said of one release; `digest` is of the title and text that were read."""

    id: str
    digest: str
    published: str | None
    labour: bool
    types: frozenset[str]
    provinces: frozenset[str]
    districts: frozenset[str]
    countries: frozenset[str]
    agencies: frozenset[str]
    dates: tuple[Date, ...]
    counts: tuple[Count, ...]
    province_words: tuple[Mark, ...]
    persons: tuple[Mark, ...]
    laws: tuple[Mark, ...]
    private: tuple[Mark, ...]


def told(row: Mapping[str, Any]) -> Labelled:
    """Return the label of one JSON row. Raises NotTheSample for a row that lacks a field."""
    try:
        return Labelled(
            str(row["id"]),
            str(row["sha256"]),
            row["published"],
            bool(row["labour"]),
            types=frozenset(row["types"]),
            provinces=frozenset(row["provinces"]),
            districts=frozenset(row["districts"]),
            countries=frozenset(row["countries"]),
            agencies=frozenset(row["agencies"]),
            dates=tuple(_date(one) for one in row["dates"]),
            counts=tuple(Count(one["field"], _span(one), int(one["value"])) for one in row["counts"]),
            province_words=tuple(_marks(row["province_words"], "code")),
            persons=tuple(_marks(row["persons"], "")),
            laws=tuple(_marks(row["laws"], "")),
            private=tuple(_marks(row["private"], "kind")),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise NotTheSample(f"ไม่ใช่แถวของตัวอย่าง · not a row of the sample: {fault!r}") from fault


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    start, end = row["span"]
    return int(start), int(end)


def _marks(rows: Iterable[Mapping[str, Any]], value: str) -> Iterator[Mark]:
    for row in rows:
        yield Mark(row["field"], _span(row), str(row[value]) if value else "")


def _date(row: Mapping[str, Any]) -> Date:
    if row.get("refused"):
        return Date(row["field"], _span(row))
    start, end = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])
    return Date(row["field"], _span(row), start, end, row["kind"])


def read(path: Path) -> list[Labelled]:
    """Return the labels of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [told(json.loads(line)) for line in file if line.strip()]


def digest(title: str, text: str) -> str:
    """Return the digest that ties a label to the title and text that were read."""
    return hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()[:16]


def demo_texts(path: Path) -> Iterator[Text]:
    """Return the releases of the demonstration file, id "demo-" and the release's number."""
    with path.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield Text(f"demo-{row['id']}", row["title"], row["body"], row["date"])


def weak_texts(path: Path) -> Iterator[Text]:
    """Return the releases of the file with rule labels, id "weak-" and the first 12 letters of its blob."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield Text(f"weak-{row['blob'][:12]}", row["title"], row["text"])


def texts_in(folder: Path) -> dict[str, Text]:
    """Return the releases of a folder that holds one or both of the two files, by id."""
    found: dict[str, Text] = {}
    for name, reader in (("labour_news_demo.jsonl", demo_texts), ("thaigov_weak_train.jsonl.gz", weak_texts)):
        if (folder / name).is_file():
            found |= {one.id: one for one in reader(folder / name)}
    return found


def join(labels: Iterable[Labelled], texts: Mapping[str, Text]) -> list[tuple[Labelled, Text]]:
    """Return every label with its text. Raises NotTheSample for a text that is missing or was changed.

    The day of publication is the one that the labeller saw.
    """
    pairs = []
    for one in labels:
        text = texts.get(one.id)
        if text is None or digest(text.title, text.text) != one.digest:
            raise NotTheSample(f"ไม่มีข่าวนี้ หรือไม่ใช่ฉบับที่อ่าน · missing, or not the text that was read: {one.id}")
        pairs.append((one, Text(text.id, text.title, text.text, one.published)))
    return pairs
