"""Addresses of the room desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
