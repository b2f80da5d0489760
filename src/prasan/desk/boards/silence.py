"""How long a place has been silent: silence is not the same as normal, and a day that is not due yet is neither.

Pure; the rule stands in docs/algorithms/boards.md.
"""

from __future__ import annotations

from collections.abc import Sequence

WORDS = ("normal", "something", "silent", "waiting")
"""What a place said on a day: nothing happened, something did, nothing was said, its hour has not come."""


def silent_for(newest_first: Sequence[str]) -> int:
    """Return for how many days in a row, back from the last one that is due, a place has said nothing.

    Parameters: `newest_first`, one of WORDS for each day. Raises ValueError for another word.
    """
    count = 0
    for word in newest_first:
        if word not in WORDS:
            raise ValueError(word)
        if word == "waiting":
            continue
        if word != "silent":
            break
        count += 1
    return count


def counted(words: Sequence[str]) -> dict[str, int]:
    """Return how many days carried each word."""
    return {word: sum(one == word for one in words) for word in WORDS}
