"""Loading many figures from a file, earlier years among them: the form, and what was loaded so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from prasan.directory.roles import Role
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.decorators import for_roles
from prasan.progress.models import Load
from prasan.progress.queueing import QueueLoad


@for_roles(Role.DUTY_OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def figure_loads(request: HttpRequest) -> HttpResponse:
    """Take a file and go to its job's page, with progress, a way to stop it, and its bad rows as a file."""
    error, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            told = QueueLoad(upload=file, file_name=(file.name or "") if file else "", reason=reason)
            return redirect("job", perform(request.actor, told).pk)  # type: ignore[attr-defined]
        except RuleBroken as broken:
            error = str(broken.text)
    loads = Load.objects.visible_to(request.actor).select_related("loaded_by")[:50]  # type: ignore[attr-defined]
    context = {"loads": loads, "error": error, "reason": reason}
    return render(request, "progress/loads.html", context, status=422 if error else 200, using="jinja2")
