"""Live topics: what each kind is called, who may listen to it, and whose presence an open socket proves.

A room registers its kinds with a rule; a topic of an unknown kind is refused. A topic may carry bodies
(`Command.publish(..., body=...)`): its rule decides who reads them, when the ticket is signed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, str], bool]
Bearer = Callable[[Any, str], "str | None"]
_rules: dict[str, Rule] = {}
_bearers: dict[str, Bearer] = {}


def topic_kind(kind: str, rule: Rule) -> None:
    """Register a kind of topic.

    Parameters: `kind`, the part before the colon; `rule`, (actor, rest) → may listen.
    """
    _rules[kind] = rule


def may_listen(actor: Any, topic: str) -> bool:
    """Tell whether an actor may be told that a topic changed."""
    kind, _, rest = topic.partition(":")
    rule = _rules.get(kind)
    return rule is not None and rule(actor, rest)


def presence_kind(kind: str, bearer: Bearer) -> None:
    """Register a kind of topic at which people are present.

    Parameters: `kind`, the part before the colon; `bearer`, (actor, rest) → the key that the actor bears there
    (`meeting:5/12`), or None for one who does not count.
    """
    _bearers[kind] = bearer


def presence_of(actor: Any, topic: str) -> str | None:
    """Return the key of presence that an actor bears at a topic, None when they bear none."""
    kind, _, rest = topic.partition(":")
    bearer = _bearers.get(kind)
    return bearer(actor, rest) if bearer is not None else None
