"""WebSockets of real processes: opening, what they push, what they refuse to hear, and how they end."""

import json
import socket
import time
import urllib.error
import urllib.request

import psycopg
import pytest
from websockets.frames import Opcode

from prasan.platform.live import orders
from prasan.platform.live.tickets import session_hash, sign

from .page import Page, opening
from .raw import Backend, Client
from .tools import OPEN, SECRET, Reader, until, write


@pytest.fixture
def db(database):
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


def tell(connection, body, *topics, name="test.told"):
    """Write an event with a body, as a command does."""
    with connection.transaction():
        number = write(connection, *topics, name=name)
        text = body if isinstance(body, str) else json.dumps(body)
        connection.execute("INSERT INTO platform_body (outbox_id, body) VALUES (%s, %s)", (number, text))


def test_news_and_bodies_reach_only_who_may_follow_them(live, db):
    process = live()
    north, south = Page(process, "north", "both"), Page(process, "south", "both", person=2)
    stream = Reader(process, "north")
    assert "Sec-WebSocket-Extensions" not in north.head  # one buffer for all: nothing is packed for each
    assert north.ready() == south.ready() == stream.ready() == []
    tell(db, {"ตรัง": 42}, "north", name="meetings.card")
    assert north.next() == {"seq": 1, "topic": "north", "name": "meetings.card", "body": {"ตรัง": 42}}
    assert stream.next() == {"id": 1, "event": "north", "seq": 1, "name": "meetings.card"}
    write(db, "both", name="plain")
    assert north.next() == south.next() == {"seq": 2, "topic": "both", "name": "plain"}


def test_who_joins_late_or_comes_back_gets_the_newest_body_of_each_topic(live, db):
    process = live()
    for number in range(3):
        tell(db, {"n": number}, "a")
    tell(db, {"b": 1}, "b")
    write(db, "a", name="after")
    until(lambda: process.health()["seq"] == 5)
    bodies = [{"seq": 3, "topic": "a", "name": "test.told", "body": {"n": 2}}]
    bodies.append({"seq": 4, "topic": "b", "name": "test.told", "body": {"b": 1}})
    assert Page(process, "a", "b", "c").ready() == bodies
    # Back after number 3: the body of `a` was seen, that something changed in it was not.
    assert Page(process, "a", "b", last=3).ready() == [bodies[1], {"seq": 5, "topic": "a", "name": "after"}]
    assert Page(process, "a", "b", last=5).ready() == []
    second = live()
    assert Page(second, "a", "b").ready() == bodies
    db.execute("DELETE FROM platform_outbox WHERE seq < 5")
    assert db.execute("SELECT count(*) FROM platform_body").fetchone() == (0,)
    assert [one.get("event") for one in Page(live(), "a", "b", last=2).ready()] == ["reset"]


def test_bodies_without_a_socket(live, db):
    process = live()
    tell(db, {"n": 1}, "a", name="card")
    tell(db, {"n": 2}, "hidden")
    until(lambda: process.health()["seq"] == 2)
    address = f"http://127.0.0.1:{process.port}/live/bodies?ticket="
    with urllib.request.urlopen(address + sign(["a", "x"], 1, key=SECRET)) as answer:
        assert json.load(answer) == {"seq": 2, "bodies": {"a": {"seq": 1, "name": "card", "body": {"n": 1}}}}
    for token in ("forged", sign(["a"], 1, key=SECRET, ttl=1, now=time.time() - 9)):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(address + token)


def test_bodies_that_memory_does_not_hold_come_from_the_table(live, db):
    process = live(bodies_bytes=2500)
    topics = [f"t{number}" for number in range(6)]
    for topic in topics:
        tell(db, {"old": 1}, topic)
    for topic in topics:
        tell(db, {"topic": topic, "text": "x" * 1000}, topic)
    until(lambda: process.health()["seq"] == 12)
    page = Page(process, *topics, "none")
    assert [message["body"]["topic"] for message in page.ready()] == topics
    assert [message["topic"] for message in Page(process, *topics, last=9).ready()] == topics[3:]
    with urllib.request.urlopen(
        f"http://127.0.0.1:{process.port}/live/bodies?ticket=" + sign(topics, 1, key=SECRET)
    ) as answer:
        assert sorted(json.load(answer)["bodies"]) == topics
    few = Page(process, "t5")
    few.ready()
    few.say({"ticket": sign(topics[:3], 1, key=SECRET)})
    assert [message["body"]["topic"] for message in few.ready("renewed")] == topics[:3]
    again = live(bodies_bytes=2500)
    assert [message["body"]["topic"] for message in Page(again, *topics).ready()] == topics


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Upgrade": ""}, 426),
        ({"Upgrade": "h2c"}, 426),
        ({"Connection": "keep-alive"}, 426),
        ({"Sec_WebSocket_Key": ""}, 400),
        ({"Sec_WebSocket_Key": "c2hvcnQ="}, 400),
        ({"Sec_WebSocket_Version": "8"}, 400),
        ({"origin": None}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://elsewhere.test"}, 403),
        ({"origin": "http://prasan.test:8080"}, 403),
        ({"origin": "http://prasan.test.elsewhere.test"}, 403),
        ({"origin": "http://prasan.test:99999"}, 403),
        ({"token": "forged.ticket"}, 403),
    ],
)
def test_openings_that_are_refused(shared, changed, status):
    page = Page(shared, "a", **changed)
    assert page.status == status


