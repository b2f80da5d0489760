"""The lives of breaches and lists as this room stores them; the rules themselves are kernel.privacy."""

from __future__ import annotations

from prasan.kernel.privacy import BREACH, DESTRUCTION

__all__ = ["BREACH", "DESTRUCTION", "OPEN"]

OPEN = frozenset({"reported", "assessed"})
"""States of a breach whose duties are still looked after."""
