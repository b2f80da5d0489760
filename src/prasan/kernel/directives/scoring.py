"""A reading held against labels: field by field over labelled directives, for the bench and the tests.

What counts as right stands in docs/algorithms/directive-reading.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

SETS = ("co", "outside", "provinces", "countries")
VALUES = ("lead", "nationwide", "due", "due_kind", "every", "report_back")
FIELDS = ("lead", "co", "outside", "provinces", "nationwide", "countries", "due", "due_kind", "every", "report_back")
"""The fields that are compared by value, in the order of the row."""
TEXT_OVERLAP = 0.8
"""A clause is right where it and the labelled one share this part of both together."""

Row = Mapping[str, Any]


def overlap(text: str, one: str, other: str) -> float:
    """Return how much two substrings of a text share: characters in both / characters in either."""
    first, second = text.find(one), text.find(other)
    if first < 0 or second < 0:
        return 0.0
    shared = min(first + len(one), second + len(other)) - max(first, second)
    whole = max(first + len(one), second + len(other)) - min(first, second)
    return max(0, shared) / whole if whole else 1.0


def wrong_fields(text: str, label: Row, found: Row | None) -> list[str]:
    """Return the fields of a labelled directive that a reading has otherwise; all where it found none."""
    if found is None:
        return ["text", *FIELDS]
    out = [] if overlap(text, label["text"], found["text"]) >= TEXT_OVERLAP else ["text"]
    for name in FIELDS:
        same = set(label[name]) == set(found[name]) if name in SETS else label[name] == found[name]
        if not same:
            out.append(name)
    return out


def score(pairs: Iterable[tuple[str, Sequence[Row], Sequence[Row]]]) -> dict[str, tuple[int, int]]:
    """Return field → (right, asked) over (text, labels, found); `count` is the number of directives of a sentence.

    Directives are compared in their order; `sentence` is right where nothing of a sentence is wrong.
    """
    names = ("sentence", "count", "text", *FIELDS)
    right, asked = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for text, labels, found in pairs:
        same = len(labels) == len(found)
        wrong = [wrong_fields(text, one, found[i] if i < len(found) else None) for i, one in enumerate(labels)]
        for name, hit in (("count", same), ("sentence", same and not any(wrong))):
            asked[name] += 1
            right[name] += hit
        for fields in wrong:
            for name in ("text", *FIELDS):
                asked[name] += 1
                right[name] += name not in fields
    return {name: (right[name], asked[name]) for name in names}