def test_openings_that_are_accepted(live):
    process = live(trusted_proxies=["127.0.0.1/32"])
    assert Page(process, "a", origin="https://prasan.test").status == 101
    assert Page(process, "a", origin="http://prasan.test:80").status == 101
    assert Page(process, "a", origin="https://prasan.test:8443").status == 101  # nginx hands on a bare host


def test_frames_behind_the_opening_are_read(shared):
    client = Client(shared)
    client.send(opening(sign(["a"], 1, key=SECRET)) + bytes([0x89, 0x80, 0, 0, 0, 0]))
    assert client.head()[0] == 101
    until(lambda: client.data or client.more() or True)
    while b"\x8a\x00" not in client.data:
        client.more()


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([(b"\x00\x01", Opcode.BINARY, True)], 1003),
        ([(b"not json", Opcode.TEXT, True)], 1007),
        ([(b"\xff\xfe", Opcode.TEXT, True)], 1007),
        ([({"vote": "yes"}, Opcode.TEXT, True)], 1008),
        ([({"ticket": 5}, Opcode.TEXT, True)], 1008),
        ([({"ticket": "forged"}, Opcode.TEXT, True)], 1008),
        ([(b"[]", Opcode.TEXT, True)], 1008),
        ([(b" " * 20_000, Opcode.TEXT, True)], 1009),
        ([(b" " * 8_000, Opcode.TEXT, False), (b" " * 8_000, Opcode.CONT, False)], 1009),
        ([(b"", Opcode.CONT, True)], 1002),
        ([(b"x" * 126, Opcode.PING, True)], 1002),
        ([(b"{", Opcode.TEXT, False), (b"", Opcode.TEXT, True)], 1002),
        ([(b"", Opcode.PING, True)] * 40, 1008),
    ],
)
def test_what_a_page_may_not_say_closes_with_the_right_code(shared, frames, code):
    page = Page(shared, "a")
    page.ready()
    for data, opcode, fin in frames:
        payload = data if isinstance(data, bytes) else json.dumps(data).encode()
        size = len(payload)
        length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        page.raw(bytes([int(opcode) | (0x80 if fin else 0)]) + length + b"\0\0\0\0" + payload)
    assert page.end() == code


def test_a_frame_that_is_not_masked_ends_the_socket(shared):
    page = Page(shared, "a")
    page.ready()
    page.raw(b"\x81\x02{}")
    assert page.end() == 1002


def test_an_expired_ticket_asks_to_renew(live):
    process = live()
    late = Page(process, token=sign(["a"], 1, key=SECRET, ttl=1, now=time.time() - 10))
    assert late.next()["event"] == "renew"
    assert late.end() == 4001
    short = Page(process, "a", ttl=1)
    short.ready()
    assert short.next()["event"] == "renew"
    assert short.end() == 4001


def test_a_new_ticket_is_taken_without_a_gap(live, db):
    process = live()
    tell(db, {"n": 1}, "b")
    until(lambda: process.health()["seq"] == 1)
    page = Page(process, "a", person=3, ttl=6)
    page.ready()
    page.say({"ticket": sign(["a", "b"], 3, key=SECRET)})
    assert [message["body"] for message in page.ready("renewed")] == [{"n": 1}]
    write(db, "b", name="news")
    assert page.next()["name"] == "news"
    time.sleep(6.5)  # the first ticket has ended
    write(db, "a", name="more")
    assert page.next()["name"] == "more"
    page.say({"ticket": sign(["a"], 4, key=SECRET)})
    assert page.end() == 1008


