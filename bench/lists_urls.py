"""The product's addresses, a hello that knows its caller, and the list of reports written by hand."""

import orjson
from django.http import HttpResponse
from django.urls import include, path

from prasan.progress.models import Report

FIELDS = ("id", "office__code", "office__agency_id", "area__code", "period", "state", "due", "version",
          "submitted_at", "approved_at")  # fmt: skip


def hello(request):
    """Say hello: the middleware has loaded session, person, seat and office."""
    return HttpResponse(f"hello {request.actor.person_id} {request.actor.seat_id}", content_type="text/plain")


def by_hand(request):
    """The same rows as /api/v1/reports, as one would write it without the API."""
    rows = list(Report.objects.visible_to(request.actor).order_by("-period", "-id").values(*FIELDS)[:25])
    return HttpResponse(orjson.dumps({"items": rows}), content_type="application/json")


hello.__module__ = by_hand.__module__ = "prasan.bench"  # so that the middleware treats them as our own pages
urlpatterns = [
    path("bench/hello", hello),
    path("bench/by-hand", by_hand),
    path("", include("prasan.config.urls")),
]
