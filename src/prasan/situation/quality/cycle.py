"""The life of a model's version, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

VERSION = LifeCycle(
    "training",
    Move("fail", {"training"}, "failed"),
    Move("finish", {"training"}, "challenger"),
    Move("promote", {"challenger", "retired"}, "champion"),
    Move("retire", {"champion", "challenger"}, "retired"),
)
"""training → challenger → champion → retired; a retired one can serve again."""
