"""Addresses of comments; no name and no word of anybody stands in them."""

from django.urls import path

from prasan.platform.comments import views

urlpatterns = [
    path("comments/<str:label>/<int:pk>", views.comments, name="comments"),
    path("comments/<str:label>/<int:pk>/follow", views.comment_follow, name="comment_follow"),
    path("comments/<int:comment>/edit", views.comment_edit, name="comment_edit"),
]
