"""Tables of the plans."""

from prasan.plans.models.accounting import AccountLine, AccountMap, AccountMatch, AccountReport, MoneyChange
from prasan.plans.models.development import DevLine, DevLineQuerySet, DevStep, OrderedItem
from prasan.plans.models.labels import Label, known_labels
from prasan.plans.models.lines import (
    Activity,
    BeneficiaryLine,
    Milestone,
    MoneyLine,
    Project,
    ProjectQuerySet,
)
from prasan.plans.models.plan import Agreement, Plan, PlanQuerySet
from prasan.plans.models.sent import SentFile, SentFileQuerySet
from prasan.plans.models.versions import Baseline, BaselineLine, Revision  # isort: split

from prasan.plans.cascade.models import Cascade, Expected, Item, Offer

__all__ = [
    "AccountLine",
    "AccountMap",
    "AccountMatch",
    "AccountReport",
    "Activity",
    "Agreement",
    "Baseline",
    "BaselineLine",
    "BeneficiaryLine",
    "Cascade",
    "DevLine",
    "DevLineQuerySet",
    "DevStep",
    "Expected",
    "Item",
    "Label",
    "Milestone",
    "MoneyChange",
    "MoneyLine",
    "Offer",
    "OrderedItem",
    "Plan",
    "PlanQuerySet",
    "Project",
    "ProjectQuerySet",
    "Revision",
    "SentFile",
    "SentFileQuerySet",
    "known_labels",
]
