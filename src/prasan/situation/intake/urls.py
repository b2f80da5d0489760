"""Addresses of intake."""

from django.urls import path

from prasan.situation.intake.pages import forms, sources

urlpatterns = [
    path("listen/sources", sources.listen_sources, name="listen_sources"),
    path("listen/sources/new", sources.listen_source_new, name="listen_source_new"),
    path("listen/sources/<int:source>", sources.listen_source, name="listen_source"),
    path("listen/sources/<int:source>/edit", sources.listen_source_edit, name="listen_source_edit"),
    path("listen/sources/<int:source>/do", sources.listen_source_do, name="listen_source_do"),
    path("listen/fetches/<int:fetch>", sources.listen_fetch, name="listen_fetch"),
    path("listen/fetches/<int:fetch>/raw", sources.listen_raw, name="listen_raw"),
    path("listen/hand-in", forms.listen_hand_in, name="listen_hand_in"),
    path("listen/call", forms.listen_call, name="listen_call"),
    path("listen/field", forms.listen_field, name="listen_field"),
    path("listen/items/<int:item>/reveal", forms.listen_item_reveal, name="listen_item_reveal"),
]
