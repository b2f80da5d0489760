"""Keys of a person as the registry holds them: 63 bits of a keyed hash each, nobody reads a name out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from prasan.kernel.people import Claim, asked_keys, claim_of, stored_keys
from prasan.platform.vault import ring

_DIGITS = 16
_MASK = (1 << 63) - 1


def claims(told: Mapping[str, Any], area: str) -> tuple[Claim, ...]:
    """Return what an entry claims: once by its Thai name, and once by its name in Latin letters where it has one.

    Parameters: `told`, values by the names of Worker's fields; `area`, the official code of the place of home or work.
    """
    entry = {name: told.get(name) or "" for name in ("given_name", "family_name", "title", "id_number", "phone")}
    thai = claim_of(entry | {"birth_year": told.get("birth_year"), "area": area})
    if not thai.sex and told.get("sex"):
        thai = replace(thai, sex=told["sex"])
    given, _space, family = (told.get("name_latin") or "").strip().partition(" ")
    return (thai, replace(thai, given=given, family=family.strip())) if given else (thai,)


def stored(told: tuple[Claim, ...]) -> list[int]:
    """Return the keys to keep an entry under, by the first of the site's keys."""
    return sorted({_short(ring.lookups(key)[0]) for one in told for key in stored_keys(one)})


def asked(told: tuple[Claim, ...]) -> list[int]:
    """Return the keys to look for an entry under: by each of the site's keys, until `vault rotate` has run."""
    return sorted({_short(hashed) for one in told for key in asked_keys(one) for hashed in ring.lookups(key)})


def digest(told: Iterable[Claim]) -> str:
    """Return a keyed hash of what was looked for, by which a look belongs to the entry that follows it."""
    return ring.lookups(repr(tuple(told)))[0]


def _short(hashed: str) -> int:
    return int(hashed[:_DIGITS], 16) & _MASK
