"""Addresses of the room registers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
