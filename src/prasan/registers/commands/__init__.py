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

__all__ = [
    "AddIndicator",
    "AddPolicy",
    "AddPolicySet",
    "AddService",
    "AddStrategy",
    "AddTemplate",
    "AnnouncePolicySet",
    "ChangeIndicator",
    "ChangePolicy",
    "ChangePolicySet",
    "ChangeService",
    "ChangeSetting",
    "ChangeStrategy",
    "ChangeTemplate",
    "CloseService",
    "ConfirmService",
    "CopyTemplate",
    "DropWarningLimit",
    "LinkIndicator",
    "LoadPolicySet",
    "LoadReference",
    "MarkNotApplicable",
    "PauseService",
    "PutInForce",
    "RecallPolicySet",
    "ReinstateIndicator",
    "ReopenService",
    "RestorePolicy",
    "RetireIndicator",
    "RevealPolicy",
    "SetOwner",
    "SetTarget",
    "SetWarningLimit",
    "WithdrawPolicy",
    "WithdrawTemplate",
    "copy_to_provinces",
]
