"""Verbs about events: link, judge, handle."""

from prasan.situation.events.commands.handling import (
    AddTask,
    CopyPlan,
    CountHeads,
    DoTask,
    LinkOther,
    ListPeople,
    ReopenTask,
    SavePlan,
    UnlinkOther,
)
from prasan.situation.events.commands.linking import EditEvent, LinkItems, Merge, OpenEvent, Split, Undo, UnlinkItems
from prasan.situation.events.commands.steps import Assess, Close, Refute, Reopen, Respond, Verify, Watch
from prasan.situation.events.letters import GradeSource

__all__ = [
    "AddTask",
    "Assess",
    "Close",
    "CopyPlan",
    "CountHeads",
    "DoTask",
    "EditEvent",
    "GradeSource",
    "LinkItems",
    "LinkOther",
    "ListPeople",
    "Merge",
    "OpenEvent",
    "Refute",
    "Reopen",
    "ReopenTask",
    "Respond",
    "SavePlan",
    "Split",
    "Undo",
    "UnlinkItems",
    "UnlinkOther",
    "Verify",
    "Watch",
]
