"""The states of a referral, what leads from one to the next, and whose turn it is in each.

The words follow what HSDS and e-referral standards share (offered, accepted, declined, served, outcome); none of the
moves is made by a timer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from prasan.kernel.cycle import LifeCycle, Move

Turn = Literal["receiver", "sender"]

_ANSWERING = {"offered", "received"}
_DOING = {"accepted", "scheduled", "unreachable"}
_WITH_RECEIVER = _ANSWERING | _DOING | {"in_service", "served", "told"}

REFERRAL = LifeCycle(
    "offered",
    Move("receive", {"offered"}, "received"),
    Move("accept", _ANSWERING, "accepted"),
    Move("decline", _ANSWERING, "declined"),
    Move("ask", _WITH_RECEIVER - {"told"}, "asked"),
    Move("schedule", _DOING, "scheduled"),
    Move("begin", _DOING, "in_service"),
    Move("miss", _DOING, "unreachable"),
    Move("serve", {"in_service"}, "served"),
    Move("tell", {"served"}, "told"),
    Move("confirm", {"told"}, "confirmed"),
    Move("not_done", {"told", "confirmed", "unreached"}, "accepted"),
    Move("give_up", {"unreachable", "told"}, "unreached"),
    Move("reopen", {"unserved", "revoked", "withdrawn"}, "offered"),
    Move("reroute", (_WITH_RECEIVER - {"served", "told"}) | {"declined", "asked"}, "offered"),
    Move("end_unserved", {"declined"}, "unserved"),
    Move("revoke", _ANSWERING | _DOING | {"declined", "asked"}, "revoked"),
    Move("withdraw", (_WITH_RECEIVER - {"told"}) | {"declined", "asked"}, "withdrawn"),
)
"""offered → received → accepted, or declined with a next step → scheduled → in service → served → told (the office says
what came of it) → confirmed by the person.

*ask*: papers or facts are missing, the sender's turn, the receiver's clock stands; the answer leads back (`after`).
*reroute*: to another office, also after a decline. *miss*: the person could not be reached. *give_up*: an officer says
so after tries that are on record, or when the person has let the time to confirm pass. *not_done*: the person says so,
and it is open again, also after its end. *revoke* is the sender's, *withdraw* the person's own. *reopen*: of what ended
without service the person says that they still need it, and the office is asked anew.
"""

ENDS = frozenset({"confirmed", "unreached", "unserved", "revoked", "withdrawn"})
"""Where nobody owes anything any more; out of each the person has a way back, *not_done* or *reopen*."""
OPEN = REFERRAL.states - ENDS

_SENDERS = frozenset({"declined", "asked"})
TURNS: Mapping[str, Turn] = {state: "sender" if state in _SENDERS else "receiver" for state in OPEN}
"""Whose turn it is in each open state: one side, always."""

CLOCKS: Mapping[str, str] = {
    "offered": "answer", "received": "answer", "accepted": "contact", "unreachable": "contact", "scheduled": "visit",
    "in_service": "service", "served": "outcome", "told": "confirm", "declined": "next_step", "asked": "facts",
}  # fmt: skip
"""Which promise runs in each open state. States that share one share its clock: to be seen is no answer."""

MOST_TRIES = 3
"""Days with a try at a person, on record, before an officer may give up."""


def after(state: str, move: str, before: str = "") -> str:
    """Return the state that a move leads to; raises NoSuchMove.

    Parameters: `before`, the state in which something was asked: an answer leads back there, and what was answered was
    seen, who answered can be reached.
    """
    if (state, move) == ("asked", "answer"):
        return {"offered": "received", "unreachable": "accepted"}.get(before, before)
    return REFERRAL.after(state, move)


def moves_of(state: str) -> frozenset[str]:
    """Return the moves that a state knows."""
    known = {move.name for move in REFERRAL.moves if state in move.sources}
    return frozenset(known | ({"answer"} if state == "asked" else set()))
