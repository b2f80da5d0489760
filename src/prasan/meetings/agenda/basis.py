"""What an agenda was made from, kept as canonical JSON with its SHA-256, so that it can be made again to the byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from prasan.meetings.agenda.facts import Evidence, Fact, Figures
from prasan.meetings.agenda.rank import propose
from prasan.meetings.agenda.result import Agenda
from prasan.meetings.agenda.rules import Item, Rules

VERSION = 1
"""Grows when the same facts may give another agenda: rules of an older version are refused, not guessed."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Facts as of a moment (ISO, with its zone) for a reporting month, and the chair's rules."""

    as_of: str
    period: int
    rules: Rules
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """An agenda made again beside the kept one; `differs`, the keys of lines that differ, empty where none does."""

    same: bool
    basis: str
    kept: str
    made: str
    differs: tuple[str, ...] = ()


def canonical(value: Any) -> bytes:
    """Return plain values as JSON of one form: keys sorted, no spaces, UTF-8, a line break at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def digest(raw: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def pack(facts: Iterable[Fact], rules: Rules, *, as_of: str, period: int) -> bytes:
    """Return the basis of an agenda as canonical JSON; facts by their keys, in whatever order they came."""
    some = [_sparse(fact) for fact in sorted(facts, key=lambda fact: fact.key)]
    told = {"version": VERSION, "as_of": as_of, "period": period, "rules": asdict(rules), "facts": some}
    return canonical(told)


_USUAL = {one.name: one.default for one in fields(Fact)}
_FIGURES = tuple(one.name for one in fields(Figures))


def _sparse(fact: Fact) -> dict[str, Any]:
    """Return a fact's values without those that are as they usually are."""
    row = {name: getattr(fact, name) for name in _USUAL}
    row = {name: value for name, value in row.items() if value != _USUAL[name]}
    row["evidence"] = [[one.kind, one.id] for one in fact.evidence]
    if fact.figures is not None:
        row["figures"] = {name: getattr(fact.figures, name) for name in _FIGURES}
    return row


def unpack(raw: bytes) -> Basis:
    """Return what `pack` kept. Raises ValueError for anything else and for another version."""
    try:
        told = json.loads(raw)
        if told["version"] != VERSION:
            raise ValueError(f"version {told['version']} of a basis, {VERSION} is known")
        return Basis(str(told["as_of"]), int(told["period"]), _rules(told["rules"]), tuple(map(_fact, told["facts"])))
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as broken:
        raise ValueError(f"no basis of an agenda: {broken}") from None


def _rules(told: dict[str, Any]) -> Rules:
    plain = {**told, "items": tuple(Item(**{**one, "takes": tuple(one["takes"])}) for one in told["items"])}
    for name in ("points", "own_minutes"):
        plain[name] = tuple((key, value) for key, value in told[name])
    return Rules(**{**plain, "first": tuple(told["first"]), "written": tuple(told["written"])})


def _fact(told: dict[str, Any]) -> Fact:
    plain = {**told, "evidence": tuple(Evidence(*one) for one in told["evidence"])}
    if told.get("figures"):
        plain["figures"] = Figures(**told["figures"])
    return Fact(**{**plain, "parts": tuple((key, value) for key, value in told.get("parts", ()))})


def again(raw: bytes) -> bytes:
    """Return the agenda of a kept basis as canonical JSON: the same bytes every time."""
    return made(propose((basis := unpack(raw)).facts, basis.rules))


def made(agenda: Agenda) -> bytes:
    """Return an agenda as canonical JSON."""
    return canonical(agenda.as_row())


def compare(raw: bytes, kept: bytes) -> Compared:
    """Make the agenda of a basis again and compare it with the one that was kept. Raises ValueError for no basis."""
    new = again(raw)
    if new == kept:
        return Compared(True, digest(raw), digest(kept), digest(new))
    return Compared(False, digest(raw), digest(kept), digest(new), _differing(kept, new))


def _differing(kept: bytes, new: bytes) -> tuple[str, ...]:
    """Return the keys of the lines that stand differently, sorted; only "agenda" where the kept one is none."""
    try:
        old_lines, new_lines = _by_key(json.loads(kept)), _by_key(json.loads(new))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ("agenda",)
    keys = old_lines.keys() | new_lines.keys()
    found = sorted(key for key in keys if old_lines.get(key) != new_lines.get(key))
    return tuple(found) or ("agenda",)


def _by_key(agenda: dict[str, Any]) -> dict[str, Any]:
    lines = [line for item in agenda["items"] for line in item["lines"]] + agenda["written"]
    return {line["key"]: line for line in lines}
