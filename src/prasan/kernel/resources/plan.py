"""A joint plan: which lent thing serves which open request, so that the most pressing are met.

The rule is pure: what fits what, what a plan is worth, first-come as it would go without a plan, and why a request is
not met. The search for the best plan stands in `solver`, which needs an extra package.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

PRIORITIES = (1, 2, 3)
"""Low, normal, urgent."""
WORTH = {1: 1, 2: 4, 3: 16}
"""What a met request is worth; an urgent one outweighs four normal ones. Ours, no source."""
NEAR = 1
"""Added to ten times the worth where thing and request lie in the same area: of equal plans the nearer."""
SCALE = 10

Why = Literal["kind", "skill", "seats", "until", "busy", "rivals"]
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Want:
    """A request: `seats`, how many must fit, None any; `skill`, in words, "" any; `area`, number of its province."""

    key: int
    kind: str
    begins: dt.datetime
    ends: dt.datetime
    priority: int = 2
    skill: str = ""
    seats: int | None = None
    area: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """What is lent: `busy`, spans in which somebody has it; `until`, the last moment at which it is lent."""

    key: int
    kind: str
    skills: frozenset[str] = frozenset()
    seats: int | None = None
    area: int = 0
    busy: tuple[Span, ...] = ()
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A request that no plan line serves: why, and which requests have what would have fitted."""

    want: int
    why: Why
    rivals: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    """Which thing serves which request (by keys); `worth` by the rule above, `bound` that no plan exceeds.

    `proven`, whether no better plan exists.
    """

    lines: dict[int, int] = field(default_factory=dict)
    worth: int = 0
    bound: int = 0
    proven: bool = False
    unmet: list[Unmet] = field(default_factory=list)


def touch(one: Span, other: Span) -> bool:
    """Tell whether two spans share a moment; an end on a beginning shares none."""
    return one[0] < other[1] and other[0] < one[1]


def refusal(want: Want, thing: Thing) -> Why | None:
    """Return why a thing cannot serve a request by itself, None where it can."""
    if thing.kind != want.kind:
        return "kind"
    if want.skill and not any(want.skill.casefold() in one.casefold() for one in thing.skills):
        return "skill"
    if want.seats is not None and (thing.seats is None or thing.seats < want.seats):
        return "seats"
    if thing.until is not None and want.ends > thing.until:
        return "until"
    if any(touch((want.begins, want.ends), span) for span in thing.busy):
        return "busy"
    return None


def worth_of(want: Want, thing: Thing) -> int:
    """Return what it is worth that a thing serves a request."""
    return SCALE * WORTH[want.priority] + (NEAR if thing.area == want.area else 0)


def pairs(wants: Sequence[Want], things: Sequence[Thing]) -> dict[tuple[int, int], int]:
    """Return the worth of every fitting pair, by the keys of request and thing."""
    return {
        (want.key, thing.key): worth_of(want, thing)
        for want in wants
        for thing in things
        if refusal(want, thing) is None
    }


def first_come(wants: Sequence[Want], things: Sequence[Thing]) -> Plan:
    """Return the plan as it goes without one: in the order of asking each takes the first thing that fits."""
    fitting = pairs(wants, things)
    taken: dict[int, list[Want]] = {}
    plan = Plan()
    for want in wants:
        for thing in things:
            held = taken.get(thing.key, [])
            free = not any(touch((want.begins, want.ends), (one.begins, one.ends)) for one in held)
            if (want.key, thing.key) in fitting and free:
                taken.setdefault(thing.key, []).append(want)
                plan.lines[want.key] = thing.key
                plan.worth += fitting[want.key, thing.key]
                break
    plan.unmet = explain(wants, things, plan.lines)
    return plan


ORDER: tuple[Why, ...] = ("kind", "skill", "seats", "until", "busy")
"""How near a thing came to serving a request: what is missing last is told, as it is the easiest to mend."""


def explain(wants: Iterable[Want], things: Sequence[Thing], lines: dict[int, int]) -> list[Unmet]:
    """Return why each request without a line is not met.

    Where a thing fits by itself, others have it: their requests are named. Else the nearest miss of any thing is told.
    """
    all_wants = {one.key: one for one in wants}
    found = []
    for want in all_wants.values():
        if want.key in lines:
            continue
        reasons = {thing.key: refusal(want, thing) for thing in things}
        fitting = {key for key, why in reasons.items() if why is None}
        rivals = tuple(
            key for key, thing in lines.items()
            if thing in fitting
            and touch((want.begins, want.ends), (all_wants[key].begins, all_wants[key].ends))
        )  # fmt: skip
        if fitting:
            found.append(Unmet(want.key, "rivals", rivals))
            continue
        misses = [ORDER.index(why) for why in reasons.values() if why is not None and why in ORDER]
        found.append(Unmet(want.key, ORDER[max(misses)] if misses else "kind"))
    return found


def faults(wants: Sequence[Want], things: Sequence[Thing], plan: Plan) -> list[str]:
    """Return what is wrong with a plan: a line that does not fit, a thing that two have at once, a wrong worth."""
    fitting, found = pairs(wants, things), []
    by_key = {one.key: one for one in wants}
    by_thing: dict[int, list[Want]] = {}
    for want, thing in plan.lines.items():
        if (want, thing) not in fitting:
            found.append(f"{thing} does not fit {want}")
            continue
        by_thing.setdefault(thing, []).append(by_key[want])
    for thing, some in by_thing.items():
        some.sort(key=lambda one: one.begins)
        found += [f"{thing} twice" for one, other in pairwise(some) if one.ends > other.begins]
    if plan.worth != sum(fitting.get(pair, 0) for pair in plan.lines.items()):
        found.append("worth")
    return found
