"""Presence as real processes write it, compared with what pages really did: joins, leaves, crashes, freezes, kills."""

import json
import signal
import time

import psycopg
import pytest

from prasan.platform.live import orders

from .page import Page
from .tools import Reader, until, write

QUICK = {"ping_seconds": 0.3, "silent_seconds": 2.0, "presence_flush_seconds": 0.1}
MORTAL = {**QUICK, "presence_beat_seconds": 0.2, "presence_gone_seconds": 0.5}


@pytest.fixture
def db(database):
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


def rows(connection):
    """Return {key: [why of each connection, "" while open]}."""
    found = {}
    for key, closed, why in connection.execute("SELECT key, closed, why FROM platform_presence ORDER BY id"):
        assert (closed is None) == (why == "")
        found.setdefault(key, []).append(why)
    return found


def join(process, number, *, person=None, **more):
    page = Page(process, "m:5", person=person or number, key=f"m:5/{number}", **more)
    page.ready()
    return page


def test_every_way_to_end_is_told_for_what_it_was(live, db):
    process = live(**QUICK)
    follower = Reader(process, "m:5", person=99)
    follower.ready()
    pages = {number: join(process, number) for number in range(1, 9)}
    until(lambda: len(rows(db)) == 8)
    assert set(follower.next()) == {"id", "event", "seq", "name"}
    assert rows(db) == {f"m:5/{number}": [""] for number in pages}
    pages[1].leave(1000)
    pages[2].leave(1001)
    pages[3].leave(3000)
    pages[4].crash()
    pages[5].socket.close()
    pages[6].frozen = True
    write(db, orders.key_from("m:5/7"))
    write(db, orders.key_left("m:5/8"))
    ended = {1: "left", 2: "left", 3: "lost", 4: "lost", 6: "lost", 7: "revoked", 8: "left"}
    pages[5].socket.close()
    expected = {f"m:5/{number}": [why] for number, why in ended.items()}
    until(lambda: {key: why for key, why in rows(db).items() if key != "m:5/5"} == expected)
    told = db.execute("SELECT payload, topics FROM platform_outbox WHERE name = 'presence.changed'").fetchall()
    assert all(topics == ["m:5"] and payload["topic"] == "m:5" for payload, topics in told)
    assert {key for payload, _ in told for key in payload["keys"]} >= set(expected)


def test_a_frozen_page_was_present_until_it_was_last_heard(live, db):
    process = live(**QUICK)
    page = join(process, 1)
    until(lambda: rows(db))
    time.sleep(0.5)
    page.frozen = True
    time.sleep(0.3)
    (moment,) = db.execute("SELECT clock_timestamp()").fetchone()
    until(lambda: rows(db) == {"m:5/1": ["lost"]})
    opened, closed = db.execute("SELECT opened, closed FROM platform_presence").fetchone()
    assert opened < closed
    assert closed <= moment  # nothing was heard after it froze


def test_a_burst_is_few_statements(live, db):
    process = live(presence_flush_seconds=1.0)
    pages = [join(process, number) for number in range(1, 21)]
    until(lambda: len(rows(db)) == 20)
    (before,) = db.execute("SELECT count(*) FROM platform_outbox").fetchone()
    for page in pages:
        page.leave()
    until(lambda: set(map(tuple, rows(db).values())) == {("left",)})
    (after,) = db.execute("SELECT count(*) FROM platform_outbox").fetchone()
    assert after - before <= 10  # one for all that ended within a second


def test_streams_prove_presence_too(live, db):
    from prasan.platform.live.tickets import Claim

    process = live(**QUICK)
    stream = Reader(process, "x", person=4, presence=Claim("m:5", "m:5/4"))
    stream.ready()
    until(lambda: rows(db) == {"m:5/4": [""]})
    stream.close()
    until(lambda: rows(db) == {"m:5/4": ["lost"]})


def test_stopping_closes_the_rows(live, db):
    process = live(**QUICK)
    join(process, 1)
    until(lambda: rows(db))
    process.stop()
    assert rows(db) == {"m:5/1": ["restarted"]}


