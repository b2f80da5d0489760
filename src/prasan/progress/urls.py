"""Addresses of the room progress."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
