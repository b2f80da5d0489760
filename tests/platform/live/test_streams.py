"""Streams of real processes on a real database: delivery, filter, replay, leaving, slow readers, fail-over."""

import socket
import subprocess
import sys
import threading
import time

import psycopg
import pytest

from prasan.platform.live.tickets import session_hash, sign

from .tools import OPEN, SECRET, Reader, until, write


@pytest.fixture
def db(database):
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


def test_the_process_never_imports_django():
    code = (
        "import sys, prasan.platform.live.process, prasan.platform.live.__main__; "
        "print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_change_reaches_only_who_may_follow_it(live, db):
    process = live()
    north, south = Reader(process, "north", "both"), Reader(process, "south", "both", person=2)
    assert north.ready() == south.ready() == []
    write(db, "north", name="figures.approve")
    assert north.next() == {"id": 1, "event": "north", "seq": 1, "name": "figures.approve"}
    write(db, "both")
    assert north.next()["event"] == south.next()["event"] == "both"
    write(db, "elsewhere")
    assert north.take() == south.take() == []
    head = north.head.lower()
    assert "content-type: text/event-stream" in head
    assert "no-store" in head


def test_one_message_per_topic_and_tick_in_ascending_order(live, database, db):
    process = live()
    reader = Reader(process, "a", "b")
    reader.ready()
    with psycopg.connect(database) as together:
        for number in range(50):
            write(together, "a", "b", name=f"n{number}")
        write(together, "a", name="last a")
        together.commit()
    got = reader.take()
    assert [message["event"] for message in got] == ["b", "a"]
    assert [message["name"] for message in got] == ["n49", "last a"]
    assert got[0]["id"] < got[1]["id"]


@pytest.mark.parametrize("by_query", [False, True])
def test_replay_after_reconnecting_is_complete(live, db, by_query):
    process = live()
    reader = Reader(process, "a", "b")
    reader.ready()
    write(db, "a")
    last = reader.next()["id"]
    reader.close()
    for number in range(30):
        write(db, "b" if number % 2 else "c", name=f"n{number}")
    until(lambda: process.health()["seq"] == 31)
    again = Reader(process, "a", "b", last=last, by_query=by_query)
    assert [(message["event"], message["id"], message["name"]) for message in again.ready()] == [("b", 31, "n29")]
    assert Reader(process, "a", "b", last=31).ready() == []
    assert Reader(process, "a", "b").ready() == []
    assert process.metrics()["replays_memory_total"] >= 2


def test_replay_from_the_table_when_memory_does_not_reach_so_far(live, db):
    process = live(recent_topics=3)
    for number in range(40):
        write(db, f"t{number}", name=f"n{number}")
        if number % 10 == 9:
            until(lambda seen=number + 1: process.health()["seq"] == seen)
    wanted = ["t3", "t20", "t39", "other"]
    got = Reader(process, *wanted, last=2).ready()
    assert [(message["event"], message["id"], message["name"]) for message in got] == [
        ("t3", 4, "n3"),
        ("t20", 21, "n20"),
        ("t39", 40, "n39"),
    ]
    assert process.metrics()["replays_table_total"] == 1


def test_a_new_process_replays_what_was_written_before_it_started(live, db):
    first = live()
    write(db, "a", name="early")
    until(lambda: first.health()["seq"] == 1)
    second = live()
    assert [message["name"] for message in Reader(second, "a", last=0).ready()] == ["early"]


def test_a_page_whose_past_was_pruned_is_told_to_reload(live, db):
    process = live(recent_topics=1)
    for number in range(10):
        write(db, f"t{number}")
    until(lambda: process.health()["seq"] == 10)
    db.execute("DELETE FROM platform_outbox WHERE seq <= 6")
    assert [message["event"] for message in Reader(process, "t8", last=6).ready()] == ["t8"]
    assert [message["event"] for message in Reader(process, "t8", last=5).ready()] == ["reset"]
    # A number from before a restore, which this database has never given out.
    assert [message["event"] for message in Reader(process, "t8", last=999).ready()] == ["reset"]


def test_an_empty_pruned_table_is_not_mistaken_for_a_new_one(live, db):
    first = live()
    for _ in range(3):
        write(db, "a")
    until(lambda: first.health()["seq"] == 3)
    db.execute("DELETE FROM platform_outbox")
    second = live()
    assert second.health()["seq"] == 3
    assert [message["event"] for message in Reader(second, "a", last=2).ready()] == ["reset"]
    reader = Reader(second, "a", last=3)
    assert reader.ready() == []
    write(db, "a")
    assert reader.next()["id"] == 4


def test_no_event_is_lost_or_doubled_while_a_page_keeps_reconnecting(live, database, db):
    """Each row has its own topic, so nothing may be folded together: every one must come exactly once."""
    process = live(recent_topics=20)
    topics = [f"t{number}" for number in range(60)]

    def writer():
        with psycopg.connect(database, autocommit=True) as connection:
            for topic in topics:
                write(connection, topic)
                time.sleep(0.02)

    thread = threading.Thread(target=writer)
    thread.start()
    seen, last = [], 0
    while len(seen) < len(topics):
        reader = Reader(process, *topics, last=last)
        end = time.monotonic() + 0.15
        while time.monotonic() < end:
            message = reader.next(0.1)
            if message:
                last = message["id"]
                if message["event"] != "ready":
                    seen.append(message["event"])
        reader.close()
        assert thread.is_alive() or len(seen) == len(topics) or reader
    thread.join()
    assert sorted(seen) == sorted(topics)


@pytest.mark.parametrize("token", ["", "nonsense", sign(["a"], 1, key="another secret")])
def test_a_bad_ticket_is_refused(live, token):
    reader = Reader(live(), token=token or "x")
    assert reader.status == 403


def test_an_expired_ticket_is_told_to_renew(live):
    process = live()
    late = Reader(process, token=sign(["a"], 1, key=SECRET, ttl=1, now=time.time() - 10))
    assert late.status == 200
    assert late.next()["event"] == "renew"
    assert late.next() is None
    assert late.closed
    open_one = Reader(process, "a", ttl=1)
    open_one.ready()
    assert open_one.next(5)["event"] == "renew"
    assert open_one.next() is None
    assert open_one.closed


def test_leaving_closes_the_streams_of_the_person_at_once_on_every_process(live, db):
    one, two = live(), live()
    leaver = [Reader(process, "a", person=5) for process in (one, two)]
    stayer = Reader(one, "a", person=55)
    for reader in (*leaver, stayer):
        reader.ready()
    token = leaver[0].token
    write(db, "revoke:person:5", "a", name="seats.end")
    for reader in leaver:
        assert reader.next()["event"] == "revoked"
        assert reader.next() is None
        assert reader.closed
    assert stayer.next()["event"] == "a"
    again = Reader(one, token=token)
    assert again.next()["event"] == "renew"
    assert again.next() is None
    fresh = Reader(one, "a", person=5)
    assert fresh.ready() == []
    third = live()
    assert Reader(third, token=token).next()["event"] == "renew"


def test_signing_out_closes_the_streams_of_that_session_only(live, db):
    process = live()
    mine, other = (Reader(process, "a", person=5, session=session_hash(key)) for key in ("one", "two"))
    mine.ready()
    other.ready()
    write(db, f"revoke:session:{session_hash('one')}")
    assert mine.next()["event"] == "revoked"
    write(db, "a")
    assert other.next()["event"] == "a"


def test_a_slow_reader_is_cut_off_and_the_others_go_on(live, database, db):
    process = live(stream_buffer=8192)
    topics = [f"t{number}" for number in range(30)]
    quick = Reader(process, *topics)
    quick.ready()
    slow = socket.socket()
    OPEN.append(slow)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    slow.connect(("127.0.0.1", process.port))
    slow.sendall(f"GET /live?ticket={sign(topics, 2, key=SECRET)} HTTP/1.1\r\nHost: t\r\n\r\n".encode())
    until(lambda: process.health()["streams"] == 2)
    ticks = 0
    while process.metrics()["cut_slow_total"] == 0:
        ticks += 1
        assert ticks < 300, "a reader that does not read was never cut off"
        write(db, *topics, name="n" * 100)
        assert len([quick.next() for _ in topics]) == 30
    assert process.health()["streams"] == 1
    write(db, "t7", name="after")
    assert quick.next()["name"] == "after"


def test_two_processes_both_deliver_and_one_numbers(live, db):
    one, two = live(), live()
    readers = [Reader(one, "a"), Reader(two, "a")]
    for reader in readers:
        reader.ready()
    assert [one.health()["ticker"], two.health()["ticker"]].count(True) == 1
    for _ in range(3):
        write(db, "a")
        assert len({reader.next()["id"] for reader in readers}) == 1


def test_the_other_process_takes_over_when_the_ticker_is_killed(live, db):
    one, two = live(), live()
    until(lambda: one.health()["ticker"] or two.health()["ticker"])
    holder, other = (one, two) if one.health()["ticker"] else (two, one)
    reader = Reader(other, "a")
    reader.ready()
    holder.kill()
    for number in range(3):
        write(db, "a", name=f"n{number}")
    got = []
    while not got or got[-1]["name"] != "n2":
        got.append(reader.next(5))
    assert other.health()["ticker"] is True
    assert db.execute("SELECT count(*) FROM platform_outbox WHERE seq IS NULL").fetchone() == (0,)


def test_streams_stay_open_and_catch_up_when_the_database_drops_all_connections(live, db):
    process = live()
    reader = Reader(process, "a")
    reader.ready()
    db.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name LIKE 'prasan-live-%' AND datname = current_database()"
    )
    write(db, "a", name="during")
    assert reader.next(10)["name"] == "during"
    until(lambda: process.health()["status"] == "ok")


