"""Facts put together to lines: by province or policy, by directive of the last meeting, by piece of guidance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from prasan.meetings.agenda.facts import DIRECTIVES, Evidence, Fact
from prasan.meetings.agenda.result import About, Line
from prasan.meetings.agenda.rules import Item, Rules
from prasan.meetings.agenda.weights import weigh

Weighed = tuple[int, Fact]
NOWHERE = 0
"""The item's number of facts that the chair's agenda has no item for."""


def by_weight(one: Weighed) -> tuple[int, int, str, str, str]:
    """Return a key that sorts facts worst first; ties by ministry order, then place, office and the fact's own key."""
    weight, fact = one
    return -weight, fact.order, fact.area_code, fact.office, fact.key


def lines_of(facts: Iterable[Fact], rules: Rules) -> list[Line]:
    """Return the lines of all facts, in no order; each fact beneath exactly one. Raises ValueError for a key twice."""
    grouped: dict[tuple[int, str], tuple[About, list[Weighed]]] = {}
    seen: set[str] = set()
    for fact in facts:
        if fact.key in seen:
            raise ValueError(f"two facts with one key: {fact.key}")
        seen.add(fact.key)
        item = rules.item_of(fact.kind)
        key, about = _followed(fact, rules) if item and item.shape == "followed" else _grouped(fact, rules)
        number = item.number if item else NOWHERE
        grouped.setdefault((number, key), (about, []))[1].append((weigh(fact, rules), fact))
    return [_line(number, key, about, some) for (number, key), (about, some) in grouped.items()]


def _line(item: int, key: str, about: About, some: list[Weighed]) -> Line:
    some.sort(key=by_weight)
    line = Line(key, item, about, sum(weight for weight, _fact in some), facts=tuple(fact for _weight, fact in some))
    # the names of a group are those of its first fact in order: any order of coming in gives the same
    return replace(line, about=_about(about.kind, line.facts[0]))


def _about(kind: str, fact: Fact) -> About:
    """Return what a line of a kind is about, by one of its facts."""
    if kind == "closed":
        return About("closed", "", "ข้อสั่งการที่ปิดเรื่องแล้ว", "Directives closed")
    if kind == "area":
        return About("area", fact.area_code, fact.area_th, fact.area_en)
    return About(kind, str(fact.policy if kind == "policy" else fact.ref), fact.label_th, fact.label_en)


def _grouped(fact: Fact, rules: Rules) -> tuple[str, About]:
    """Return the line of a fact under consideration: its policy's where asked and there is one, else its place's."""
    kind = "policy" if rules.group == "policy" and fact.policy is not None and fact.kind not in DIRECTIVES else "area"
    about = _about(kind, fact)
    return f"{kind}:{about.code}", about


def _followed(fact: Fact, rules: Rules) -> tuple[str, About]:
    """Return the line of a matter arising."""
    if fact.kind == "closed_directive":
        return "closed", _about("closed", fact)
    if fact.kind == "guidance_unanswered":
        return f"guidance:{fact.ref}", _about("guidance", fact)
    if rules.last is not None and fact.origin == rules.last:
        return f"directive:{fact.ref}", _about("directive", fact)
    return f"arising:{fact.area_code}", _about("area", fact)


def fixed_line(item: Item, rules: Rules, minutes: int) -> Line:
    """Return the one line of a fixed item; the item that certifies minutes names the meeting before."""
    about = About("item", item.key, item.name_th, item.name_en)
    told: tuple[Evidence, ...] = ()
    if item.key == "minutes" and rules.last is not None:
        about = About("meeting", str(rules.last), rules.last_th, rules.last_en)
        told = (Evidence("meeting", str(rules.last)),)
    return Line(item.key, item.number, about, minutes=minutes, told=told)


def is_of_last(line: Line, rules: Rules) -> bool:
    """Tell whether a line is about a directive of the meeting before, or about those that it closed."""
    return rules.last is not None and line.about.kind in {"directive", "closed"}


def is_hosts(line: Line, rules: Rules) -> bool:
    """Tell whether a line is the host province's."""
    return bool(rules.host) and line.about.kind == "area" and line.about.code == rules.host


def take_order(line: Line, rules: Rules) -> tuple[object, ...]:
    """Return a key that sorts lines by who speaks first.

    The chair's own choice, the meeting before, the host province, then worst first; ties by ministry order and place.
    """
    chosen = rules.first.index(line.key) if line.key in rules.first else len(rules.first)
    head = line.facts[0]
    return (
        chosen, not is_of_last(line, rules), line.about.kind == "closed", not is_hosts(line, rules), -line.weight,
        head.order, head.area_code, line.item, line.key,
    )  # fmt: skip
