"""A person's background jobs: how far each is, what came of it, a button to stop it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.files.models import File
from prasan.platform.jobs.commands import CancelJob, can_cancel_job
from prasan.platform.jobs.models import JobProgress

SHOWN = 50


def _draw(request: HttpRequest, pk: int, template: str) -> HttpResponse:
    """Render one job; 404 when it is neither the reader's nor the reader an administrator."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = JobProgress.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบงานนี้ หรือเป็นงานของผู้อื่น"), status=404)
    kept = found.result.get("file")
    context = {
        "job": found,
        "may_cancel": not found.finished and not found.cancel_requested and can_cancel_job(actor, found) is None,
        "file": File.objects.visible_to(actor).filter(pk=kept, person_id=actor.person_id).first() if kept else None,
        "file_gone": bool(kept),
        "own": found.person_id == actor.person_id,
    }
    return render(request, template, context, using="jinja2")


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the newest jobs."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    context = {
        "jobs": list(JobProgress.objects.visible_to(actor).order_by("-pk")[:SHOWN]),
        "everybody": getattr(actor, "runs_site", False),
    }
    return render(request, "jobs/list.html", context, using="jinja2")


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one job; with scripts the page follows it, without them it loads itself anew."""
    return _draw(request, pk, "jobs/job.html")


@require_safe
def job_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the part of the job's page that changes."""
    return _draw(request, pk, "jobs/job_part.html")


@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the job to stop."""
    try:
        perform(request.actor, CancelJob(target_id=pk))  # type: ignore[attr-defined]
    except RuleBroken as broken:  # it ended meanwhile: the page says how
        messages.warning(request, str(broken.text))
    return redirect("job", pk)
