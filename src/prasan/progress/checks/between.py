"""Checks between the figures of one report: sums, limits, usual shares, equal fields, and the slipped digit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from prasan.progress.checks.flags import Flag
from prasan.progress.checks.relations import ROUNDING, Limit, Relations, Whole

Values = Mapping[str, int]
EQUAL_FROM = 1000
"""Two figures below this are often equal by chance."""
SHORT_PER_CENT = 10
"""A gap left for a part that was not given, above which it is asked for."""


def compare(values: Values, known: Relations) -> list[Flag]:
    """Return what the figures of one report say against each other."""
    flags: list[Flag] = []
    for whole in known.wholes:
        flags += _whole(values, whole, known)
    for limit in known.limits:
        flags += _limit(values, limit, known)
    flags += _shares(values, known)
    flags += _equal(values, known)
    # one slip may spoil two sums, and is told once
    return list({(flag.code, flag.fields, str(flag.words)): flag for flag in flags}.values())


def one_slip(typed: int, meant: int) -> bool:
    """Tell whether two numbers are one slip apart: a digit wrong, missing, too many, or two neighbours swapped."""
    if typed == meant or typed < 0 or meant <= 0:
        return False
    a, b = str(typed), str(meant)
    if len(a) == len(b):
        places = [i for i in range(len(a)) if a[i] != b[i]]
        if len(places) == 1:
            return True
        return (
            len(places) == 2
            and places[1] == places[0] + 1
            and a[places[0]] == b[places[1]]
            and (a[places[1]] == b[places[0]])
        )
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _number(value: int) -> str:
    return f"{value:,}"


def _names(fields: tuple[str, ...], known: Relations) -> str:
    return " + ".join(str(known.labels[one]) for one in fields)


def _whole(values: Values, whole: Whole, known: Relations) -> Iterator[Flag]:
    if whole.name not in values:
        return
    given = tuple(part for part in whole.parts if part in values)
    if not given:
        return
    total, added = values[whole.name], sum(values[part] for part in given)
    gap = added - total
    complete = len(given) == len(whole.parts)
    if complete and abs(gap) <= whole.rounding:
        return
    words = {
        "parts": _names(given, known), "sum": _number(added), "whole": known.labels[whole.name],
        "value": _number(total), "gap": _number(abs(gap)),
    }  # fmt: skip
    fields = (*given, whole.name)
    if complete:
        yield Flag("parts-sum", fields, words)
    elif gap > whole.rounding and len(given) == 1:
        small = {"part": words["parts"], "small": words["sum"], "whole": words["whole"], "large": words["value"]}
        yield Flag("part-exceeds", fields, small)
    elif gap > whole.rounding:
        yield Flag("parts-exceed", fields, words)
    if abs(gap) <= whole.rounding or not (complete or _only_optional_missing(whole, given)):
        return
    # a part that is not given is no zero: only a very wide gap, or one that a single slip explains, is a question
    slips = list(_slips(values, whole, given, gap, known))
    yield from slips
    if not complete and gap < 0 and not slips and -gap * 100 > SHORT_PER_CENT * total:
        yield Flag("parts-short", fields, words)


def _only_optional_missing(whole: Whole, given: tuple[str, ...]) -> bool:
    return set(whole.parts) - set(given) <= whole.optional


def _slips(values: Values, whole: Whole, given: tuple[str, ...], gap: int, known: Relations) -> Iterator[Flag]:
    """Yield each figure of a sum that one slip of a digit would bring right."""
    for name in (*given, whole.name):
        meant = values[name] + (gap if name == whole.name else -gap)
        if one_slip(values[name], meant) and _fits_elsewhere(values, name, meant, whole, known):
            words = {"field": known.labels[name], "value": _number(values[name]), "fixed": _number(meant)}
            yield Flag("digit-slip", (name,), words)


def _fits_elsewhere(values: Values, name: str, meant: int, here: Whole, known: Relations) -> bool:
    """Tell whether the corrected figure breaks no other complete sum that holds with the typed one."""
    changed = {**values, name: meant}
    for other in known.wholes:
        members = (*other.parts, other.name)
        if other is here or name not in members or any(one not in values for one in members):
            continue
        if abs(sum(changed[part] for part in other.parts) - changed[other.name]) > other.rounding:
            return False
    return True


def _limit(values: Values, limit: Limit, known: Relations) -> Iterator[Flag]:
    if limit.part not in values or limit.whole not in values:
        return
    small, large = values[limit.part], values[limit.whole]
    if small <= large + ROUNDING:
        return
    if limit.settled_by:
        name, parts = limit.settled_by
        if all(one in values for one in (name, *parts)) and (
            abs(sum(values[one] for one in parts) - values[name]) <= ROUNDING
        ):
            return
    words = {
        "part": known.labels[limit.part], "small": _number(small),
        "whole": known.labels[limit.whole], "large": _number(large),
    }  # fmt: skip
    yield Flag("population-source" if limit.other_source else "part-exceeds", (limit.part, limit.whole), words)


def _shares(values: Values, known: Relations) -> Iterator[Flag]:
    for share in known.shares:
        part, whole = values.get(share.part), values.get(share.whole, 0)
        if part is None or whole <= 0 or part > whole:
            continue
        tenths = part * 1000 // whole
        if not share.low * 10 <= tenths <= share.high * 10:
            words = {"share": share.label, "value": f"{tenths / 10:.1f}", "low": share.low, "high": share.high}
            yield Flag("out-of-range", (share.part, share.whole), words)


def _equal(values: Values, known: Relations) -> Iterator[Flag]:
    """Yield pairs of fields with the very same number, unless the one is rightly the whole of the other."""
    for first, second in combinations(values, 2):
        if values[first] != values[second] or values[first] < EQUAL_FROM:
            continue
        if _rightly_equal(values, first, second, known) or _rightly_equal(values, second, first, known):
            continue
        words = {"field": known.labels[first], "other": known.labels[second], "value": _number(values[first])}
        yield Flag("same-as-field", (first, second), words)


def _rightly_equal(values: Values, whole: str, part: str, known: Relations) -> bool:
    """Tell whether a whole equals its part because the other parts are zero, or were not asked."""
    if not known.contains(whole, part):
        return False
    for one in known.wholes:
        if one.name == whole and part in one.parts:
            rest = [values.get(other) for other in one.parts if other != part]
            return all(not other for other in rest)
    return False
