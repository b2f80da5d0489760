"""Addresses of what comes after a meeting, and of its papers."""

from __future__ import annotations

from django.urls import path

from prasan.meetings.pages import letters, minutes

urlpatterns = [
    path("meetings/<int:briefing>/minutes", minutes.minutes, name="meeting_minutes"),
    path("meetings/<int:briefing>/minutes/do", minutes.minutes_do, name="meeting_minutes_do"),
    path("meetings/<int:briefing>/minutes.<slug:ending>", minutes.minutes_file, name="meeting_minutes_file"),
    path("meetings/<int:briefing>/book/<slug:edition>.pdf", minutes.book, name="meeting_book"),
    path("meetings/<int:briefing>/letters", letters.letters, name="meeting_letters"),
    path("meetings/<int:briefing>/letters/do", letters.letters_do, name="meeting_letters_do"),
    path("meetings/letters/<int:letter>.<slug:ending>", letters.letter_file, name="meeting_letter_file"),
    path("meetings/<int:briefing>/public-message", letters.public_message, name="meeting_public"),
]
