"""The page of one's own tokens."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from prasan.connect.commands import MakeToken, RevokeToken
from prasan.connect.models import ApiToken
from prasan.platform.commands import RuleBroken, perform

LIVES = tuple((days, str(days)) for days in (30, 90, 180, 365))
"""Days of life that the page offers."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the form that makes one; the secret of a new one is shown in this answer only."""
    shown: dict[str, Any] = {"secret": "", "called": "", "days": "90", "writes": False, "error": "", "field": ""}
    status = 200
    if request.method == "POST":
        days = request.POST.get("days", "")
        shown.update(called=request.POST.get("called", ""), days=days, writes="writes" in request.POST)
        command = MakeToken(called=shown["called"], days=int(days) if days.isdecimal() else 0, writes=shown["writes"])
        try:
            perform(request.actor, command)  # type: ignore[attr-defined]
            shown.update(secret=command.secret, called="", writes=False)
        except RuleBroken as error:
            shown.update(error=str(error.text), field=error.field)
            status = error.status
    mine = ApiToken.objects.visible_to(request.actor).select_related("seat__office")  # type: ignore[attr-defined]
    rows = list(mine.defer("seat__office__grams")[:100])
    return render(request, "connect/tokens.html", {"tokens": rows, "lives": LIVES, **shown}, status=status)


@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back."""
    perform(request.actor, RevokeToken(target_id=pk))  # type: ignore[attr-defined]
    return redirect("tokens")
