"""Comments over the API: list, add, mend, take back, follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.platform.comments import commands
from prasan.platform.comments.models import Comment
from prasan.platform.web.api import Strict, act, answers

router = Router(tags=["comments"])


class CommentRow(Strict):
    """A comment; removed, its text is empty."""

    id: int
    author: str
    text: str
    at: dt.datetime
    edited: bool
    removed: bool
    mentions: list[int]


def _row(one: Comment) -> dict[str, Any]:
    return {
        "id": one.pk, "author": one.author, "text": one.text, "at": one.at, "edited": one.edited_at is not None,
        "removed": one.removed_at is not None, "mentions": [m.person_id for m in one.mentions.all()],
    }  # fmt: skip


@router.get("/comments", response=answers(list[CommentRow]))
def list_comments(request: HttpRequest, model: str, object: int) -> list[dict[str, Any]]:
    """List the comments on a thing, such as model=progress.report, object=17; oldest first, at most 500."""
    rows = Comment.objects.visible_to(request.actor).about(model, object)  # type: ignore[attr-defined]
    return [_row(one) for one in rows.prefetch_related("mentions")[:500]]


class CommentIn(Strict):
    """What to say about which thing, and the people to mention."""

    model: str
    object: int
    text: str
    mention: list[int] = []


@router.post("/comments", response=answers(CommentRow))
def add_comment(request: HttpRequest, told: CommentIn) -> dict[str, Any]:
    """Add a comment."""
    made = commands.AddComment(label=told.model, object_id=told.object, text=told.text, mention=told.mention)
    row = act(request, made)
    row.refresh_from_db()
    return _row(row)


class TextIn(Strict):
    """The words; empty takes the comment back."""

    text: str


@router.post("/comments/{pk}", response=answers(CommentRow))
def change_comment(request: HttpRequest, pk: int, told: TextIn) -> dict[str, Any]:
    """Mend your own comment within its time, or take it back."""
    if told.text.strip():
        return _row(act(request, commands.EditComment(target_id=pk, text=told.text)))
    return _row(act(request, commands.RemoveComment(target_id=pk)))
