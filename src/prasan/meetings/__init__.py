"""Meetings: briefings over video, in a hall, or both. So far only the media engine stands here, without Django."""
