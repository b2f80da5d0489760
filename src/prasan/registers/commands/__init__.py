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

__all__ = [
    "AddIndicator",
    "AddPolicy",
    "AddPolicySet",
    "AddStrategy",
    "AnnouncePolicySet",
    "ChangeIndicator",
    "ChangePolicy",
    "ChangePolicySet",
    "ChangeSetting",
    "ChangeStrategy",
    "DropWarningLimit",
    "LinkIndicator",
    "LoadPolicySet",
    "LoadReference",
    "MarkNotApplicable",
    "RecallPolicySet",
    "ReinstateIndicator",
    "RestorePolicy",
    "RetireIndicator",
    "RevealPolicy",
    "SetOwner",
    "SetTarget",
    "SetWarningLimit",
    "WithdrawPolicy",
]
