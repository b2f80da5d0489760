"""Addresses of alarms."""

from __future__ import annotations

from django.urls import path

from prasan.situation.alarms import pages

urlpatterns = [
    path("situation/alarms", pages.alarms, name="alarms"),
    path("situation/alarms/<int:alarm>", pages.alarm, name="alarm"),
    path("situation/alarms/<int:alarm>/do", pages.alarm_do, name="alarm_do"),
    path("situation/alarms/<int:alarm>/<slug:day>", pages.alarm_day, name="alarm_day"),
]
