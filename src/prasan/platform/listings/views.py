"""Addresses that every listing shares: save and forget a view, export."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import perform
from prasan.platform.listings.commands import StartExport
from prasan.platform.listings.export import AT_ONCE, KINDS, Export, respond
from prasan.platform.listings.listing import AFTER, LISTINGS, Listing
from prasan.platform.listings.models import SavedView

LONGEST = 2000
KEPT_VIEWS = 30
"""As many views one person may keep of one list."""


def _listing(name: str) -> Listing:
    listing = LISTINGS.get(name)
    if listing is None or not listing.url_name:
        raise Http404
    return listing


def _query(listing: Listing, request: HttpRequest, text: str) -> str:
    """Return the part of a query that the listing understands, so that nothing else is kept or followed."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = {key: value for key, value in parse_qsl(text) if key != AFTER}
    _rows, applied = listing.chosen(actor, asked)
    sort, _path, _down = listing.sorting(asked)
    return urlencode(listing.base(asked, applied, sort))


@require_http_methods(["GET", "HEAD", "POST"])
def save_view(request: HttpRequest, name: str) -> HttpResponse:
    """Ask for a name (GET, with the filters in the address), then keep the view and go back to it (POST)."""
    listing = _listing(name)
    actor = request.actor  # type: ignore[attr-defined]
    posted = request.method == "POST"
    query = _query(listing, request, request.POST.get("query", "") if posted else request.GET.urlencode())[:LONGEST]
    page = f"{reverse(listing.url_name)}?{query}"
    error = ""
    called = request.POST.get("name", "").strip()[:60]
    own = SavedView.objects.visible_to(actor).filter(listing=listing.name)
    if posted:
        if not called:
            error = _("โปรดตั้งชื่อมุมมอง")
        elif own.exclude(name=called).count() >= KEPT_VIEWS:
            error = _("เก็บมุมมองได้ไม่เกิน %(limit)s มุมมอง โปรดลบมุมมองที่ไม่ใช้ก่อน") % {"limit": KEPT_VIEWS}
        else:
            SavedView.objects.update_or_create(
                person_id=actor.person_id, listing=listing.name, name=called, defaults={"query": query}
            )
            return HttpResponseRedirect(page)
    context = {"listing": listing, "query": query, "called": called, "error": error, "back": page, "views": list(own)}
    return render(request, "listings/save_view.html", context, status=400 if error else 200, using="jinja2")


@require_POST
def forget_view(request: HttpRequest, name: str) -> HttpResponse:
    """Forget a saved view of one's own and go back to the list."""
    listing = _listing(name)
    actor = request.actor  # type: ignore[attr-defined]
    asked = request.POST.get("view", "")
    if asked.isdigit():
        SavedView.objects.visible_to(actor).filter(listing=listing.name, pk=int(asked)).delete()
    return HttpResponseRedirect(reverse(listing.url_name))


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """Send the list as a file: the same rows, filters and sort as the page shows.

    A long one is written in the background: GET says so, POST begins it and leads to the job's page.
    """
    listing = _listing(name)
    if kind not in KINDS:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        asked = dict(parse_qsl(_query(listing, request, request.POST.get("query", ""))[:LONGEST]))
        return redirect("job", perform(actor, StartExport(listing=name, kind=kind, asked=asked)).pk)
    found = Export(listing, actor, request.GET)
    if found.count <= AT_ONCE:
        return respond(found, kind)
    query = _query(listing, request, request.GET.urlencode())[:LONGEST]
    context = {"listing": listing, "kind": kind, "count": found.count, "query": query}
    context["back"] = f"{reverse(listing.url_name)}?{query}"
    return render(request, "listings/long_export.html", context, using="jinja2")
