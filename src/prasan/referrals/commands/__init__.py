"""Verbs about cases and referrals."""

from prasan.referrals.commands.answering import (
    Accept,
    Ask,
    Begin,
    GiveUp,
    Miss,
    Receive,
    Schedule,
    Serve,
    Tell,
    TurnDown,
)
from prasan.referrals.commands.cases import OpenCase, Refer
from prasan.referrals.commands.clockwork import Escalate, Restaff
from prasan.referrals.commands.following import EndUnserved, Reply, Reroute, Revoke
from prasan.referrals.commands.hearing import Confirm, NotDone, Withdraw
from prasan.referrals.commands.turn import Turn

BY_MOVE: dict[str, type[Turn]] = {
    one.move: one
    for one in (
        Receive, Accept, TurnDown, Ask, Reply, Schedule, Begin, Miss, Serve, Tell, Confirm, NotDone, GiveUp, Reroute,
        EndUnserved, Revoke, Withdraw,
    )
}  # fmt: skip
"""The verb of each move."""

__all__ = [
    "BY_MOVE",
    "Accept",
    "Ask",
    "Begin",
    "Confirm",
    "EndUnserved",
    "Escalate",
    "GiveUp",
    "Miss",
    "NotDone",
    "OpenCase",
    "Receive",
    "Refer",
    "Reply",
    "Reroute",
    "Restaff",
    "Revoke",
    "Schedule",
    "Serve",
    "Tell",
    "TurnDown",
    "Withdraw",
]
