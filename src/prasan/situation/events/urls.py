"""Addresses of the events."""

from django.urls import path

from prasan.situation.events import pages, pages_one

urlpatterns = [
    path("situation/events", pages.events, name="events"),
    path("situation/events/new", pages.event_new, name="event_new"),
    path("situation/events/<int:event>", pages_one.event, name="event"),
    path("situation/events/<int:event>/people", pages_one.event_people, name="event_people"),
    path("situation/events/<int:event>/plan", pages_one.event_plan, name="event_plan"),
    path("situation/events/<int:event>/log", pages_one.event_log, name="event_log"),
    path("situation/events/<int:event>/edit", pages_one.event_edit, name="event_edit"),
    path("situation/events/<int:event>/do", pages_one.event_do, name="event_do"),
    path("situation/events/<int:event>/brief.pdf", pages_one.event_brief, name="event_brief"),
]
