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
from prasan.referrals.commands.clockwork import Escalate, Reclock, Restaff
from prasan.referrals.commands.drive_entries import DecideEntry, ForgetEntry, HandIn, ReadEntry, SettleEntry
from prasan.referrals.commands.drives import AddVolunteer, CloseDrive, MakeDrive, RevokeVolunteer
from prasan.referrals.commands.following import EndUnserved, Reply, Reroute, Revoke
from prasan.referrals.commands.hearing import Confirm, NotDone, Reopen, Withdraw
from prasan.referrals.commands.languages import (
    READING,
    MarkLanguageRead,
    ReleaseLanguage,
    SetPageTexts,
    WithdrawLanguage,
)
from prasan.referrals.commands.late import PassWeek, WriteReason
from prasan.referrals.commands.line import LeaveLine, MakeLineCode
from prasan.referrals.commands.links import MakeGuestLink, RevokeGuestLink
from prasan.referrals.commands.outreach import (
    AddOutreachLine,
    AssignVisit,
    CloseOutreachList,
    DropOutreachLine,
    FollowMerge,
    MakeOutreachList,
    RecordVisit,
)
from prasan.referrals.commands.papers import SignPapers
from prasan.referrals.commands.person import (
    AddHelper,
    AnswerAboutData,
    AskAboutData,
    EndHelper,
    MakePin,
    Rate,
    TakeBackConsent,
    TellByHand,
)
from prasan.referrals.commands.tracking import Track
from prasan.referrals.commands.turn import Turn

BY_MOVE: dict[str, type[Turn]] = {
    one.move: one
    for one in (
        Receive, Accept, TurnDown, Ask, Reply, Schedule, Begin, Miss, Serve, Tell, Confirm, NotDone, GiveUp, Reroute,
        EndUnserved, Revoke, Withdraw, Reopen,
    )
}  # fmt: skip
"""The verb of each move."""

__all__ = [
    "BY_MOVE",
    "READING",
    "Accept",
    "AddHelper",
    "AddOutreachLine",
    "AddVolunteer",
    "AnswerAboutData",
    "Ask",
    "AskAboutData",
    "AssignVisit",
    "Begin",
    "CloseDrive",
    "CloseOutreachList",
    "Confirm",
    "DecideEntry",
    "DropOutreachLine",
    "EndHelper",
    "EndUnserved",
    "Escalate",
    "FollowMerge",
    "ForgetEntry",
    "GiveUp",
    "HandIn",
    "LeaveLine",
    "MakeDrive",
    "MakeGuestLink",
    "MakeLineCode",
    "MakeOutreachList",
    "MakePin",
    "MarkLanguageRead",
    "Miss",
    "NotDone",
    "OpenCase",
    "PassWeek",
    "Rate",
    "ReadEntry",
    "Receive",
    "Reclock",
    "RecordVisit",
    "Refer",
    "ReleaseLanguage",
    "Reopen",
    "Reply",
    "Reroute",
    "Restaff",
    "Revoke",
    "RevokeGuestLink",
    "RevokeVolunteer",
    "Schedule",
    "Serve",
    "SetPageTexts",
    "SettleEntry",
    "SignPapers",
    "TakeBackConsent",
    "Tell",
    "TellByHand",
    "Track",
    "TurnDown",
    "Withdraw",
    "WithdrawLanguage",
    "WriteReason",
]
