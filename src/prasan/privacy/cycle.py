"""The life of a breach as this room stores it; the rule itself is kernel.privacy."""

from __future__ import annotations

from prasan.kernel.privacy import BREACH

__all__ = ["BREACH", "OPEN"]

OPEN = frozenset({"reported", "assessed"})
"""States of a breach whose duties are still looked after."""
