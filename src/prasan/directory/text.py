"""The stored words of a name: its place in Thai order, and what a search finds it by."""

from __future__ import annotations

from prasan.kernel.digits import to_arabic
from prasan.kernel.sortkey import sort_key

SORT_LENGTH = 200


def sort_of(text: str) -> str:
    """Return the stored sort key of a name, cut to its column."""
    return sort_key(text)[:SORT_LENGTH]


def grams_of(*texts: str) -> list[str]:
    """Return the search grams of some names, each once, in order."""
    found: set[str] = set()
    for text in texts:
        folded = "".join(to_arabic(text).casefold().split())
        found.update(folded[i : i + 3] for i in range(max(len(folded) - 2, 1 if folded else 0)))
    return sorted(found)
