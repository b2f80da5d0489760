"""The lives of a data call and of one office's answer, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

CALL = LifeCycle(
    "draft",
    Move("send_call", {"draft"}, "sent"),
    Move("close_call", {"sent"}, "closed"),
    Move("reopen_call", {"closed"}, "sent"),
)
"""draft → sent → closed; reopened with a reason and an end."""

OPEN = frozenset({"waiting", "draft", "returned"})
"""States in which the office has the answer in hand."""

ANSWER = LifeCycle(
    "waiting",
    Move("save_call_answer", {"waiting", "draft"}, "draft"),
    Move("ask_head", OPEN, "confirming"),
    Move("send_call_answer", OPEN, "answered"),
    Move("decline_call", OPEN, "declined"),
    Move("confirm_call_answer", {"confirming"}, "answered"),
    Move("correct_call_answer", {"answered"}, "answered"),
    Move("return_call_answer", {"confirming", "answered", "declined"}, "returned"),
)
"""waiting → draft → (confirming →) answered or declined; the caller or the head returns it with a reason."""
