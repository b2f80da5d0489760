"""Addresses of the directives."""

from __future__ import annotations

from django.urls import path

from prasan.directives.pages import directive, guidance, lists, reading

urlpatterns = [
    path("directives", lists.directives, name="directives"),
    path("directives/new", directive.directive_new, name="directive_new"),
    path("directives/read", reading.directive_read, name="directive_read"),
    path("directives/statistics", lists.directive_statistics, name="directive_statistics"),
    path("directives/<int:directive>", directive.directive, name="directive"),
    path("directives/<int:directive>/do", directive.directive_do, name="directive_do"),
    path("guidance", lists.guidance_list, name="guidance_list"),
    path("guidance/new", directive.guidance_new, name="guidance_new"),
    path("guidance/<int:guidance>", guidance.guidance, name="guidance"),
    path("guidance/<int:guidance>/do", guidance.guidance_do, name="guidance_do"),
]
