"""Verbs of the registers, one module per noun."""

from prasan.registers.commands.indicators import (
    AddIndicator,
    ChangeIndicator,
    LinkIndicator,
    ReinstateIndicator,
    RetireIndicator,
)
from prasan.registers.commands.limits import DropWarningLimit, SetWarningLimit
from prasan.registers.commands.policies import AddPolicy, ChangePolicy, RestorePolicy, SetOwner, WithdrawPolicy
from prasan.registers.commands.references import LoadReference
from prasan.registers.commands.reveal import RevealPolicy
from prasan.registers.commands.rules import ChangeSetting
from prasan.registers.commands.sets import (
    AddPolicySet,
    AddStrategy,
    AnnouncePolicySet,
    ChangePolicySet,
    ChangeStrategy,
    LoadPolicySet,
    RecallPolicySet,
)
from prasan.registers.commands.targets import MarkNotApplicable, SetTarget
from prasan.registers.commands.worker_checks import CheckPerson, UseWorker
from prasan.registers.commands.worker_merge import MergeWorkers, TellApart, UndoMerge
from prasan.registers.commands.worker_ties import AddTie, WithdrawTie
from prasan.registers.commands.workers import ChangeWorker, RegisterWorker, RevealWorker

__all__ = [
    "AddIndicator",
    "AddPolicy",
    "AddPolicySet",
    "AddStrategy",
    "AddTie",
    "AnnouncePolicySet",
    "ChangeIndicator",
    "ChangePolicy",
    "ChangePolicySet",
    "ChangeSetting",
    "ChangeStrategy",
    "ChangeWorker",
    "CheckPerson",
    "DropWarningLimit",
    "LinkIndicator",
    "LoadPolicySet",
    "LoadReference",
    "MarkNotApplicable",
    "MergeWorkers",
    "RecallPolicySet",
    "RegisterWorker",
    "ReinstateIndicator",
    "RestorePolicy",
    "RetireIndicator",
    "RevealPolicy",
    "RevealWorker",
    "SetOwner",
    "SetTarget",
    "SetWarningLimit",
    "TellApart",
    "UndoMerge",
    "UseWorker",
    "WithdrawPolicy",
    "WithdrawTie",
]
