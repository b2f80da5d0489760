"""The lives of a monthly report and of a correction, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

REPORT = LifeCycle(
    "draft",
    Move("submit", {"draft", "returned"}, "submitted"),
    Move("return", {"submitted", "approved"}, "returned"),
    Move("approve", {"submitted"}, "approved"),
    Move("accept_department", {"approved"}, "approved"),
    Move("accept_province", {"submitted", "approved"}, "approved"),
)
"""draft → submitted → approved by the office's head; then department and province accept, each by itself.

The province's acceptance counts as approval where no other head could approve (docs/decisions/0003). What is
approved changes by a correction alone; before its own acceptance each line may send it back with a reason.
"""

CORRECTION = LifeCycle(
    "submitted",
    Move("return", {"submitted", "approved"}, "returned"),
    Move("withdraw", {"submitted", "approved"}, "withdrawn"),
    Move("drop", {"submitted", "approved"}, "dropped"),
    Move("approve", {"submitted"}, "approved"),
    Move("accept_department", {"approved"}, "approved"),
    Move("accept_province", {"submitted", "approved"}, "approved"),
    Move("replace", {"approved"}, "accepted"),
)
"""A correction passes the way its report went; when it has come as far, its values replace the report's."""
