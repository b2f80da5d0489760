"""Addresses of the meetings."""

from __future__ import annotations

from django.urls import path

from prasan.meetings.pages import attending, cast, item, lists, media, meeting, planning, record, recording, room

urlpatterns = [
    path("meetings", lists.meetings, name="meetings"),
    path("meetings/new", planning.meeting_new, name="meeting_new"),
    path("meetings/series", lists.meeting_series_list, name="meeting_series_list"),
    path("meetings/series/new", planning.meeting_series_new, name="meeting_series_new"),
    path("meetings/series/<int:meeting_series>", lists.meeting_series, name="meeting_series"),
    path("meetings/series/<int:meeting_series>/end", lists.meeting_series_end, name="meeting_series_end"),
    path("meetings/<int:meeting>", meeting.meeting, name="meeting"),
    path("meetings/<int:meeting>/do", meeting.meeting_do, name="meeting_do"),
    path("meetings/<int:meeting>/change", planning.meeting_change, name="meeting_change"),
    path("meetings/<int:meeting>/items/<int:meeting_item>", item.meeting_item, name="meeting_item"),
    path("meetings/<int:meeting>/papers/<int:meeting_paper>", item.meeting_paper, name="meeting_paper"),
    path("meetings/<int:meeting>/reply", attending.meeting_reply, name="meeting_reply"),
    path("meetings/<int:meeting>/door", attending.meeting_door, name="meeting_door"),
    path("meetings/<int:meeting>/door/<str:door_code>", attending.meeting_enter, name="meeting_enter"),
    path("meetings/<int:meeting>/guests", attending.meeting_guests, name="meeting_guests"),
    path("meetings/<int:meeting>/roll", record.meeting_roll, name="meeting_roll"),
    path("meetings/<int:meeting>/roll.csv", record.meeting_roll_file, name="meeting_roll_file"),
    path("meetings/<int:meeting>/log", record.meeting_log, name="meeting_log"),
    path("meetings/<int:meeting>/log.jsonl", record.meeting_log_file, name="meeting_log_file"),
    path("meetings/<int:meeting>/recording", recording.meeting_recording, name="meeting_recording"),
    path("meetings/<int:meeting>/recording/do", recording.meeting_recording_do, name="meeting_recording_do"),
    path("meetings/<int:meeting>/recording/plan", recording.meeting_recording_plan, name="meeting_recording_plan"),
    path(
        "meetings/<int:meeting>/recording/files/<str:recording_file>",
        recording.meeting_recording_file,
        name="meeting_recording_file",
    ),
    path("meetings/<int:meeting>/room", room.meeting_room, name="meeting_room"),
    path("meetings/<int:meeting>/room/state", room.meeting_state, name="meeting_state"),
    path("meetings/<int:meeting>/room/card", room.meeting_card, name="meeting_card"),
    path("meetings/<int:meeting>/room/part/<slug:part>", room.meeting_part, name="meeting_part"),
    path("meetings/<int:meeting>/room/enter", room.meeting_room_enter, name="meeting_room_enter"),
    path("meetings/<int:meeting>/room/act", room.meeting_act, name="meeting_act"),
    path("meetings/<int:meeting>/media/<slug:what>", media.meeting_media, name="meeting_media"),
    path("meetings/<int:meeting>/cast/<str:cast_file>", cast.meeting_cast, name="meeting_cast"),
]
