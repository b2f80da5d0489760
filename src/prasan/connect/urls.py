"""Addresses of the room connect."""

from django.urls import URLPattern, URLResolver, include, path

from prasan.connect import api, feeds, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/", include((api.addresses(), "api"), namespace="api")),
    path("account/calendar", feeds.calendar_feeds, name="calendar_feeds"),
    path("account/calendar/<int:feed>/revoke", feeds.revoke_feed, name="revoke_feed"),
    path("feeds/key/<str:secret>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("feeds/key/<str:secret>/alerts.<slug:ending>", feeds.notice_feed, name="notice_feed"),
    path("feeds/key/<str:secret>/alerts/<int:alert>.cap", feeds.notice_message, name="notice_message"),
    path("account/tokens", pages.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke", pages.revoke_token, name="revoke_token"),
]