def test_streams_per_person_are_bounded(live):
    process = live(max_streams_per_person=2)
    readers = [Reader(process, "a", person=9) for _ in range(2)]
    for reader in readers:
        reader.ready()
    assert Reader(process, "a", person=9).status == 429
    assert Reader(process, "a", person=10).status == 200
    readers[0].close()
    until(lambda: process.health()["streams"] == 2)
    assert Reader(process, "a", person=9).status == 200


def test_heartbeat_moves_a_quiet_page_on(live, db):
    process = live(heartbeat_seconds=1)
    reader = Reader(process, "a")
    reader.ready()
    write(db, "b")
    reader.socket.settimeout(5)
    until(lambda: process.health()["seq"] == 1)
    time.sleep(1.2)
    reader.raw += reader.socket.recv(4096)
    assert b"id: 1\n:\n\n" in reader.raw


def test_health_and_metrics(live, db):
    process = live()
    reader = Reader(process, "a")
    reader.ready()
    write(db, "a")
    reader.next()
    assert process.health() == {"status": "ok", "streams": 1, "sockets": 0, "seq": 1, "ticker": True}
    metrics = process.metrics()
    assert metrics["deliveries_total"] == metrics["events_numbered_total"] == metrics["streams"] == 1
    assert 0 < metrics["tick_lag_seconds_max"] < 5


def test_metrics_are_for_this_machine_only(live):
    process = live(trusted_proxies=["127.0.0.1/32"])
    with socket.create_connection(("127.0.0.1", process.port)) as client:
        client.sendall(b"GET /live/metrics HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 403")


def test_stopping_ends_streams_and_the_process(live, db):
    process = live()
    reader = Reader(process, "a")
    reader.ready()
    started = time.monotonic()
    log = process.stop()
    assert reader.next() is None
    assert reader.closed
    assert process.process.returncode == 0
    assert time.monotonic() - started < 5
    assert "Traceback" not in log
