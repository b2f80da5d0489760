"""Verbs about monthly reports: open, save, submit, approve, accept, return, correct, open a locked month, chase."""

from prasan.progress.commands.answers import NOTHING_TO_REPORT, Answer, Conflict, OpenReport, SaveFigures
from prasan.progress.commands.beside import Members, Word
from prasan.progress.commands.chasing import Chase
from prasan.progress.commands.corrections import (
    CORRECTION_ACCEPTS,
    ApproveCorrection,
    Correct,
    CorrectionAcceptDepartment,
    CorrectionAcceptProvince,
    CorrectionStep,
    Proposed,
    ReturnCorrection,
    WithdrawCorrection,
)
from prasan.progress.commands.limits import LOCKED, NOT_YET, must_be_open, shut_months
from prasan.progress.commands.openings import OpenMonth
from prasan.progress.commands.steps import (
    ACCEPTS,
    AcceptDepartment,
    AcceptProvince,
    Approve,
    Judge,
    ReportStep,
    Return,
    Submit,
    needs_cause,
)

__all__ = [
    "ACCEPTS",
    "CORRECTION_ACCEPTS",
    "LOCKED",
    "NOTHING_TO_REPORT",
    "NOT_YET",
    "AcceptDepartment",
    "AcceptProvince",
    "Answer",
    "Approve",
    "ApproveCorrection",
    "Chase",
    "Conflict",
    "Correct",
    "CorrectionAcceptDepartment",
    "CorrectionAcceptProvince",
    "CorrectionStep",
    "Judge",
    "Members",
    "OpenMonth",
    "OpenReport",
    "Proposed",
    "ReportStep",
    "Return",
    "ReturnCorrection",
    "SaveFigures",
    "Submit",
    "WithdrawCorrection",
    "Word",
    "must_be_open",
    "needs_cause",
    "shut_months",
]
