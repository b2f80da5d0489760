"""Verbs of the directory, one module per noun."""

from prasan.directory.commands.delegation import Delegate, RevokeDelegation
from prasan.directory.commands.groups import AddGroup, ApplyRegroupingOrder, SetBoundary, SetGroupLead
from prasan.directory.commands.holidays import AddHoliday, ChangeHoliday, RemoveHoliday
from prasan.directory.commands.loading import QueueUpload
from prasan.directory.commands.offices import AddOffice, ChangeOfficeContact, CloseOffice, MoveOffice, RenameOffice
from prasan.directory.commands.packs import RecordPack
from prasan.directory.commands.people import (
    AddPerson,
    ChangePerson,
    ChangeProfile,
    CloseAccount,
    InvitePerson,
    Leave,
    OpenAccount,
)
from prasan.directory.commands.reveal import RevealPerson
from prasan.directory.commands.seats import EndSeat, GiveSeat
from prasan.directory.commands.security import ResetSecondFactor
from prasan.directory.commands.transfers import AcceptHandover, ApplyTransferOrder, Transfer
from prasan.directory.commands.uploads import ApplyUpload, KeepUpload

__all__ = [
    "AcceptHandover",
    "AddGroup",
    "AddHoliday",
    "AddOffice",
    "AddPerson",
    "ApplyRegroupingOrder",
    "ApplyTransferOrder",
    "ApplyUpload",
    "ChangeHoliday",
    "ChangeOfficeContact",
    "ChangePerson",
    "ChangeProfile",
    "CloseAccount",
    "CloseOffice",
    "Delegate",
    "EndSeat",
    "GiveSeat",
    "InvitePerson",
    "KeepUpload",
    "Leave",
    "MoveOffice",
    "OpenAccount",
    "QueueUpload",
    "RecordPack",
    "RemoveHoliday",
    "RenameOffice",
    "ResetSecondFactor",
    "RevealPerson",
    "RevokeDelegation",
    "SetBoundary",
    "SetGroupLead",
    "Transfer",
]
