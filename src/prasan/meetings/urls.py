"""Addresses of the meetings."""

from __future__ import annotations

from django.urls import path

from prasan.meetings.pages import media, room

urlpatterns = [
    path("meetings/<int:briefing>/room", room.meeting_room, name="meeting_room"),
    path("meetings/<int:briefing>/room/state", room.meeting_state, name="meeting_state"),
    path("meetings/<int:briefing>/room/part/<slug:part>", room.meeting_part, name="meeting_part"),
    path("meetings/<int:briefing>/room/enter", room.meeting_enter, name="meeting_enter"),
    path("meetings/<int:briefing>/room/act", room.meeting_act, name="meeting_act"),
    path("meetings/<int:briefing>/media/<slug:what>", media.meeting_media, name="meeting_media"),
]
