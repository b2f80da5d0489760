"""Addresses of training; what stands behind /key/ is secret and never written to a traffic log."""

from __future__ import annotations

from django.urls import path

from prasan.training.pages import applications, courses, lists, open, sessions, wishes

urlpatterns = [
    path("training", lists.training, name="training"),
    path("training/courses", lists.training_courses, name="training_courses"),
    path("training/courses/new", courses.training_course_add, name="training_course_add"),
    path("training/courses/<int:course>", courses.training_course, name="training_course"),
    path("training/courses/<int:course>/edit", courses.training_course_edit, name="training_course_edit"),
    path("training/courses/<int:course>/retire", courses.training_course_retire, name="training_course_retire"),
    path("training/sessions/new", sessions.training_session_add, name="training_session_add"),
    path("training/sessions/<int:session>", sessions.training_session, name="training_session"),
    path("training/sessions/<int:session>/edit", sessions.training_session_edit, name="training_session_edit"),
    path("training/sessions/<int:session>/apply", sessions.training_apply, name="training_apply"),
    path("training/sessions/<int:session>/attendance", sessions.training_attendance, name="training_attendance"),
    path("training/sessions/<int:session>/<slug:act>", sessions.training_session_act, name="training_session_act"),
    path("training/applications/<int:application>", applications.training_application, name="training_application"),
    path(
        "training/applications/<int:application>/<slug:act>", applications.training_application_act,
        name="training_application_act",
    ),
    path("training/certificates/<int:certificate>.pdf", applications.training_certificate, name="training_certificate"),
    path("training/certificates/<int:certificate>/revoke", applications.training_revoke, name="training_revoke"),
    path("training/demand", lists.training_demand, name="training_demand"),
    path("training/demand/new", wishes.training_demand_add, name="training_demand_add"),
    path("training/demand/<int:wish>", wishes.training_wish, name="training_wish"),
    path("training/demand/<int:wish>/<slug:act>", wishes.training_wish_act, name="training_wish_act"),
    path("training/follow-ups", lists.training_follow_ups, name="training_follow_ups"),
    path("training/follow-ups/<int:follow_up>", applications.training_follow_up, name="training_follow_up"),
    path("certificate/key/<str:certificate_token>", open.certificate_check, name="certificate_check"),
]  # fmt: skip
