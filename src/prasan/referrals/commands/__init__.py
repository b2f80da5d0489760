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

__all__ = [
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
