"""Keys under which a second entry of the same person is looked for: two entries that may be one share at least one.

Comparing everybody with everybody is out of the question; so entries are put under keys that survive what goes wrong at
entry (blocking: Christen, Data Matching, 2012, chapter 4): a half of the number where one digit slipped, the frame of
consonants where vowels or similar letters were mistaken, either name alone with the year where the other has changed.
"""

from __future__ import annotations

from prasan.kernel.people.claim import Claim
from prasan.kernel.people.latin import frame

_SHORTEST_NUMBER = 5
_HEAD, _TAIL = 7, 6
"""The two parts of a Thai number: a slip leaves one of them whole."""


def stored_keys(claim: Claim) -> frozenset[str]:
    """Return the keys under which an entry is kept; texts, to be hashed before they are stored anywhere."""
    return frozenset(_plain(claim) | _named(claim, claim.year))


def asked_keys(claim: Claim) -> frozenset[str]:
    """Return the keys under which entries of the same person may be kept: those of the entry and of a year off."""
    years = () if claim.year is None else (claim.year - 1, claim.year + 1)
    return stored_keys(claim).union(*(_named(claim, year) for year in years))


def _plain(claim: Claim) -> set[str]:
    """Return the keys of what is told in digits."""
    found = set()
    if len(claim.number) >= _SHORTEST_NUMBER:
        found |= {f"n{claim.number}", f"h{claim.number[:_HEAD]}", f"t{claim.number[-_TAIL:]}"}
    if claim.phone:
        found.add(f"p{claim.phone}")
    return found


def _named(claim: Claim, year: int | None) -> set[str]:
    """Return the keys of the names as they sound, with a year of birth where one is told."""
    given, family = frame(claim.given), frame(claim.family)
    if not given:
        return set()
    found = {f"f{given} {family}", f"b{given[:2]} {family}"} if family else {f"o{given} {year}"}
    if year is not None:
        found.add(f"g{given} {year} {claim.area[:2]}")
        if family:
            found |= {f"y{family} {year}", f"m{given} {family[:2]} {year}"}
    return found
