"""Addresses of a person's notices."""

from django.urls import path

from prasan.platform.notices import views

urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/bell", views.bell, name="notices_bell"),
    path("notices/read", views.read_all, name="notices_read"),
    path("notices/settings", views.wishes, name="notice_settings"),
    path("notices/<int:pk>/open", views.open_notice, name="open_notice"),
]
