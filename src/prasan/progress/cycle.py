"""The life of a monthly report, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

REPORT = LifeCycle(
    "draft",
    Move("submit", {"draft", "returned"}, "submitted"),
    Move("return", {"submitted"}, "returned"),
    Move("approve", {"submitted"}, "approved"),
    Move("reopen", {"approved"}, "returned"),
)
"""draft → submitted → approved; the approver may return it with a reason, and reopen what was approved."""
