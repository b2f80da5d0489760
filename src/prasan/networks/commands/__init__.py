"""Verbs of networks."""

from prasan.networks.commands.surveys import (
    AddSurvey,
    AnswerSurvey,
    ChangeSurvey,
    CloseSurvey,
    OpenSurvey,
    ReopenSurvey,
)
from prasan.networks.commands.volunteers import (
    AddVolunteer,
    Appoint,
    ChangeVolunteer,
    EndAppointment,
    EndVolunteer,
    RenewAddress,
)

__all__ = [
    "AddSurvey", "AddVolunteer", "AnswerSurvey", "Appoint", "ChangeSurvey", "ChangeVolunteer", "CloseSurvey",
    "EndAppointment", "EndVolunteer", "OpenSurvey", "RenewAddress", "ReopenSurvey",
]  # fmt: skip
