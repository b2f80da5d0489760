"""The page on which sentences are read into proposals."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from prasan.directives import forms
from prasan.directives import policy as may
from prasan.directives.pages.common import page
from prasan.directives.readings import Reading
from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def directive_read(request: HttpRequest) -> HttpResponse:
    """Read pasted sentences, and confirm what was read, one by one."""
    actor: Any = actor_of(request)
    if not actor.has(*may.GIVERS):
        raise Refused(may.GIVERS_ONLY)
    if request.method != "POST":
        return redirect("directive_new")
    found = Reading.of(request.POST.dict())
    found.do(actor, request.POST.get("do", ""))
    context = forms.choices(actor) | {"told": found.shared, "reading": found}
    return page(request, "reading", context, 409 if found.error else 200)
