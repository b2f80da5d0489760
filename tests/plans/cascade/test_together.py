"""Two provinces answer at once, the centre supplements and recalls meanwhile: nothing is lost, nothing counts twice."""

import threading

import pytest
from django.db import close_old_connections, connection

from prasan.plans.cascade import queries
from prasan.plans.cascade.commands import AcceptOffer, OfferAll, RecallCascade, SplitExpected
from prasan.plans.models import Item, Offer
from prasan.platform.commands import perform
from prasan.platform.commands.errors import PeopleError
from tests.plans import ground
from tests.plans.cascade import scene


def together(*acts):
    """Run acts at once in threads of their own; returns what each was refused with, or None."""
    gate, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        close_old_connections()
        try:
            gate.wait(10)
            act()
        except PeopleError as broken:
            told[place] = broken
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return told


@pytest.mark.django_db(transaction=True)
def test_two_provinces_and_the_centre_at_once():
    g = ground.build()
    sent = scene.sent(g)
    values = {g.areas["92"].pk: 100, g.areas["80"].pk: 150, g.areas["93"].pk: 80}
    split = SplitExpected(target_id=sent.cascade.pk, row=sent.expected().pk, total=330, method="given", values=values)
    first, second = sent.offer("92").pk, sent.offer("80").pk
    told = together(
        lambda: perform(g.actors["plo"], AcceptOffer(target_id=first)),
        lambda: perform(g.actors["plo-80"], AcceptOffer(target_id=second)),
        lambda: perform(g.actors["owner"], split),
        lambda: perform(g.actors["plo"], AcceptOffer(target_id=first)),
    )
    assert told[1:3] == [None, None]
    assert [told[0] is None, told[3] is None].count(True) == 1  # the same province answers once
    assert sent.states("92") == sent.states("80") == ["accepted", "accepted"]
    assert sent.offer("92").project.activities.count() == 2
    tally = queries.summary(sent.cascade)[0]
    assert (tally.asked, tally.promised) == (330, 250)


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_recall_never_both_win():
    g = ground.build()
    sent = scene.sent(g)
    for _round in range(6):
        Item.objects.update(state="open", promised=None, activity=None)
        Offer.objects.update(state="draft", answers=0)
        sent.cascade.refresh_from_db()
        perform(g.actors["owner"], OfferAll(target_id=sent.cascade.pk))
        told = together(
            lambda: perform(g.actors["plo"], AcceptOffer(target_id=sent.offer("92").pk)),
            lambda: perform(g.actors["owner"], RecallCascade(target_id=sent.cascade.pk, reason="แก้ตัวเลข")),
        )
        accepted = sent.states("92") == ["accepted", "accepted"]
        assert (told[0] is None) == accepted
        assert sent.offer("92").state == ("offered" if accepted else "recalled")
