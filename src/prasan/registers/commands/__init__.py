"""Verbs of the registers, one module per noun."""

from prasan.registers.commands.glass import OpenGlass, ReviewGlass
from prasan.registers.commands.indicators import (
    AddIndicator,
    ChangeIndicator,
    LinkIndicator,
    ReinstateIndicator,
    RetireIndicator,
)
from prasan.registers.commands.limits import DropWarningLimit, SetWarningLimit
from prasan.registers.commands.mobile import CallOffMobileDay, ChangeMobileDay, PlanMobileDay, ReportMobileDay
from prasan.registers.commands.people_loads import EnterPerson, LoadPeople, ResumeLoad, TieLoaded
from prasan.registers.commands.policies import AddPolicy, ChangePolicy, RestorePolicy, SetOwner, WithdrawPolicy
from prasan.registers.commands.references import LoadReference
from prasan.registers.commands.reveal import RevealPolicy
from prasan.registers.commands.rules import ChangeSetting
from prasan.registers.commands.services import (
    AddService,
    ChangeService,
    CloseService,
    ConfirmService,
    PauseService,
    ReopenService,
)
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
from prasan.registers.commands.templates import (
    AddTemplate,
    ChangeTemplate,
    CopyTemplate,
    PutInForce,
    WithdrawTemplate,
    copy_to_provinces,
)
from prasan.registers.commands.worker_checks import CheckPerson, UseWorker
from prasan.registers.commands.worker_line import LinkLine, UnlinkLine
from prasan.registers.commands.worker_merge import MergeWorkers, TellApart
from prasan.registers.commands.worker_ties import AddTie, WithdrawTie
from prasan.registers.commands.worker_unmerge import UndoMerge
from prasan.registers.commands.workers import ChangeWorker, RegisterWorker, RevealWorker

__all__ = [
    "AddIndicator",
    "AddPolicy",
    "AddPolicySet",
    "AddService",
    "AddStrategy",
    "AddTemplate",
    "AddTie",
    "AnnouncePolicySet",
    "CallOffMobileDay",
    "ChangeIndicator",
    "ChangeMobileDay",
    "ChangePolicy",
    "ChangePolicySet",
    "ChangeService",
    "ChangeSetting",
    "ChangeStrategy",
    "ChangeTemplate",
    "ChangeWorker",
    "CheckPerson",
    "CloseService",
    "ConfirmService",
    "CopyTemplate",
    "DropWarningLimit",
    "EnterPerson",
    "LinkIndicator",
    "LinkLine",
    "LoadPeople",
    "LoadPolicySet",
    "LoadReference",
    "MarkNotApplicable",
    "MergeWorkers",
    "OpenGlass",
    "PauseService",
    "PlanMobileDay",
    "PutInForce",
    "RecallPolicySet",
    "RegisterWorker",
    "ReinstateIndicator",
    "ReopenService",
    "ReportMobileDay",
    "RestorePolicy",
    "ResumeLoad",
    "RetireIndicator",
    "RevealPolicy",
    "RevealWorker",
    "ReviewGlass",
    "SetOwner",
    "SetTarget",
    "SetWarningLimit",
    "TellApart",
    "TieLoaded",
    "UndoMerge",
    "UnlinkLine",
    "UseWorker",
    "WithdrawPolicy",
    "WithdrawTemplate",
    "WithdrawTie",
    "copy_to_provinces",
]
