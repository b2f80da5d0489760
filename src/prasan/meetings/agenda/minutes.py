"""Minutes shared out: whole ones, by weight, each line between the least and the most it may have."""

from __future__ import annotations

from collections.abc import Sequence


def fixed(wanted: Sequence[int], length: int) -> list[int]:
    """Return the minutes of the fixed items: what is wanted while it lasts, the first item first."""
    left, found = length, []
    for one in wanted:
        found.append(min(one, left))
        left -= found[-1]
    return found


def taken(least: Sequence[int], left: int) -> list[bool]:
    """Tell of each line in turn whether it still fits; one that asks for more than is left is passed over."""
    found = []
    for one in least:
        found.append(one <= left)
        left -= one if found[-1] else 0
    return found


def shared(least: Sequence[int], most: Sequence[int], weights: Sequence[int], total: int) -> list[int]:
    """Share `total` minutes among lines, in order of rank: each its least, the rest by weight, none above its most.

    Parameters: `least` sums to at most `total`; `most` is at least `least` line by line. What nobody may have stays.
    Each round gives every open line its whole minutes of the rest by weight; where that is none, one each by rank.
    """
    found = list(least)
    rest = total - sum(found)
    while rest > 0:
        open_lines = [n for n, one in enumerate(found) if one < most[n]]
        if not open_lines:
            break
        whole = sum(weights[n] for n in open_lines)
        parts = [min(rest * weights[n] // whole if whole else 0, most[n] - found[n]) for n in open_lines]
        if not any(parts):
            parts = [1 if place < rest else 0 for place in range(len(open_lines))]
        for n, part in zip(open_lines, parts, strict=True):
            found[n] += part
        rest -= sum(parts)
    return found
