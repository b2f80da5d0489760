"""Pages of surveys: all of them, one with its coverage and its answers, writing one."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.kernel.surveys.questions import write_lines
from prasan.networks import commands as c
from prasan.networks import policy as may
from prasan.networks import queries
from prasan.networks.forms import SurveyForm, places
from prasan.networks.models import Survey
from prasan.networks.pages import common
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, codes_by_word


class Surveys(Listing):
    """Surveys that an actor reads, the latest deadline first."""

    name, title, url_name = "networks.surveys", gettext_lazy("แบบสำรวจ"), "labour_surveys"
    columns = (
        Column("title", gettext_lazy("ชื่อแบบสำรวจ"), "title", width=50),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("office", gettext_lazy("หน่วยงาน"), "office__name_th", width=35),
        Column("deadline", gettext_lazy("กำหนดส่ง"), "deadline", sort=True, kind="datetime"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Survey.State.choices)),
    )
    filters = (Choice("state", gettext_lazy("สถานะ"), "state", Survey.State.choices),)
    order, size = "-deadline", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the surveys that the actor reads."""
        found: QuerySet[Any] = Survey.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("labour_survey", args=[row["pk"]])
        row["status"] = common.SHAPES[codes_by_word(Survey.State)[str(row["state"])]]
        return row


@require_safe
def labour_surveys(request: HttpRequest) -> HttpResponse:
    """List the surveys."""
    actor = common.actor_of(request)
    page = LISTINGS[Surveys.name].page(actor, request.GET, request.path)
    return common.draw(request, "surveys", {
        "page": page, "states": [("", _("ทั้งหมด")), *Survey.State.choices], "asks": may.keeps(actor),
    })  # fmt: skip


@require_safe
def labour_survey(request: HttpRequest, labour_survey: int) -> HttpResponse:
    """Show which sub-districts have answered, and what they say."""
    return _shown(request, common.survey_or_404(request, labour_survey))


def _shown(request: HttpRequest, one: Survey, error: RuleBroken | None = None) -> HttpResponse:
    actor = common.actor_of(request)
    spots = queries.coverage(one)
    last = queries.last_answers(one) if one.state != Survey.State.DRAFT else []
    return common.draw(request, "survey", {
        "one": one, "spots": len(spots), "counts": queries.counts(spots), "at": timezone.now(),
        "districts": [(name, list(rows)) for name, rows in groupby(spots, key=lambda spot: spot.district)],
        "tallies": queries.tallies(one, (row.answers for row in last)), "answered": len(last),
        "asks": may.can_ask(actor, one) is None, "history": common.history(request, one), **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip


@require_safe
def labour_survey_answers(request: HttpRequest, labour_survey: int) -> HttpResponse:
    """Show every answer that counts, a sub-district a row."""
    one = common.survey_or_404(request, labour_survey)
    asked = one.asked
    rows = [
        (row, [shown(question, row.answers.get(question.name)) for question in asked])
        for row in queries.last_answers(one)
    ]
    heads = [("area", _("ตำบล")), *((question.name, question.label) for question in asked), ("at", _("รับเมื่อ"))]
    columns = [{"key": key, "label": label} for key, label in heads]
    return common.draw(request, "answers", {"one": one, "asked": asked, "rows": rows, "columns": columns})


def shown(question: Any, value: Any) -> str:
    """Return an answer as people read it; what was not answered says so."""
    if value is None:
        return _("ไม่ตอบ")
    labels = dict(question.choices)
    if isinstance(value, list):
        return ", ".join(str(labels.get(one, one)) for one in value)
    return str(labels.get(value, value))


@require_http_methods(common.READ_WRITE)
def labour_survey_add(request: HttpRequest) -> HttpResponse:
    """Write a survey."""
    actor = common.actor_of(request)
    common.allowed(None if may.keeps(actor) else may.ONLY_ASKERS)
    form = _form(request, actor, {"hour": "16.30", "area": str(actor.area_id)})
    if (
        form.is_valid()
        and (made := common.tried(form, actor, c.AddSurvey(values=form.values()), {"deadline": "day"})) is not None
    ):
        return common.done(request, _("สร้างร่างแล้ว ตรวจแล้วจึงเปิดรับคำตอบ"), reverse("labour_survey", args=[made.pk]))
    title, back = _("ร่างแบบสำรวจ"), reverse("labour_surveys")
    trail = [(_("แบบสำรวจ"), back), (title, "")]
    return common.form_page(request, form, title=title, submit=_("สร้างร่าง"), back=back, trail=trail)


@require_http_methods(common.READ_WRITE)
def labour_survey_edit(request: HttpRequest, labour_survey: int) -> HttpResponse:
    """Change a draft, or the deadline of one that is open."""
    actor, one = common.actor_of(request), common.survey_or_404(request, labour_survey)
    common.allowed(may.can_ask(actor, one))
    moment = timezone.localtime(one.deadline)
    lines = "" if one.form else write_lines(one.asked)
    form = _form(request, actor, {
        "title": one.title, "area": str(one.area_id), "day": moment.date(), "hour": moment.time(), "lines": lines,
    })  # fmt: skip
    if one.state != Survey.State.DRAFT:
        for name in ("title", "area", "lines", "form"):
            del form.fields[name]
    back = reverse("labour_survey", args=[one.pk])
    if (
        form.is_valid()
        and common.tried(form, actor, c.ChangeSurvey(target_id=one.pk, values=form.values()), {"deadline": "day"})
        is not None
    ):
        return common.done(request, _("บันทึกแล้ว"), back)
    trail = [(_("แบบสำรวจ"), reverse("labour_surveys")), (one.title, back), (_("แก้ไข"), "")]
    return common.form_page(request, form, title=_("แก้ไขแบบสำรวจ"), submit=_("บันทึก"), back=back, trail=trail)


def _form(request: HttpRequest, actor: Any, initial: dict[str, Any]) -> SurveyForm:
    choices = {"area": places(common.own_area(actor))}
    return SurveyForm(request.POST or None, request.FILES or None, initial=initial, choices=choices, auto_id="f-%s")


@require_POST
def labour_survey_act(request: HttpRequest, labour_survey: int, survey_act: str) -> HttpResponse:
    """Open, close or reopen a survey."""
    one = common.survey_or_404(request, labour_survey)
    acts: dict[str, tuple[Any, str]] = {
        "open": (c.OpenSurvey, _("เปิดรับคำตอบแล้ว อาสาสมัครทุกตำบลเห็นแบบสำรวจนี้")),
        "close": (c.CloseSurvey, _("ปิดรับคำตอบแล้ว")), "reopen": (c.ReopenSurvey, _("เปิดรับคำตอบอีกครั้ง")),
    }  # fmt: skip
    if survey_act not in acts:
        raise common.not_found()
    verb, said = acts[survey_act]
    try:
        perform(common.actor_of(request), verb(target_id=one.pk))
    except RuleBroken as broken:
        return _shown(request, common.survey_or_404(request, labour_survey), broken)
    return common.done(request, said, reverse("labour_survey", args=[one.pk]))
