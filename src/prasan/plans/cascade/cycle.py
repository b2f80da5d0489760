"""The lives of an offer and of an answer, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

OFFER = LifeCycle(
    "draft",
    Move("send_offer", {"draft", "recalled"}, "offered"),
    Move("recall_offer", {"offered"}, "recalled"),
)
"""What the centre prepares for a province is sent; before any answer it can be recalled, and sent again."""

ITEM = LifeCycle(
    "open",
    Move("accept", {"open"}, "accepted"),
    Move("adjust", {"open"}, "adjusted"),
    Move("agree_at_once", {"open"}, "agreed"),
    Move("decline", {"open"}, "declined"),
    Move("agree", {"adjusted"}, "agreed"),
    Move("exempt", {"declined"}, "not_applicable"),
    Move("ask_again", {"adjusted", "declined"}, "open"),
)
"""One expected activity in one province: accepted, adjusted (the centre agrees or asks again), or declined as not
applicable (the centre decides). `excluded` is what the centre left out from the start, with its reason.
"""

COUNTS = frozenset({"accepted", "agreed"})
"""States in which the province has promised."""
WAITS_FOR_CENTRE = frozenset({"adjusted", "declined"})
"""States in which the centre has to decide."""
NOT_HERE = frozenset({"excluded", "not_applicable"})
"""States in which the activity has no meaning in the province."""
EDITABLE = frozenset({"draft", "offered"})
"""States of a cascade in which the centre prepares and supplements it."""
