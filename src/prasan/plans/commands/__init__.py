"""Verbs about plans: open and copy, lines, steps of the life cycle."""

from prasan.plans.commands.lines import (
    LinkPolicies,
    Record,
    RemoveLine,
    SaveActivity,
    SaveBeneficiary,
    SaveLine,
    SaveMilestone,
    SaveMoney,
    SaveProject,
)
from prasan.plans.commands.opening import CopyPlan, OpenPlan
from prasan.plans.commands.steps import Activate, Agree, Approve, Close, Return, Revise, Submit

__all__ = [
    "Activate",
    "Agree",
    "Approve",
    "Close",
    "CopyPlan",
    "LinkPolicies",
    "OpenPlan",
    "Record",
    "RemoveLine",
    "Return",
    "Revise",
    "SaveActivity",
    "SaveBeneficiary",
    "SaveLine",
    "SaveMilestone",
    "SaveMoney",
    "SaveProject",
    "Submit",
]
