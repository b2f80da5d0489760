"""Addresses of the quality of listening."""

from django.urls import path

from prasan.situation.quality import pages

urlpatterns = [
    path("situation/quality", pages.listening_quality, name="listening_quality"),
    path("situation/quality/items", pages.listening_items, name="listening_items"),
    path("situation/quality/retrain", pages.listening_retrain, name="listening_retrain"),
    path("situation/quality/<int:pk>/promote", pages.listening_promote, name="listening_promote"),
    path("situation/quality/<int:pk>/roll-back", pages.listening_roll_back, name="listening_roll_back"),
]