def test_sending_away_closes_at_once_and_only_what_is_named(live, db):
    process = live()
    mine = session_hash("mine")
    pages = {
        "person": Page(process, "x", person=1),
        "session": Page(process, "x", person=2, session=mine),
        "key": Page(process, "x", person=3, key="meeting:5/3"),
        "left": Page(process, "x", person=4, key="meeting:5/4"),
        "topic": Page(process, "meeting:5/stage", "x", person=5),
        "other topic": Page(process, "meeting:55", "x", person=5),
        "other person": Page(process, "meeting:5/stage", "x", person=55),
        "other key": Page(process, "x", person=3, key="meeting:5/33"),
    }
    stream = Reader(process, "meeting:5", person=5)
    for page in pages.values():
        page.ready()
    stream.ready()
    sent = [orders.person(1), orders.session(mine), orders.key_from("meeting:5/3"), orders.key_left("meeting:5/4")]
    write(db, *sent, orders.person_from(5, "meeting:5"), "x", name="test.away")
    for name in ("person", "session", "key", "left", "topic"):
        assert pages[name].next() == {"seq": 0, "event": "revoked"}, name
        assert pages[name].end() == (1000 if name == "left" else 4003)
        again = Page(process, token=pages[name].token)
        assert again.next()["event"] == "renew"
        assert again.end() == 4001
    assert stream.next()["event"] == "revoked"
    for name in ("other topic", "other person", "other key"):
        assert pages[name].next()["name"] == "test.away", name
    assert Page(process, "meeting:5", person=5).ready() == []  # a ticket signed later


def test_a_slow_reader_is_cut_off_and_the_others_go_on(live, db):
    process = live(socket_buffer=16_384, stream_buffer=8192, silent_seconds=60)
    quick = Page(process, "t")
    quick.ready()
    slow = socket.socket()
    OPEN.append(slow)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    slow.connect(("127.0.0.1", process.port))
    slow.sendall(opening(sign(["t"], 2, key=SECRET)))
    until(lambda: process.health()["streams"] == 2)
    count = 0
    while process.metrics()["cut_slow_total"] == 0:
        count += 1
        assert count < 200, "a reader that does not read was never cut off"
        tell(db, {"n": count, "text": "x" * 7000}, "t")
        assert quick.next()["body"]["n"] == count
    until(lambda: process.health()["sockets"] == 1)


def test_many_bodies_at_once_make_no_slow_reader(live, db):
    process = live(socket_buffer=4096)
    topics = [f"t{number}" for number in range(60)]
    for topic in topics:
        tell(db, {"topic": topic, "text": "x" * 7000}, topic)
    until(lambda: process.health()["seq"] == 60)
    assert [message["topic"] for message in Page(process, *topics).ready()] == topics


def test_pings_find_the_silent_and_spare_the_others(live):
    process = live(ping_seconds=0.3, silent_seconds=2.0)
    alive, dead = Page(process, "a"), Page(process, "a", person=2)
    alive.ready()
    dead.ready()
    dead.frozen = True
    until(lambda: process.metrics()["cut_silent_total"] == 1)
    assert dead.end() is None
    seen = alive.pings
    until(lambda: alive.pings > seen + 3)
    assert process.health()["sockets"] == 1


def test_sockets_per_person_are_bounded_together_with_streams(live):
    process = live(max_streams_per_person=2)
    Page(process, "a", person=9).ready()
    Reader(process, "a", person=9).ready()
    assert Page(process, "a", person=9).status == 429
    assert Page(process, "a", person=10).status == 101


def test_sockets_stay_open_and_catch_up_when_the_database_drops_all_connections(live, db):
    process = live()
    page = Page(process, "a")
    page.ready()
    db.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name LIKE 'prasan-live-%' AND datname = current_database()"
    )
    tell(db, {"n": 7}, "a")
    assert page.next(10)["body"] == {"n": 7}


def test_stopping_closes_with_service_restart(live):
    process = live()
    page = Page(process, "a")
    page.ready()
    log = process.stop()
    assert page.end() == 1012
    assert process.process.returncode == 0
    assert "Traceback" not in log


def test_an_upgrade_to_another_address_is_an_ordinary_request(live):
    backend = Backend()
    client = Client(live(backend=backend.address))
    client.send(opening("x").replace(b"/live/socket", b"/page"))
    assert client.answer()[0] == 200
    assert "upgrade:" not in backend.heads[0].lower()
