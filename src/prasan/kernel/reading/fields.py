"""What a reading is made of: found things with their value, place in the raw text, method and confidence."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as received: raw title and text, and the day it appeared (None where nobody says)."""

    title: str
    text: str
    published: date | None = None
    id: object = None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `span` is [start, end) in code points of the raw `field` ("title" or "text").

    `more` holds the further places where the same thing is named; `details` what a kind adds (an office,
    the parts of a sum, the ends of a date).
    """

    value: object
    field: str
    span: Span
    method: str
    confidence: float
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    more: tuple[tuple[str, Span], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the item as plain data."""
        row: dict[str, Any] = {
            "value": self.value, "field": self.field, "span": list(self.span), "method": self.method,
            "confidence": self.confidence, **self.details,
        }  # fmt: skip
        if self.more:
            row["more"] = [{"field": name, "span": list(span)} for name, span in self.more]
        return row


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one document, with the version of the reader.

    `truncated` says of a field that is too long, or a flood of one sort of word, how many characters were read.
    """

    version: str
    dates: tuple[Found, ...] = ()
    provinces: tuple[Found, ...] = ()
    districts: tuple[Found, ...] = ()
    countries: tuple[Found, ...] = ()
    agencies: tuple[Found, ...] = ()
    counts: tuple[Found, ...] = ()
    persons: tuple[Found, ...] = ()
    private: tuple[Found, ...] = ()
    laws: tuple[Found, ...] = ()
    truncated: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the fields as plain data, each a list of items; `truncated` only where something was passed over."""
        row: dict[str, Any] = {name: [one.as_json() for one in getattr(self, name)] for name in FIELDS}
        return row | {"truncated": dict(self.truncated)} if self.truncated else row


FIELDS = ("dates", "provinces", "districts", "countries", "agencies", "counts", "persons", "private", "laws")
"""The fields of a reading, in the order in which they are shown."""


def grouped(items: Iterable[Found]) -> tuple[Found, ...]:
    """Join what has the same value into one item: the surest mention leads, the others stand in `more`."""
    groups: dict[object, list[Found]] = {}
    for one in items:
        groups.setdefault(one.value, []).append(one)
    out = []
    for same in groups.values():
        best = max(same, key=lambda f: f.confidence)
        more = tuple((f.field, f.span) for f in same if f is not best)
        out.append(Found(best.value, best.field, best.span, best.method, best.confidence, best.details, more))
    return tuple(out)
