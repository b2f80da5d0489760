"""Verbs about directives and guidance."""

from prasan.directives.commands.clockwork import Escalate, ReopenFallen, Repeat
from prasan.directives.commands.following import MoveDue, SetOfficial, StopRepeating, Withdraw
from prasan.directives.commands.giving import (
    AcknowledgeGuidance,
    AnswerGuidance,
    EndGuidance,
    GiveGuidance,
    RenewGuidance,
    SetGuidanceOfficial,
    WithdrawGuidance,
)
from prasan.directives.commands.issuing import Issue
from prasan.directives.commands.steps import Acknowledge, Close, Return, SendAnswer, Start

__all__ = [
    "Acknowledge",
    "AcknowledgeGuidance",
    "AnswerGuidance",
    "Close",
    "EndGuidance",
    "Escalate",
    "GiveGuidance",
    "Issue",
    "MoveDue",
    "RenewGuidance",
    "ReopenFallen",
    "Repeat",
    "Return",
    "SendAnswer",
    "SetGuidanceOfficial",
    "SetOfficial",
    "Start",
    "StopRepeating",
    "Withdraw",
    "WithdrawGuidance",
]
