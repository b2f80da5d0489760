"""Tables of the plans."""

from prasan.plans.models.lines import (
    LABELS,
    Activity,
    BeneficiaryLine,
    Milestone,
    MoneyLine,
    Project,
    ProjectQuerySet,
)
from prasan.plans.models.plan import Agreement, Plan, PlanQuerySet
from prasan.plans.models.versions import Baseline, BaselineLine, Revision

__all__ = [
    "LABELS",
    "Activity",
    "Agreement",
    "Baseline",
    "BaselineLine",
    "BeneficiaryLine",
    "Milestone",
    "MoneyLine",
    "Plan",
    "PlanQuerySet",
    "Project",
    "ProjectQuerySet",
    "Revision",
]
