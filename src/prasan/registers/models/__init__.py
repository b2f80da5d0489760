"""Tables that several domains share: the strategy chain, policy sets, policies, indicators, targets, workers."""

from prasan.registers.models.dimensions import Dimension, DimensionMember
from prasan.registers.models.glass import OPEN_FOR, Glass
from prasan.registers.models.indicators import (
    ONE_MAIN,
    ONE_PEOPLE,
    CountedFrom,
    Indicator,
    Indicators,
    SituationField,
    Target,
    Targets,
)
from prasan.registers.models.limits import WarningLimit
from prasan.registers.models.loads import Load, LoadRow
from prasan.registers.models.mobile import MobileDay, MobileDayQuerySet
from prasan.registers.models.policies import Policies, Policy, PolicySet, Strategy
from prasan.registers.models.reference import ReferenceSeries, ReferenceValue
from prasan.registers.models.rules import Setting
from prasan.registers.models.services import Paper, Service, ServiceTemplate
from prasan.registers.models.shared import Bilingual, OfPolicies, Open, prepares
from prasan.registers.models.work import WorkItem, WorkItemQuerySet
from prasan.registers.models.worker_checks import Merge, NotSame, PersonCheck
from prasan.registers.models.workers import CASE_WORKERS, Tie, TieQuerySet, Worker, WorkerQuerySet
from prasan.registers.models.years import FiscalYear, FiscalYearQuerySet

__all__ = [
    "CASE_WORKERS",
    "ONE_MAIN",
    "ONE_PEOPLE",
    "OPEN_FOR",
    "Bilingual",
    "CountedFrom",
    "Dimension",
    "DimensionMember",
    "FiscalYear",
    "FiscalYearQuerySet",
    "Glass",
    "Indicator",
    "Indicators",
    "Load",
    "LoadRow",
    "Merge",
    "MobileDay",
    "MobileDayQuerySet",
    "NotSame",
    "OfPolicies",
    "Open",
    "Paper",
    "PersonCheck",
    "Policies",
    "Policy",
    "PolicySet",
    "ReferenceSeries",
    "ReferenceValue",
    "Service",
    "ServiceTemplate",
    "Setting",
    "SituationField",
    "Strategy",
    "Target",
    "Targets",
    "Tie",
    "TieQuerySet",
    "WarningLimit",
    "WorkItem",
    "WorkItemQuerySet",
    "Worker",
    "WorkerQuerySet",
    "prepares",
]
