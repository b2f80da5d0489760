"""Pages of comments: write, mend, take back, follow; each leads back to the page of its subject."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.comments.commands import AddComment, EditComment, RemoveComment, SetFollow
from prasan.platform.comments.kinds import KINDS, find
from prasan.platform.comments.models import Comment


def _about(request: HttpRequest, label: str, pk: int) -> Any:
    found = find(request.actor, label, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Refused(_("ไม่พบเรื่องที่จะแสดงความเห็น หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _back(label: str, about: Any) -> str:
    return f"{KINDS[label].url(about)}#comments"


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show the comments on a thing by themselves; POST adds one and leads back to the thing."""
    about, actor = _about(request, label, pk), request.actor  # type: ignore[attr-defined]
    error = ""
    if request.method == "POST":
        mention = [int(one) for one in request.POST.getlist("mention") if one.isdigit()]
        told = AddComment(label=label, object_id=pk, text=request.POST.get("text", ""), mention=mention)
        try:
            perform(actor, told)
            return redirect(_back(label, about))
        except RuleBroken as broken:
            error = str(broken.text)
    context = {
        "box": box(actor, about), "title": str(about), "back": KINDS[label].url(about), "error": error,
        "text": request.POST.get("text", ""),
    }  # fmt: skip
    return render(request, "comments/comments.html", context, status=422 if error else 200, using="jinja2")


@require_http_methods(["GET", "HEAD", "POST"])
def comment_edit(request: HttpRequest, comment: int) -> HttpResponse:
    """Mend one's own comment, or take it back."""
    actor = request.actor  # type: ignore[attr-defined]
    found = Comment.objects.visible_to(actor).filter(pk=comment, person_id=actor.person_id).first()
    if found is None:
        raise Refused(_("ไม่พบความเห็นนี้ หรือไม่ใช่ของท่าน"), status=404)
    about = _about(request, found.model, found.object_id)
    error = ""
    if request.method == "POST":
        removes = request.POST.get("do") == "remove"
        text = request.POST.get("text", "")
        try:
            perform(actor, RemoveComment(target_id=comment) if removes else EditComment(target_id=comment, text=text))
            return redirect(_back(found.model, about))
        except RuleBroken as broken:
            error = str(broken.text)
    context = {
        "comment": found, "title": str(about), "back": _back(found.model, about), "error": error,
        "text": request.POST.get("text", found.text),
    }  # fmt: skip
    return render(request, "comments/edit.html", context, status=422 if error else 200, using="jinja2")


@require_POST
def comment_follow(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Follow a thing, follow it no more, or mark its comments as read."""
    about = _about(request, label, pk)
    told = SetFollow(label=label, object_id=pk, active=request.POST.get("follow") == "1")
    perform(request.actor, told)  # type: ignore[attr-defined]
    messages.success(request, _("บันทึกแล้ว"))
    return redirect(_back(label, about))
