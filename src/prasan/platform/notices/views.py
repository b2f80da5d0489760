"""A person's notices: read them, open one, choose how they come."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.notices.channels import CHANNELS
from prasan.platform.notices.kinds import KINDS, MODES
from prasan.platform.notices.models import MANY, Notice
from prasan.platform.notices.people import Wishes, directory, recipients

SHOWN = 50


def unread_count(person_id: int) -> int:
    """Return how many notices wait for a person, at most 100; the partial index answers."""
    return Notice.objects.unread().filter(person_id=person_id).order_by()[:MANY].count()


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """Return the bell alone, for pages that are told of a new notice."""
    return render(request, "ui/parts/bell.html", using="jinja2")


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List the newest notices; `before` in the address pages back."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    rows = Notice.objects.visible_to(actor)
    before = request.GET.get("before", "")
    if before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: SHOWN + 1])
    more = found[SHOWN - 1].pk if len(found) > SHOWN else None
    context = {"notices": found[:SHOWN], "more": more, "unread": unread_count(actor.person_id)}
    return render(request, "notices/list.html", context, using="jinja2")


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    notice = get_object_or_404(Notice.objects.visible_to(actor), pk=pk)
    Notice.objects.filter(pk=notice.pk, read=None).update(read=timezone.now())
    return HttpResponseRedirect(notice.url)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    Notice.objects.visible_to(actor).unread().update(read=timezone.now())
    return HttpResponseRedirect("/notices")


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Choose how each kind comes, by which channels, and the quiet hours."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        told = {
            "modes": {name: request.POST.get(f"mode-{name}", "") for name in KINDS},
            "channels": request.POST.getlist("channels"),
            "quiet": [request.POST.get("quiet_from", ""), request.POST.get("quiet_to", "")],
            "line_id": request.POST.get("line_id", "").strip()[:60],
            "language": request.POST.get("language", ""),
        }
        directory().save_wishes(actor, Wishes.read(told))
        messages.success(request, _("บันทึกการแจ้งเตือนแล้ว"))
        return HttpResponseRedirect("/notices/settings")
    known = recipients([actor.person_id]).get(actor.person_id)
    context = {
        "wishes": known.wishes if known else Wishes(),
        "kinds": list(KINDS.values()),
        "modes": list(MODES.items()),
        "languages": [("", _("ตามระบบ")), *settings.LANGUAGES],
        "line": CHANNELS["line"].ready(),
        "email": known.email if known else "",
    }
    return render(request, "notices/settings.html", context, using="jinja2")
