"""Addresses of the shell's own switches and of the component gallery."""

from django.urls import path

from prasan.platform.ui import gallery, preferences

urlpatterns = [
    path("ui/theme", preferences.theme, name="ui_theme"),
    path("ui/keys", preferences.keys, name="ui_keys"),
    path("ui/gallery", gallery.page, name="ui_gallery"),
    path("ui/gallery/wall", gallery.wall, name="ui_gallery_wall"),
]
