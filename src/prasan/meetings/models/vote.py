"""Votes, open and secret."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.meetings.models.agenda import Item
from prasan.meetings.models.attendee import Attendee, only_listens
from prasan.meetings.models.briefing import Briefing


class VoteQuerySet(models.QuerySet["Vote"]):
    """Named questions to the votes."""

    def visible_to(self, actor: Any) -> VoteQuerySet:
        """Return the votes of the meetings that the actor reads, to listeners none on a secret item."""
        if getattr(actor, "is_system", False):
            return self
        seen = Briefing.objects.visible_to(actor).filter(pk=OuterRef("briefing_id"))
        return self.filter(Exists(seen.order_by())).exclude(Q(item__secret=True) & only_listens(actor))


class Vote(models.Model):
    """A question put to the meeting (การลงคะแนน). `may` members may vote; `counts`, votes for each choice, at closing.

    `key` opens the ballots of a secret vote while it is open; closing destroys it with them.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        OPEN = "open", _("กำลังลงคะแนน")
        CLOSED = "closed", _("นับคะแนนแล้ว")
        DROPPED = "dropped", _("ยกเลิกการลงคะแนน")

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="votes")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="votes")
    question = models.CharField(max_length=500)
    choices = ArrayField(models.CharField(max_length=200))
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    may = models.PositiveSmallIntegerField(default=0)
    counts = ArrayField(models.PositiveSmallIntegerField(), null=True)
    key = models.TextField(default="", blank=True)

    objects = VoteQuerySet.as_manager()
    unjournalled = frozenset({"key"})
    """Whoever held the key could open the ballots."""

    class Meta:
        db_table = "meetings_vote"
        ordering = ["id"]
        indexes = [models.Index(fields=["briefing", "id"], name="vote_briefing")]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="vote_has_question"),
            models.CheckConstraint(condition=Q(choices__len__gte=2, choices__len__lte=10), name="vote_choices"),
            models.CheckConstraint(condition=Q(state="open") | Q(key=""), name="vote_key_destroyed"),
            models.CheckConstraint(
                condition=Q(state="closed", counts__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(counts=None)),
                name="vote_counted_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return (f"meeting:{self.briefing_id}",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.briefing.organiser.area_id, self.briefing.organiser_id, self.briefing.classification


class Ballot(models.Model):
    """That a member has voted; in an open vote also how. Of a secret one `sealed` holds the choice until closing."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    choice = models.PositiveSmallIntegerField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        db_table = "meetings_ballot"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["vote", "attendee"], name="ballot_once")]

    def __str__(self) -> str:
        return f"{self.vote_id}:{self.attendee_id}"


class Choice(models.Model):
    """One choice of a secret vote, without its voter: all are written at closing, shuffled, in one statement."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="cast")
    choice = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "meetings_choice"
        ordering = ["id"]
        indexes = [models.Index(fields=["vote"], name="choice_vote")]

    def __str__(self) -> str:
        return f"{self.vote_id}:{self.choice}"
