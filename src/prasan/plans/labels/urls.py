"""Addresses of labels."""

from django.urls import path

from prasan.plans.labels import pages

urlpatterns = [
    path("plans/labels", pages.labels, name="labels"),
    path("plans/labels/<slug:code>", pages.label_report, name="label_report"),
    path("plans/labels/<slug:code>/edit", pages.label_edit, name="label_edit"),
]
