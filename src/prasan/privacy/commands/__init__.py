"""Verbs of the protection of personal data."""

from prasan.privacy.commands.breach import (
    AssessBreach,
    CloseBreach,
    ContainBreach,
    NotifyOffice,
    ReopenBreach,
    ReportBreach,
    TellPersons,
)
from prasan.privacy.commands.destruction import (
    AddDocument,
    DropDocument,
    FinishDestruction,
    JudgeDocument,
    ListDocuments,
    NameCommittee,
    OrderDestruction,
)
from prasan.privacy.commands.erasing import EraseWorker, LiftHold, PlaceHold
from prasan.privacy.commands.records import AddRecord, ChangeRecord, EndRecord, ReviewRecord
from prasan.privacy.commands.retention import RunRetention, SetTerm, StartRetention

__all__ = [
    "AddDocument", "AddRecord", "AssessBreach", "ChangeRecord", "CloseBreach", "ContainBreach", "DropDocument",
    "EndRecord", "EraseWorker", "FinishDestruction", "JudgeDocument", "LiftHold", "ListDocuments", "NameCommittee",
    "NotifyOffice", "OrderDestruction", "PlaceHold", "ReopenBreach", "ReportBreach", "ReviewRecord", "RunRetention",
    "SetTerm", "StartRetention", "TellPersons",
]  # fmt: skip
