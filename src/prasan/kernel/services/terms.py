"""What a service promises, and what an office's own terms differ in from the national template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from prasan.kernel.referral import Promise
from prasan.kernel.referral.clock import DAY
from prasan.kernel.referral.cycle import CLOCKS

CLOCK_NAMES = tuple(dict.fromkeys(CLOCKS.values()))
"""The clocks of a referral for which a service may promise a time of its own."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that an office sets otherwise: `name`, of the term; `national` and `own`, the two values."""

    name: str
    national: Any
    own: Any


def differing(national: Mapping[str, Any], own: Mapping[str, Any], names: Iterable[str]) -> tuple[Difference, ...]:
    """Return the drift: the terms of an office that are told and are not the template's, in the order of `names`.

    An own value that is not told (None, or empty words) is the template's; the order of a list is no difference.
    """
    found = []
    for name in names:
        value, whole = own.get(name), national.get(name)
        if value is None or value == "" or _same(value, whole):
            continue
        found.append(Difference(name, whole, value))
    return tuple(found)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return bool(one == other)


def promise_of(days: int | None, hours: Mapping[str, int]) -> Promise:
    """Return a service's promise to a referral: the house's times, with its own where it has them.

    Parameters: `days`, promised working days for the service itself (None: not told); `hours`, working hours by name of
    clock, which win over `days`. Raises KeyError for a clock that no referral has.
    """
    times = dict(Promise().times)
    if days is not None:
        times["service"] = max(days, 1) * DAY
    for name, amount in hours.items():
        if name not in times:
            raise KeyError(name)
        times[name] = timedelta(hours=amount)
    return Promise(times)
