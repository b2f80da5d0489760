"""Addresses of the protection of personal data."""

from __future__ import annotations

from django.urls import path

from prasan.privacy.pages import breaches

urlpatterns = [
    path("privacy/breaches", breaches.breach_list, name="breaches"),
    path("privacy/breaches/new", breaches.breach_new, name="breach_new"),
    path("privacy/breaches/<int:breach>", breaches.breach, name="breach"),
    path("privacy/breaches/<int:breach>/do", breaches.breach_do, name="breach_do"),
]
