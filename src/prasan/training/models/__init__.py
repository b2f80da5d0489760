"""Tables of vocational training."""

from prasan.training.models.applications import Application, Claim
from prasan.training.models.certificates import Certificate
from prasan.training.models.courses import Course
from prasan.training.models.days import Attendance, Day
from prasan.training.models.demand import Demand
from prasan.training.models.outcomes import FollowUp
from prasan.training.models.sessions import Cost, Quota, Session

__all__ = [
    "Application", "Attendance", "Certificate", "Claim", "Cost", "Course", "Day", "Demand", "FollowUp", "Quota",
    "Session",
]  # fmt: skip
