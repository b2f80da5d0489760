"""Pages of officers' questions: find one that was answered, ask, answer once for all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, Search, codes_by_word
from prasan.platform.search import matching
from prasan.understanding import commands as c
from prasan.understanding import policy as may
from prasan.understanding.forms import QuestionForm
from prasan.understanding.models import Item, Question
from prasan.understanding.pages import common


class Questions(Listing):
    """Questions about policies, the latest first."""

    name, title, url_name = "understanding.questions", gettext_lazy("คำถามเรื่องนโยบาย"), "policy_questions"
    columns = (
        Column("text", gettext_lazy("คำถาม"), "text", width=60),
        Column("answer", gettext_lazy("คำตอบ"), "answer", width=60),
        Column("policy", gettext_lazy("นโยบาย"), "policy__short_th", width=30),
        Column("office", gettext_lazy("หน่วยงานที่ถาม"), "office__name_th", width=30),
        Column("asked_at", gettext_lazy("ถามเมื่อ"), "asked_at", sort=True, kind="datetime"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Question.State.choices)),
    )
    filters = (
        Search("q", gettext_lazy("ค้นหา")),
        Choice("state", gettext_lazy("สถานะ"), "state", Question.State.choices),
        Choice("policy", gettext_lazy("นโยบาย"), "policy", common.policies),
    )
    order, size = "-asked_at", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the questions that the actor reads."""
        found: QuerySet[Any] = Question.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("policy_question", args=[row["pk"]])
        row["status"] = common.STATUS[codes_by_word(Question.State)[str(row["state"])]]
        return row


@require_safe
def policy_questions(request: HttpRequest) -> HttpResponse:
    """List the questions with their answers."""
    actor = common.actor_of(request)
    page = LISTINGS[Questions.name].page(actor, request.GET, request.path)
    return common.draw(request, "questions", {
        "page": page, "states": [("", _("ทั้งหมด")), *Question.State.choices],
        "policies": [("", _("ทั้งหมด")), *common.policies(actor)], "asks": may.is_staff(actor),
    })  # fmt: skip


@require_http_methods(common.READ_WRITE)
def policy_question_add(request: HttpRequest) -> HttpResponse:
    """Ask; what was answered with the same words is shown first, and asked only when it does not help."""
    actor = common.actor_of(request)
    common.allowed(None if may.is_staff(actor) else may.ONLY_STAFF)
    key = common.number_of(request.GET.get("item", ""))
    item = Item.objects.visible_to(actor).select_related("brief").filter(pk=key).first() if key else None
    initial = {"policy": str(item.brief.policy_id) if item else request.GET.get("policy", "")}
    form = QuestionForm(
        request.POST or None, initial=initial, choices={"policy": [("", "–"), *common.policies(actor)]}, auto_id="f-%s"
    )
    like: list[Question] = []
    if form.is_valid():
        like = (
            []
            if request.POST.get("sure")
            else similar(actor, int(form.cleaned_data["policy"]), form.cleaned_data["text"])
        )
        if not like and (made := _asked(form, actor, item)) is not None:
            return common.done(request, _("ส่งถึงผู้รับผิดชอบนโยบายแล้ว"), reverse("policy_question", args=[made.pk]))
    return common.draw(
        request, "question_add", {"form": form, "like": like, "item": item}, status=422 if form.errors else 200
    )


def similar(actor: Any, policy: int, text: str) -> list[Question]:
    """Return answered questions of a policy that hold one of the longer words of a text."""
    rows = Question.objects.visible_to(actor).filter(policy=policy, state=Question.State.ANSWERED).defer("grams")
    found: dict[int, Question] = {}
    for word in sorted(text.split(), key=len, reverse=True)[:3]:
        if len(word) >= 3:
            found |= {one.pk: one for one in matching(rows, word[:40])[:5]}
    return list(found.values())[:5]


def _asked(form: QuestionForm, actor: Any, item: Item | None) -> Any:
    given = form.cleaned_data
    try:
        return perform(actor, c.AskOwner(
            policy_id=int(given["policy"]), text=given["text"],
            item_id=item.pk if item is not None and item.brief.policy_id == int(given["policy"]) else None,
        ))  # fmt: skip
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
        return None


@require_http_methods(common.READ_WRITE)
def policy_question(request: HttpRequest, policy_question: int) -> HttpResponse:
    """Show a question; its policy's owner answers it here, or joins it to one that was answered."""
    actor, one = common.actor_of(request), common.question_or_404(request, policy_question)
    error = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "join":
                perform(actor, c.Join(target_id=one.pk, other_id=common.number_of(request.POST.get("other", "")) or 0))
                return common.done(request, _("รวมกับคำถามที่ตอบแล้ว"), reverse("policy_question", args=[one.pk]))
            perform(actor, c.Reply(target_id=one.pk, text=request.POST.get("text", "")))
            return common.done(request, _("ตอบแล้ว ทุกคนเห็นคำตอบนี้"), reverse("policy_question", args=[one.pk]))
        except RuleBroken as broken:
            error, one = broken, common.question_or_404(request, policy_question)
    item = Item.objects.visible_to(actor).filter(key=one.item).order_by("-brief").first() if one.item else None
    return common.draw(request, "question", {
        "one": one, "item": item, "replies": may.can_reply(actor, one) is None, "typed": request.POST,
        "history": common.history(request, one), **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip
