"""Tables of networks: partners, labour volunteers and where they are appointed, surveys and what was answered."""

from prasan.networks.models.partners import Partner
from prasan.networks.models.surveys import Response, Survey
from prasan.networks.models.volunteers import KEEPERS, Appointment, Volunteer

__all__ = ["KEEPERS", "Appointment", "Partner", "Response", "Survey", "Volunteer"]
