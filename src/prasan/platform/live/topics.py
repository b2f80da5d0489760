"""Live topics: what each kind is called, and who may listen to it.

A room registers its kinds with a rule; a topic of an unknown kind is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Rule = Callable[[Any, str], bool]
_rules: dict[str, Rule] = {}


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
