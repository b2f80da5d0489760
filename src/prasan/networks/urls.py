"""Addresses of networks."""

from __future__ import annotations

from typing import Any

from django.urls import path

from prasan.networks.pages import open as by_link
from prasan.networks.pages import partners, surveys, volunteers

urlpatterns: list[Any] = [
    path("networks/partners", partners.network_partners, name="network_partners"),
    path("networks/partners/add", partners.network_partner_add, name="network_partner_add"),
    path("networks/partners/<int:network_partner>", partners.network_partner, name="network_partner"),
    path("networks/partners/<int:network_partner>/edit", partners.network_partner_edit, name="network_partner_edit"),
    path(
        "networks/partners/<int:network_partner>/do/<slug:act>", partners.network_partner_act,
        name="network_partner_act",
    ),
    path("volunteers", volunteers.labour_volunteers, name="labour_volunteers"),
    path("volunteers/add", volunteers.labour_volunteer_add, name="labour_volunteer_add"),
    path("volunteers/<int:labour_volunteer>", volunteers.labour_volunteer, name="labour_volunteer"),
    path("volunteers/<int:labour_volunteer>/edit", volunteers.labour_volunteer_edit, name="labour_volunteer_edit"),
    path(
        "volunteers/<int:labour_volunteer>/appoint", volunteers.labour_volunteer_appoint,
        name="labour_volunteer_appoint",
    ),
    path(
        "volunteers/<int:labour_volunteer>/do/<slug:volunteer_act>", volunteers.labour_volunteer_act,
        name="labour_volunteer_act",
    ),
    path(
        "volunteers/appointments/<int:volunteer_appointment>/end", volunteers.volunteer_appointment_end,
        name="volunteer_appointment_end",
    ),
    path("surveys", surveys.labour_surveys, name="labour_surveys"),
    path("surveys/add", surveys.labour_survey_add, name="labour_survey_add"),
    path("surveys/<int:labour_survey>", surveys.labour_survey, name="labour_survey"),
    path("surveys/<int:labour_survey>/edit", surveys.labour_survey_edit, name="labour_survey_edit"),
    path("surveys/<int:labour_survey>/answers", surveys.labour_survey_answers, name="labour_survey_answers"),
    path("surveys/<int:labour_survey>/do/<slug:survey_act>", surveys.labour_survey_act, name="labour_survey_act"),
    path("va/<str:survey_token>", by_link.volunteer_page, name="volunteer_page"),
    path("va/<str:survey_token>/surveys/<int:labour_survey>", by_link.volunteer_survey, name="volunteer_survey"),
    path("openrosa/<str:survey_token>/", by_link.openrosa_list, name="openrosa_root"),
    path("openrosa/<str:survey_token>/formList", by_link.openrosa_list, name="openrosa_list"),
    path("openrosa/<str:survey_token>/forms/<int:labour_survey>", by_link.openrosa_form, name="openrosa_form"),
    path(
        "openrosa/<str:survey_token>/forms/<int:labour_survey>/manifest", by_link.openrosa_manifest,
        name="openrosa_manifest",
    ),
    path("openrosa/<str:survey_token>/submission", by_link.openrosa_submission, name="openrosa_submission"),
]  # fmt: skip
