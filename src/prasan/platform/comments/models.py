"""Tables of comments: the comment, who is mentioned in it, who follows a subject."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from prasan.platform.comments.kinds import KINDS


class CommentQuerySet(models.QuerySet["Comment"]):
    """Named questions to the comments."""

    def visible_to(self, actor: Any) -> CommentQuerySet:
        """Return the comments on what the actor sees."""
        seen = Q(pk__in=[])
        for label, kind in KINDS.items():
            seen |= Q(model=label, object_id__in=kind.rows(actor).order_by().values("pk"))
        return self.filter(seen)

    def about(self, label: str, pk: int) -> CommentQuerySet:
        """Return the comments on one thing, oldest first."""
        return self.filter(model=label, object_id=pk).order_by("pk")


class Comment(models.Model):
    """What somebody says about a thing (ความเห็น). Removed, its words are gone and its place stays."""

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    author = models.CharField(max_length=300)
    text = models.TextField()
    at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    area_id = models.IntegerField(null=True)
    office_id = models.BigIntegerField(null=True)
    classification = models.SmallIntegerField(default=0)

    objects = CommentQuerySet.as_manager()
    personal = {"author": "staff name", "text": "free text of staff"}
    unjournalled = {"model", "object_id", "person_id", "author", "at", "area_id", "office_id", "classification"}

    class Meta:
        db_table = "platform_comment"
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id", "id"], name="comment_subject")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) of the subject: a comment is read by the same people."""
        return self.area_id, self.office_id, self.classification


class Mention(models.Model):
    """Somebody named in a comment (กล่าวถึง)."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=300)

    personal = {"name": "staff name"}

    class Meta:
        db_table = "platform_mention"
        constraints = [models.UniqueConstraint(fields=["comment", "person_id"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} @{self.person_id}"


class FollowQuerySet(models.QuerySet["Follow"]):
    """Named questions to the followers."""

    def visible_to(self, actor: Any) -> FollowQuerySet:
        """Return the actor's own."""
        return self.filter(person_id=actor.person_id)


class Follow(models.Model):
    """Who is told of new comments on a thing (ติดตาม), and the last one that this person has read."""

    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    active = models.BooleanField(default=True)
    seen_id = models.BigIntegerField(default=0)

    objects = FollowQuerySet.as_manager()
    personal: dict[str, str] = {}
    unjournalled = {"model", "object_id", "person_id", "seen_id"}

    class Meta:
        db_table = "platform_follow"
        constraints = [models.UniqueConstraint(fields=["model", "object_id", "person_id"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
