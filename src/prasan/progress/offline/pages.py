"""The page that opens without a signal, the worker that keeps it, and the forms that the phone takes along."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from prasan.platform.web.decorators import answers_itself, open_to_all
from prasan.progress.causes import Cause
from prasan.progress.models import Said
from prasan.progress.offline.forms import forms_of

SCRIPTS = ("judge", "offline/page", "offline/reach", "offline/send", "offline/store")
ASSETS = (
    "prasan/app.css", "prasan/charts.css", "prasan/parts.css", "prasan/mark.svg", "progress/form.css",
    "progress/offline/offline.css", "prasan/app.js", "prasan/keys.js", "prasan/keep.js",
    *(f"progress/{name}.js" for name in SCRIPTS), "django_htmx/htmx-4.min.js",
    *(f"fonts/{family}-{script}-{weight}-normal.woff2"
      for family, weight in (("sarabun", 400), ("sarabun", 600), ("anuphan", 600)) for script in ("thai", "latin")),
)  # fmt: skip
"""What the page needs, so that the phone has it before the signal goes."""
LANGUAGES = ("th", "en")
CHOICES = {"causes": Cause.choices, "claims": Said.Claim.choices, "helpers": Said.From.choices}


@open_to_all
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """Show the empty page that a phone keeps: it holds words only; the forms come from the phone's own store."""
    language = request.GET.get("lang", "")
    with translation.override(language if language in LANGUAGES else translation.get_language()):
        return render(request, "progress/offline/page.html", CHOICES, using="jinja2")


@open_to_all
@never_cache
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Give the worker that keeps the page; its text changes whenever anything it keeps does."""
    language = request.GET.get("lang", "")
    language = language if language in LANGUAGES else "th"
    page = f"{reverse('offline_page')}?lang={language}"
    kept = [page, *(static(name) for name in ASSETS)]
    with translation.override(language):
        shown = render_to_string("progress/offline/words.html", CHOICES, using="jinja2")
    digest = hashlib.sha256("\n".join([*kept, shown]).encode()).hexdigest()[:16]
    told = {"version": digest, "page": page, "kept": kept}
    text = f"const KEPT = {json.dumps(told)};\n" + render_to_string("progress/offline/worker.js", using="jinja2")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Service-Worker-Allowed": "/"})


@answers_itself
@never_cache
@require_safe
def offline_forms(request: HttpRequest) -> JsonResponse:
    """Give the forms that the reader may fill in without a signal; 401 where nobody is signed in."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return JsonResponse({"person": None, "forms": []}, status=401)
    told = {"person": actor.person_id, "at": timezone.now().isoformat(), "forms": forms_of(actor)}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
