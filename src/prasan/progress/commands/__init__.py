"""Verbs about monthly reports: open, save figures, submit, approve, return, reopen, chase."""

from prasan.progress.commands.answers import NOTHING_TO_REPORT, Answer, Conflict, OpenReport, SaveFigures
from prasan.progress.commands.beside import Members, Word
from prasan.progress.commands.chasing import Chase
from prasan.progress.commands.limits import LOCKED, NOT_YET, must_be_open
from prasan.progress.commands.steps import Approve, Reopen, ReportStep, Return, Submit, WithReason, needs_cause

__all__ = [
    "LOCKED",
    "NOTHING_TO_REPORT",
    "NOT_YET",
    "Answer",
    "Approve",
    "Chase",
    "Conflict",
    "Members",
    "OpenReport",
    "Reopen",
    "ReportStep",
    "Return",
    "SaveFigures",
    "Submit",
    "WithReason",
    "Word",
    "must_be_open",
    "needs_cause",
]
