"""Verbs of one understanding."""

from prasan.understanding.commands.briefs import (
    AddBrief,
    AddItem,
    ChangeBrief,
    ChangeItem,
    DropItem,
    Issue,
    Renew,
    WithdrawBrief,
)
from prasan.understanding.commands.questions import AskOwner, Join, Reply
from prasan.understanding.commands.readings import Understand

__all__ = [
    "AddBrief", "AddItem", "AskOwner", "ChangeBrief", "ChangeItem", "DropItem", "Issue", "Join", "Renew", "Reply",
    "Understand", "WithdrawBrief",
]  # fmt: skip
