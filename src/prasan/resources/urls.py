"""Addresses of shared resources."""

from __future__ import annotations

from django.urls import path

from prasan.resources.pages import accounts, activities, bookings, calendars, needs, resources

urlpatterns = [
    path("joint-activities", activities.joint_activities, name="joint_activities"),
    path("joint-activities/add", activities.joint_activity_add, name="joint_activity_add"),
    path("joint-activities/<int:joint_activity>", activities.joint_activity, name="joint_activity"),
    path("joint-activities/<int:joint_activity>/edit", activities.joint_activity_edit, name="joint_activity_edit"),
    path(
        "joint-activities/<int:joint_activity>/promise", activities.joint_activity_promise,
        name="joint_activity_promise",
    ),
    path(
        "joint-activities/<int:joint_activity>/do/<slug:act>", activities.joint_activity_act,
        name="joint_activity_act",
    ),
    path(
        "joint-activities/contributions/<int:contribution>/<slug:act>", activities.contribution_act,
        name="contribution_act",
    ),
    path("resources", resources.resources, name="resources"),
    path("resources/add", resources.resource_add, name="resource_add"),
    path("resources/calendar", calendars.resource_office_month, name="resource_office_month"),
    path("resources/bookings", bookings.resource_bookings, name="resource_bookings"),
    path("resources/bookings/<int:resource_booking>", bookings.resource_booking, name="resource_booking"),
    path(
        "resources/bookings/<int:resource_booking>/<slug:act>", bookings.resource_booking_act,
        name="resource_booking_act",
    ),
    path("resources/needs", needs.resource_needs, name="resource_needs"),
    path("resources/needs/add", needs.resource_need_add, name="resource_need_add"),
    path("resources/needs/<int:resource_need>/close", needs.resource_need_close, name="resource_need_close"),
    path("resources/plan", needs.resource_plan, name="resource_plan"),
    path("resources/accounts", accounts.resource_accounts, name="resource_accounts"),
    path("resources/accounts/<int:resource_borrower>/settle", accounts.resource_settle, name="resource_settle"),
    path("resources/postings", accounts.resource_postings, name="resource_postings"),
    path("resources/postings/<int:resource_posting>", accounts.resource_posting, name="resource_posting"),
    path(
        "resources/postings/<int:resource_posting>/reverse", accounts.resource_posting_reverse,
        name="resource_posting_reverse",
    ),
    path("resources/<int:resource>", resources.resource, name="resource"),
    path("resources/<int:resource>/edit", resources.resource_edit, name="resource_edit"),
    path("resources/<int:resource>/ask", bookings.resource_ask, name="resource_ask"),
    path("resources/<int:resource>/calendar", calendars.resource_month, name="resource_month"),
    path("resources/<int:resource>/do/<slug:act>", resources.resource_act, name="resource_act"),
]  # fmt: skip
