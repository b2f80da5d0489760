"""Addresses of the protection of personal data."""

from __future__ import annotations

from django.urls import path

from prasan.privacy.pages import breaches, desk, erasing

urlpatterns = [
    path("privacy", desk.privacy, name="privacy"),
    path("privacy/requests", desk.data_requests, name="data_requests"),
    path("privacy/holds", erasing.holds, name="holds"),
    path("privacy/holds/<int:hold>/lift", erasing.hold_lift, name="hold_lift"),
    path("privacy/erase/<int:worker>", erasing.erase, name="erase_worker"),
    path("privacy/breaches", breaches.breach_list, name="breaches"),
    path("privacy/breaches/new", breaches.breach_new, name="breach_new"),
    path("privacy/breaches/<int:breach>", breaches.breach, name="breach"),
    path("privacy/breaches/<int:breach>/do", breaches.breach_do, name="breach_do"),
]
