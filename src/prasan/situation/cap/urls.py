"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from prasan.situation.cap import pages

urlpatterns = [
    path("situation/alerts", pages.alerts, name="alerts"),
    path("situation/alerts.xml", pages.alerts_atom, name="alerts_atom"),
    path("situation/alerts.rss", pages.alerts_rss, name="alerts_rss"),
    path("situation/alerts.geojson", pages.alerts_geojson, name="alerts_geojson"),
    path("situation/alerts/new/<int:event>", pages.alert_new, name="alert_new"),
    path("situation/alerts/<int:alert>", pages.alert, name="alert"),
    path("situation/alerts/<int:alert>.cap", pages.alert_cap, name="alert_cap"),
    path("situation/alerts/<int:alert>/change", pages.alert_change, name="alert_change"),
    path("situation/alerts/<int:alert>/publish", pages.alert_publish, name="alert_publish"),
    path("situation/alerts/<int:alert>/drop", pages.alert_drop, name="alert_drop"),
]
