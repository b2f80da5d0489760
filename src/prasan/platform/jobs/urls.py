"""Addresses of background jobs."""

from django.urls import path

from prasan.platform.jobs import views

urlpatterns = [
    path("jobs", views.jobs, name="jobs"),
    path("jobs/<int:pk>", views.job, name="job"),
    path("jobs/<int:pk>/part", views.job_part, name="job_part"),
    path("jobs/<int:pk>/cancel", views.job_cancel, name="job_cancel"),
]
