"""Addresses of the queue."""

from django.urls import path

from prasan.situation.triage import pages

urlpatterns = [
    path("situation/triage", pages.triage, name="triage"),
    path("situation/triage/bin", pages.bin_review, name="bin_review"),
    path("situation/triage/undo", pages.triage_undo, name="triage_undo"),
    path("situation/triage/<int:item>", pages.triage_act, name="triage_act"),
    path("situation/triage/<int:item>/here", pages.triage_here, name="triage_here"),
    path("situation/items/<int:item>", pages.news_item, name="news_item"),
]
