"""Addresses of the situation's pages; each subject keeps its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("prasan.situation.alarms.urls")),
    path("", include("prasan.situation.watch.urls")),
    path("", include("prasan.situation.cap.urls")),
    path("", include("prasan.situation.intake.urls")),
    path("", include("prasan.situation.triage.urls")),
    path("", include("prasan.situation.events.urls")),
    path("", include("prasan.situation.quality.urls")),
]
