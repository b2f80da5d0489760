"""Votes: counted right, once a member, and of a secret one nothing joins a choice to its voter."""

import pytest
from django.db import connection

from prasan.meetings import commands as c
from prasan.meetings.models import Ballot, Choice, Line
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry, Outbox
from tests.meetings import ground

VOTERS = (("minister", "chair"), ("plo", "OPS-92"), ("plo-80", "OPS-80"), ("counsellor", "ABROAD-TW-TAIPEI"))


def cast(g, made, vote, choices):
    for (who, office), choice in zip(VOTERS, choices, strict=False):
        g.do(who, c.Cast(target_id=vote.pk, attendee_id=ground.line(made, g, office).pk, choice=choice))


def test_an_open_vote_is_counted(g):
    made = ground.running(g)
    vote = ground.open_vote(g, made)
    cast(g, made, vote, [0, 1, 0, 2])
    done = g.do("duty", c.CloseVote(target_id=vote.pk))
    assert (done.counts, done.may) == ([2, 1, 1], 4)


def test_a_choice_may_be_changed_until_it_is_counted_and_counts_once(g):
    made = ground.running(g)
    vote = ground.open_vote(g, made, secret=True)
    cast(g, made, vote, [0])
    cast(g, made, vote, [1])
    assert Line.objects.filter(what="voted").count() == 1
    assert g.do("duty", c.CloseVote(target_id=vote.pk)).counts == [0, 1, 0]
    with pytest.raises(RuleBroken):
        cast(g, made, vote, [0])


def test_nobody_votes_on_anothers_line_nor_as_a_secretary(g):
    made = ground.running(g)
    vote = ground.open_vote(g, made)
    with pytest.raises(RuleBroken):
        g.do("plo", c.Cast(target_id=vote.pk, attendee_id=ground.line(made, g, "OPS-80").pk, choice=0))
    with pytest.raises(Refused):
        g.do("duty", c.Cast(target_id=vote.pk, attendee_id=ground.line(made, g, "secretary").pk, choice=0))
    with pytest.raises(Refused):
        g.do("dg", c.Cast(target_id=vote.pk, attendee_id=ground.line(made, g, "OPS-80").pk, choice=0))


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_a_secret_choice_to_its_voter():
    """Read past the product: the rows of choices carry neither who, nor when, nor in what order."""
    with ground.at(ground.MONDAY):
        g = ground.build()
        made = ground.running(g)
        vote = ground.open_vote(g, made, secret=True)
        told = [0, 1, 1, 2]
        cast(g, made, vote, told)
        done = g.do("duty", c.CloseVote(target_id=vote.pk))
    assert done.counts == [1, 2, 1]
    assert done.key == ""
    assert list(Ballot.objects.values_list("choice", "sealed")) == [(None, None)] * 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM meetings_choice")
        assert cursor.fetchone() == (1, 4)
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM meetings_ballot")
        assert cursor.fetchone() == (1, 4)
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'meetings_choice'")
        assert {one for (one,) in cursor.fetchall()} == {"id", "vote_id", "choice"}
    words = str(list(Entry.objects.values_list("changes", flat=True))) + str(
        list(Outbox.objects.values_list("payload", flat=True))
    )
    assert "sealed" not in words.replace('"sealed":', "")
    assert all('"choice"' not in one for one in Line.objects.values_list("said", flat=True))


def test_the_order_of_secret_choices_is_not_that_of_the_votes(g):
    """Twelve votes of four, all in one order: that the choices come out alike has a chance under one in 10 million."""
    made = ground.running(g)
    orders = set()
    for _one in range(12):
        vote = ground.open_vote(g, made, secret=True, choices=["ก", "ข", "ค", "ง"])
        cast(g, made, vote, [0, 1, 2, 3])
        g.do("duty", c.CloseVote(target_id=vote.pk))
        orders.add(tuple(Choice.objects.filter(vote=vote).order_by("pk").values_list("choice", flat=True)))
    assert len(orders) > 1
