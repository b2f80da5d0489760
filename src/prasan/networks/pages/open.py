"""What a volunteer opens without signing in: their own page and forms, and the OpenRosa service for their phone's app.

OpenRosa 1.0: form list, form, manifest, submission (docs.getodk.org/openrosa). The address is the credential, as with
ODK Central's app users; it stands in the path, so that a client needs no account.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Area
from prasan.kernel.surveys import xforms
from prasan.kernel.surveys.questions import PLACE
from prasan.networks.models import Response, Survey, Volunteer
from prasan.networks.pages import common
from prasan.networks.queries import areas_of, asked_about, open_surveys
from prasan.networks.receiving import holder, receive
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.links import guarded

MOST_BYTES = 1_000_000
XML = "text/xml; charset=utf-8"
View = Callable[..., HttpResponse]


def _held(request: HttpRequest, token: str) -> Volunteer:
    return guarded(request, holder(token), _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดขอลิงก์ใหม่จากสำนักงานแรงงานจังหวัด"))


def _private(answer: HttpResponse) -> HttpResponse:
    """Keep an address out of search engines and of the address lines of other sites."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@open_to_all
@require_safe
def volunteer_page(request: HttpRequest, survey_token: str) -> HttpResponse:
    """Show a volunteer where they serve and what is asked: no script, no name, a few kilobytes."""
    one = _held(request, survey_token)
    areas = areas_of(one)
    sent = set(Response.objects.filter(volunteer=one).values_list("survey", "area"))
    found = [
        (survey, [(area, (survey.pk, area.pk) in sent) for area in asked_about(survey, areas)])
        for survey in open_surveys(areas)
    ]
    return _private(common.draw(request, "own", {
        "one": one, "areas": areas, "surveys": found, "token": survey_token, "now": timezone.now(),
        "told": request.GET.get("told") == "1",
        "rosa": request.build_absolute_uri(reverse("openrosa_root", args=[survey_token])).rstrip("/"),
    }))  # fmt: skip


@never_cache
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer_survey(request: HttpRequest, survey_token: str, labour_survey: int) -> HttpResponse:
    """Show a survey as a form of a phone, and take it; what was typed stays where something is wrong."""
    one = _held(request, survey_token)
    areas = areas_of(one)
    survey = next((row for row in open_surveys(areas) if row.pk == labour_survey), None)
    if survey is None:
        raise Refused(_("แบบสำรวจนี้ปิดรับแล้ว หรือไม่ได้ถามตำบลของท่าน"), status=404)
    error = None
    if request.method == "POST":
        told = request.POST
        given = {name: " ".join(told.getlist(name)) if len(told.getlist(name)) > 1 else told[name] for name in told}
        try:
            receive(survey, one, given, told.get("instance", "")[:100])
            return redirect(f"{reverse('volunteer_page', args=[survey_token])}?told=1")
        except RuleBroken as broken:
            error = broken
    status = error.status if error else 200
    return _private(common.draw(request, "own_survey", {
        "one": one, "survey": survey, "asked": survey.asked, "areas": asked_about(survey, areas), "token": survey_token,
        "typed": request.POST, "instance": request.POST.get("instance") or f"uuid:{uuid.uuid4()}", "place": PLACE,
        **common.wrong(error),
    }, status=status))  # fmt: skip


def openrosa(view: View) -> View:
    """Answer as OpenRosa 1.0 asks: its version in every answer, refusals as its message, nothing cached."""

    @wraps(view)
    def answer(request: HttpRequest, survey_token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            found = view(request, _held(request, survey_token), survey_token, *args, **kwargs)
        except (Refused, RuleBroken) as refused:
            found = HttpResponse(xforms.response(str(refused.text)), content_type=XML, status=refused.status)
        found["X-OpenRosa-Version"] = "1.0"
        found["Date"] = http_date()
        return _private(found)

    return never_cache(open_to_all(answer))


def _form_of(survey: Survey, areas: list[Area]) -> bytes:
    if survey.form:
        return survey.form.encode()
    places = [(one.code, one.name_th) for one in asked_about(survey, areas)]
    return xforms.make(survey.form_id, str(survey.version), survey.title, survey.asked, places)


@openrosa
@require_safe
def openrosa_list(request: HttpRequest, one: Volunteer, token: str) -> HttpResponse:
    """List the open surveys of the volunteer's sub-districts as forms."""
    areas = areas_of(one)
    rows = []
    for survey in open_surveys(areas):
        address = request.build_absolute_uri(reverse("openrosa_form", args=[token, survey.pk]))
        form = _form_of(survey, areas)
        digest = hashlib.md5(form, usedforsecurity=False).hexdigest()
        version = xforms.read_form(form).version
        rows.append((survey.form_id, version, survey.title, digest, address))
    return HttpResponse(xforms.form_list(rows), content_type=XML)


@openrosa
@require_safe
def openrosa_form(request: HttpRequest, one: Volunteer, token: str, labour_survey: int) -> HttpResponse:
    """Give the form of a survey."""
    areas = areas_of(one)
    survey = next((row for row in open_surveys(areas) if row.pk == labour_survey), None)
    if survey is None:
        raise common.not_found()
    return HttpResponse(_form_of(survey, areas), content_type=XML)


@openrosa
@require_safe
def openrosa_manifest(request: HttpRequest, one: Volunteer, token: str, labour_survey: int) -> HttpResponse:
    """Give the list of a form's media files: there are none."""
    return HttpResponse(xforms.manifest(), content_type=XML)


@csrf_exempt  # the secret of the address is what counts: an app has no cookie of ours
@openrosa
@require_http_methods(["HEAD", "POST"])
def openrosa_submission(request: HttpRequest, one: Volunteer, token: str) -> HttpResponse:
    """Take one filled form; HEAD tells that the server is there and how much it takes."""
    if request.method == "HEAD":
        found = HttpResponse(status=204)
        found["X-OpenRosa-Accept-Content-Length"] = str(MOST_BYTES)
        found["Location"] = request.build_absolute_uri()
        return found
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise RuleBroken(_("คำตอบใหญ่เกิน 1 MB"), status=413)
    parts = request.FILES.getlist("xml_submission_file")
    if len(parts) != 1 or len(request.FILES) != 1:
        raise RuleBroken(_("ต้องมีไฟล์ xml_submission_file หนึ่งไฟล์ และยังรับไฟล์แนบไม่ได้"), status=400)
    try:
        told = xforms.read_submission(parts[0].read())
    except xforms.FormError as error:
        raise RuleBroken(_("อ่านคำตอบไม่ได้ (%(why)s)") % {"why": error.code}, status=400) from None
    survey = (
        Survey.objects.exclude(state=Survey.State.DRAFT).select_related("area", "office").filter(form_id=told.form_id)
    )
    if (asked := survey.first()) is None:
        raise Refused(_("ไม่มีแบบสำรวจของแบบฟอร์มนี้"), status=404)
    receive(asked, one, told.fields, told.instance)
    return HttpResponse(xforms.response(_("รับคำตอบแล้ว ขอบคุณ")), content_type=XML, status=201)
