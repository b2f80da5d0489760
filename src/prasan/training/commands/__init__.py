"""Verbs of vocational training."""

from prasan.training.commands.applications import (
    Accept,
    Apply,
    DropOut,
    Lapse,
    Offer,
    Refuse,
    TurnAway,
    Withdraw,
)
from prasan.training.commands.attendance import MarkAttendance, TakeBackAttendance
from prasan.training.commands.certificates import Issue, Revoke
from prasan.training.commands.courses import AddCourse, ChangeCourse, RetireCourse
from prasan.training.commands.demand import AddDemand, CloseDemand, MeetDemand
from prasan.training.commands.outcomes import AnswerFollowUp, AskFurther
from prasan.training.commands.results import CloseSession, Fail, Pass
from prasan.training.commands.sessions import AddCost, AddSession, CancelSession, ChangeSession, Publish

__all__ = [
    "Accept", "AddCost", "AddCourse", "AddDemand", "AddSession", "AnswerFollowUp", "Apply", "AskFurther",
    "CancelSession", "ChangeCourse", "ChangeSession", "CloseDemand", "CloseSession", "DropOut", "Fail", "Issue",
    "Lapse", "MarkAttendance", "MeetDemand", "Offer", "Pass", "Publish", "Refuse", "RetireCourse", "Revoke",
    "TakeBackAttendance", "TurnAway", "Withdraw",
]  # fmt: skip
