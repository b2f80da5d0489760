"""Verbs of networks."""

from prasan.networks.commands.partners import AddPartner, ChangePartner, RestorePartner, RetirePartner
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
    "AddPartner",
    "AddSurvey",
    "AddVolunteer",
    "AnswerSurvey",
    "Appoint",
    "ChangePartner",
    "ChangeSurvey",
    "ChangeVolunteer",
    "CloseSurvey",
    "EndAppointment",
    "EndVolunteer",
    "OpenSurvey",
    "RenewAddress",
    "ReopenSurvey",
    "RestorePartner",
    "RetirePartner",
]  # fmt: skip