def test_a_killed_process_leaves_no_ghosts(live, db):
    first = live(**MORTAL)
    join(first, 1)
    join(first, 2)
    until(lambda: len(rows(db)) == 2)
    time.sleep(0.5)
    first.kill()
    (killed,) = db.execute("SELECT clock_timestamp()").fetchone()
    second = live(**MORTAL)
    join(second, 1)
    until(lambda: rows(db) == {"m:5/1": ["restarted", ""], "m:5/2": ["restarted"]})
    ends = [closed for (closed,) in db.execute("SELECT closed FROM platform_presence WHERE why = 'restarted'")]
    (beat,) = db.execute("SELECT beat FROM platform_instance WHERE ended IS NOT NULL").fetchone()
    assert set(ends) == {beat}
    assert beat <= killed


def test_a_process_that_was_only_slow_opens_its_rows_again(live, db):
    process = live(**MORTAL)
    join(process, 1)
    page = join(process, 2)
    until(lambda: len(rows(db)) == 2)
    # What another process does to one whose beat is late.
    with db.transaction():
        db.execute("UPDATE platform_instance SET ended = clock_timestamp()")
        db.execute("UPDATE platform_presence SET closed = clock_timestamp(), why = 'restarted'")
    page.leave()
    until(lambda: rows(db) == {"m:5/1": [""], "m:5/2": ["left"]})


def test_a_slow_process_is_not_called_dead(live, db):
    """It is stopped like a machine that swaps: it does not beat, but its session stands."""
    process, other = live(**MORTAL), live(**MORTAL)
    join(process, 1)
    until(lambda: len(rows(db)) == 1)
    process.process.send_signal(signal.SIGSTOP)
    try:
        join(other, 2)
        late = "SELECT count(*) FROM platform_instance WHERE beat < clock_timestamp() - interval '1.5 s'"
        until(lambda: db.execute(late).fetchone() == (1,))
        time.sleep(1.2)  # the other one has looked at it by now
        assert rows(db) == {"m:5/1": [""], "m:5/2": [""]}
    finally:
        process.process.send_signal(signal.SIGCONT)


def test_nothing_is_lost_while_the_database_is_away(live, db):
    process = live(**QUICK)
    stays, goes = join(process, 1), join(process, 2)
    until(lambda: len(rows(db)) == 2)
    (started,) = db.execute("SELECT clock_timestamp()").fetchone()
    db.execute("ALTER TABLE platform_presence RENAME TO away")
    time.sleep(0.3)
    goes.leave()
    goes.end()
    join(process, 3)
    until(lambda: process.metrics()["presence_failures_total"] > 0)
    db.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'prasan-live-presence' AND datname = current_database()"
    )
    time.sleep(0.3)
    (back,) = db.execute("SELECT clock_timestamp()").fetchone()
    db.execute("ALTER TABLE away RENAME TO platform_presence")
    until(lambda: rows(db) == {"m:5/1": [""], "m:5/2": ["left"], "m:5/3": [""]})
    ((closed,),) = db.execute("SELECT closed FROM platform_presence WHERE key = 'm:5/2'").fetchall()
    assert started < closed < back  # when it happened, not when it could be written
    assert stays.protocol.close_rcvd is None


def test_a_room_that_refuses_its_rows_does_not_hold_up_the_others(live, db):
    db.execute(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;"
        "CREATE TRIGGER fail BEFORE INSERT ON platform_presence FOR EACH ROW WHEN (NEW.topic = 'bad') "
        "EXECUTE FUNCTION fail()"
    )
    process = live(**QUICK, presence_beat_seconds=0.1)
    bad = Page(process, "bad", key="bad/1")
    bad.ready()
    good = join(process, 1)
    until(lambda: rows(db) == {"m:5/1": [""]})
    until(lambda: process.metrics()["presence_dropped_total"] == 1)
    good.leave()
    until(lambda: rows(db) == {"m:5/1": ["left"]})
    assert bad.protocol.close_rcvd is None


def test_a_burst_of_changes_reaches_the_roll_of_a_socket_that_follows(live, db):
    process = live(**QUICK)
    chair = Page(process, "m:5", person=99)
    chair.ready()
    join(process, 1).leave()
    said = [chair.next()]
    until(lambda: rows(db) == {"m:5/1": ["left"]})
    assert said[0]["topic"] == "m:5"
    assert said[0]["name"] == "presence.changed"
    assert json.dumps(said[0]).count("m:5/1") == 0  # the roll is read by those who may
