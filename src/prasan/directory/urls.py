"""Addresses of the room directory."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
