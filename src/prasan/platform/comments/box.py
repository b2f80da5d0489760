"""What a page shows of the comments on its subject: at most four queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from prasan.platform.comments.commands import EDIT_MINUTES
from prasan.platform.comments.kinds import KINDS, People
from prasan.platform.comments.models import Comment, Follow

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


def box(actor: Any, about: models.Model) -> Box:
    """Return the comments on a thing that the actor sees (its page has checked that)."""
    label = about._meta.label_lower
    rows = Comment.objects.about(label, about.pk).prefetch_related("mentions").order_by("-pk")[:SHOWN]
    mark = Follow.objects.filter(model=label, object_id=about.pk, person_id=actor.person_id).first()
    writes = not actor.scope.masked
    people = [one for one in KINDS[label].people(about) if one[0] != actor.person_id] if writes else []
    return Box(
        label=label, pk=about.pk, comments=list(reversed(rows)), following=bool(mark and mark.active),
        seen=mark.seen_id if mark else 0, people=people, person_id=actor.person_id, may_write=writes,
        now=timezone.now(),
    )  # fmt: skip
