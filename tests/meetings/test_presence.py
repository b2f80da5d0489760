"""Sockets that open and close are lines of the log and make the roll; strangers and other keys do not."""

from __future__ import annotations

import datetime as dt
import random
import threading

import pytest
from django.db import connection, transaction

from prasan.meetings import commands as c
from prasan.meetings.evidence.chain import verify
from prasan.meetings.evidence.log import append, exported
from prasan.meetings.models import Line
from prasan.meetings.roll import roll_of
from prasan.meetings.topics import _bears
from prasan.platform.commands import SYSTEM
from tests.meetings import ground
from tests.meetings.ground import MONDAY

_OPEN = """INSERT INTO platform_presence (connection, topic, key, person_id, instance, opened, why)
VALUES (%s, %s, %s, 7, 'test', %s, '')"""
_CLOSE = "UPDATE platform_presence SET closed = %s, why = %s WHERE connection = %s"


def socket(name: str, made, line, at: dt.datetime) -> None:
    """Open a socket as the live process writes it."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [name, f"meeting:{made.pk}:room", f"meeting:{made.pk}/{line.pk}", at])


def close(name: str, at: dt.datetime, why: str = "left") -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [at, why, name])


def minute(number: float) -> dt.datetime:
    return MONDAY + dt.timedelta(minutes=number)


@pytest.fixture
def made(g):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO platform_instance (id, started, beat) VALUES ('test', now(), now())")
    return ground.running(g)


def test_a_socket_that_opens_and_closes_is_present_for_that_time(g, made):
    there = ground.line(made, g, "OPS-92")
    socket("one", made, there, minute(1))
    socket("two", made, there, minute(3))
    close("one", minute(5), "lost")
    close("two", minute(11))
    with ground.at(minute(30)):
        told = roll_of(made)[there.pk]
    assert (told.seconds, told.here, told.late) == (600, False, False)
    assert [one.what for one in Line.objects.filter(attendee_id=there.pk)] == ["joined", "joined", "left", "left"]
    assert verify(list(exported(made.pk))[1:]).whole


def test_who_comes_after_the_grace_is_late(g, made):
    there = ground.line(made, g, "OPS-80")
    socket("late", made, there, minute(6))
    with ground.at(minute(7)):
        told = roll_of(made)[there.pk]
    assert told.here
    assert told.late


def test_a_key_of_nobody_or_of_a_closed_meeting_is_no_line(g, made):
    there = ground.line(made, g, "OPS-92")
    for key in ("meeting:0/0", "meeting:1", f"other:{made.pk}/{there.pk}", f"meeting:{made.pk}/0"):
        with connection.cursor() as cursor:
            cursor.execute(_OPEN, [key, "meeting:1:room", key, minute(1)])
    g.do("duty", c.CloseMeeting(target_id=made.pk))
    socket("after", made, there, minute(30))
    assert not Line.objects.filter(what="joined").exists()


def test_closing_ends_every_presence(g, made):
    there = ground.line(made, g, "OPS-92")
    socket("one", made, there, MONDAY)
    with ground.at(minute(20)):
        g.do("duty", c.CloseMeeting(target_id=made.pk))
        made.refresh_from_db()
        close("one", minute(21))
        told = roll_of(made)[there.pk]
    assert not told.here
    assert Line.objects.last().what == "closed"


def test_only_who_has_shown_who_they_are_bears_a_presence(g, made):
    rest = f"{made.pk}:room"
    there = ground.line(made, g, "OPS-92")
    assert _bears(g.actors["plo"], rest) is None
    ground.attend(g, made, "plo", "OPS-92")
    assert _bears(g.actors["plo"], rest) == f"meeting:{made.pk}/{there.pk}"
    assert _bears(g.actors["plo"], f"{made.pk}:chat") is None
    assert _bears(g.actors["doe"], rest) is None
    g.do("minister", c.Remove(target_id=there.pk, reason="รบกวน"))
    assert _bears(g.actors["plo"], rest) is None


def test_random_comings_and_goings_equal_their_script(g, made):
    """Forty connections on four lines, some twice at a time: the seconds of the roll are those of the script."""
    dice = random.Random(20260612)
    lines = [ground.line(made, g, one) for one in ("chair", "OPS-92", "OPS-80", "ABROAD-TW-TAIPEI")]
    script: dict[int, set[int]] = {line.pk: set() for line in lines}
    moves = []
    for number in range(40):
        line = dice.choice(lines)
        begun = dice.randrange(0, 3000)
        ended = begun + dice.randrange(1, 900)
        script[line.pk] |= set(range(begun, ended))
        moves += [(begun, "open", f"s{number}", line), (ended, "close", f"s{number}", line)]
    for at, what, name, line in sorted(moves, key=lambda one: (one[0], one[1] == "open")):
        moment = MONDAY + dt.timedelta(seconds=at)
        if what == "open":
            socket(name, made, line, moment)
        else:
            close(name, moment)
    with ground.at(minute(90)):
        told = roll_of(made)
    assert {pk: told[pk].seconds for pk in told} == {pk: len(seconds) for pk, seconds in script.items() if seconds}


@pytest.mark.django_db(transaction=True)
def test_the_log_does_not_wait_for_a_verb_that_holds_the_meeting():
    """A verb takes the meeting and then its log; who waited for the meeting with the log in hand made a deadlock."""
    with ground.at(MONDAY):
        g = ground.build()
        made = ground.running(g)
        there = ground.line(made, g, "OPS-92")
    done = []

    def write() -> None:
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '10s'")
                append(made.pk, "checked_in", line=there.pk)
            done.append("written")
        finally:
            connection.close()

    with transaction.atomic():
        c.OpenMeeting(target_id=made.pk).subject(SYSTEM)
        other = threading.Thread(target=write)
        other.start()
        other.join()
    assert done == ["written"]
