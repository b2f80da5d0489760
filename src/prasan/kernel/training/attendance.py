"""How much of a course somebody attended, and what that means for the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

D = TypeVar("D")


def rate(hours: Mapping[D, int], there: Iterable[D]) -> float | None:
    """Return the share of the planned time attended, in per cent; None where nothing was planned.

    Parameters: `hours`, minutes planned by day; `there`, days at which the person was there. A day counts whole:
    who was there for a part of it is noted so by the trainer, who decides.
    """
    planned = sum(hours.values())
    if not planned:
        return None
    return 100 * sum(hours[day] for day in set(there) if day in hours) / planned


def enough(attended: float | None, least: int) -> bool:
    """Tell whether the attendance suffices. Parameters: `attended` and `least`, in per cent."""
    return attended is not None and attended + 1e-9 >= least
