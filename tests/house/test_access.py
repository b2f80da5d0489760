"""Every address has an access decision; the snapshot shows each change of one in a review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import rules

SNAPSHOT = Path(__file__).with_name("access.txt")


def addresses(patterns: list[Any], before: str = "") -> list[tuple[str, Any]]:
    found = []
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += addresses(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            found.append((here, one.callback))
    return found


def decision(address: str, view: Any) -> str:
    """Say who opens a view: everybody, itself, some roles, or anybody in a seat."""
    if address.startswith("accounts/") and not view.__module__.startswith("prasan."):
        return "sign-in library"
    if getattr(view, "open_to_all", False):
        return "open to all"
    module = view.__module__
    if getattr(view, "answers_itself", False):
        return "answers itself"
    roles = getattr(view, "for_roles", None)
    if roles:
        return "roles: " + " ".join(sorted(str(role) for role in roles))
    if module.startswith("ninja."):
        return "api: signed-in seat"
    return "seat" if module.startswith("prasan.") else ""


def decisions() -> dict[str, str]:
    return {address: decision(address, view) for address, view in addresses(get_resolver().url_patterns)}


def test_every_address_has_a_decision():
    found = decisions()
    assert len(found) > 50
    assert rules.without_access(found) == []


def test_decisions_are_those_of_the_snapshot():
    lines = [f"{address or '/'}: {who}" for address, who in sorted(decisions().items())]
    assert lines == SNAPSHOT.read_text().splitlines(), "write the new snapshot with: python -m tests.house.snapshots"


def test_an_address_without_a_decision_is_found():
    assert rules.without_access({"x/": ""})
