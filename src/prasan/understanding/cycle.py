"""The lives of a brief and of a question to its owner, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

BRIEF = LifeCycle(
    "draft",
    Move("issue", {"draft"}, "issued"),
    Move("replace", {"issued"}, "replaced"),
    Move("withdraw", {"draft", "issued"}, "withdrawn"),
)
ASKED = LifeCycle(
    "open",
    Move("reply", {"open", "answered"}, "answered"),
    Move("join", {"open"}, "joined"),
)
