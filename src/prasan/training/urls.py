"""Addresses of training; what stands behind /key/ is secret and never written to a traffic log."""

from __future__ import annotations

from django.urls import path

from prasan.training.pages import applications, courses, lists, open, sessions, wishes

COURSE, SESSION = "training/courses/<int:training_course>", "training/sessions/<int:training_session>"
APPLICATION, WISH = "training/applications/<int:training_application>", "training/demand/<int:training_wish>"
CERTIFICATE, ACT = "training/certificates/<int:training_certificate>", "<slug:training_act>"

urlpatterns = [
    path("training", lists.training, name="training"),
    path("training/courses", lists.training_courses, name="training_courses"),
    path("training/courses/new", courses.training_course_add, name="training_course_add"),
    path(COURSE, courses.training_course, name="training_course"),
    path(f"{COURSE}/edit", courses.training_course_edit, name="training_course_edit"),
    path(f"{COURSE}/retire", courses.training_course_retire, name="training_course_retire"),
    path("training/sessions/new", sessions.training_session_add, name="training_session_add"),
    path(SESSION, sessions.training_session, name="training_session"),
    path(f"{SESSION}/edit", sessions.training_session_edit, name="training_session_edit"),
    path(f"{SESSION}/apply", sessions.training_apply, name="training_apply"),
    path(f"{SESSION}/attendance", sessions.training_attendance, name="training_attendance"),
    path(f"{SESSION}/{ACT}", sessions.training_session_act, name="training_session_act"),
    path(APPLICATION, applications.training_application, name="training_application"),
    path(f"{APPLICATION}/slip.pdf", applications.training_slip, name="training_slip"),
    path(f"{APPLICATION}/{ACT}", applications.training_application_act, name="training_application_act"),
    path(f"{CERTIFICATE}.pdf", applications.training_certificate, name="training_certificate"),
    path(f"{CERTIFICATE}/revoke", applications.training_revoke, name="training_revoke"),
    path("training/demand", lists.training_demand, name="training_demand"),
    path("training/demand/new", wishes.training_demand_add, name="training_demand_add"),
    path(WISH, wishes.training_wish, name="training_wish"),
    path(f"{WISH}/{ACT}", wishes.training_wish_act, name="training_wish_act"),
    path("training/follow-ups", lists.training_follow_ups, name="training_follow_ups"),
    path(
        "training/follow-ups/<int:training_follow_up>", applications.training_follow_up, name="training_follow_up"
    ),
    path("training/key/<str:applicant_token>", open.applicant_page, name="applicant_page"),
    path("certificate/key/<str:certificate_token>", open.certificate_check, name="certificate_check"),
]  # fmt: skip
