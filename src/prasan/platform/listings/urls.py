"""Addresses that every listing shares."""

from django.urls import path

from prasan.platform.listings import views

urlpatterns = [
    path("lists/<str:name>/views/save", views.save_view, name="save_view"),
    path("lists/<str:name>/views/forget", views.forget_view, name="forget_view"),
    path("lists/<str:name>/export.<str:kind>", views.export, name="export_list"),
]
