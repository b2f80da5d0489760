"""What a page shows of the comments on its subject: two queries, one where `with_talk` loaded the subject."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from prasan.platform.comments.commands import EDIT_MINUTES
from prasan.platform.comments.kinds import KINDS, People
from prasan.platform.comments.models import Comment, Follow, Mention

SHOWN = 100


@dataclass(slots=True)
class Box:
    """The comments on a thing as one reader sees them."""

    label: str
    pk: int
    comments: list[Comment]
    following: bool
    seen: int
    people: People
    person_id: int
    may_write: bool
    now: dt.datetime

    @property
    def unread(self) -> int:
        """Return how many comments of others are newer than the reader's mark; none without a mark."""
        if not self.following:
            return 0
        return sum(one.pk > self.seen and one.person_id != self.person_id for one in self.comments)

    def fresh(self, one: Comment) -> bool:
        """Tell whether a comment is new to a follower."""
        return self.following and one.pk > self.seen and one.person_id != self.person_id

    def mine(self, one: Comment) -> bool:
        """Tell whether the reader wrote it and it still stands."""
        return one.person_id == self.person_id and one.removed_at is None

    def mendable(self, one: Comment) -> bool:
        """Tell whether the reader may still mend it."""
        return self.mine(one) and self.now - one.at <= dt.timedelta(minutes=EDIT_MINUTES)


def with_talk(rows: QuerySet[Any], actor: Any) -> QuerySet[Any]:
    """Return things with the comments on them and the actor's mark, by the same query (`box` then asks for neither)."""
    label = rows.model._meta.label_lower
    named = Mention.objects.filter(comment=OuterRef("pk")).order_by("pk").values("name")
    comments: Any = Comment.objects.filter(model=label, object_id=OuterRef("pk")).order_by("-pk")
    words = JSONObject(
        id="pk", person_id="person_id", author="author", text="text", at="at", edited_at="edited_at",
        removed_at="removed_at", named=ArraySubquery(named),
    )  # fmt: skip
    marks: Any = Follow.objects.filter(model=label, object_id=OuterRef("pk"), person_id=actor.person_id)
    return rows.annotate(
        talk=ArraySubquery(comments.values(words=words)[:SHOWN]),
        mark=Subquery(marks.values(words=JSONObject(active="active", seen_id="seen_id"))[:1]),
    )


def _comment(label: str, pk: int, told: dict[str, Any]) -> Comment:
    """Return a comment as it came with its subject; `named` are those whom it mentions."""
    for name in ("at", "edited_at", "removed_at"):
        told[name] = dt.datetime.fromisoformat(told[name]) if told[name] else None
    named = told.pop("named")
    found = Comment(model=label, object_id=pk, **told)
    found.named = named  # type: ignore[attr-defined]
    return found


def box(actor: Any, about: models.Model) -> Box:
    """Return the comments on a thing that the actor sees (its page has checked that)."""
    label = about._meta.label_lower
    told: Any = about if hasattr(about, "talk") else _asked(actor, about)
    mark = told.mark
    writes = not actor.scope.masked
    people = [one for one in KINDS[label].people(about) if one[0] != actor.person_id] if writes else []
    return Box(
        label=label, pk=about.pk, comments=[_comment(label, about.pk, dict(one)) for one in reversed(told.talk)],
        following=bool(mark and mark["active"]), seen=mark["seen_id"] if mark else 0, people=people,
        person_id=actor.person_id, may_write=writes, now=timezone.now(),
    )  # fmt: skip


def _asked(actor: Any, about: models.Model) -> Any:
    """Return the thing with its comments alone: one query."""
    rows = type(about)._base_manager.filter(pk=about.pk).order_by()
    return with_talk(rows, actor).only("pk").get()
