"""The front door with a real process: what passes, what is refused, what the back end gets to see."""

import json
import re
import socket
import threading
import time

import pytest

from .raw import CRLF, Backend, Client, get, post
from .tools import OPEN, free_port, until


@pytest.fixture
def backend():
    return Backend()


def test_requests_keep_both_connections_alive(live, backend):
    client = Client(live(backend=backend.address))
    for number in range(5):
        client.send(get(f"/page?n={number}"))
        status, headers, body = client.answer()
        assert (status, body) == (200, b"ok")
        assert "server" not in headers
        assert re.fullmatch(r"[0-9a-f]{24}", headers["x-request-id"])
        assert f"x-request-id: {headers['x-request-id']}" in backend.heads[-1]
    assert backend.connections == 1
    assert backend.heads[3].startswith("GET /page?n=3 HTTP/1.1")


def test_piped_requests_are_answered_in_order(live, backend):
    backend.answer = lambda head, body: b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + head.split()[1][1:].encode()
    client = Client(live(backend=backend.address))
    client.send("".join(get(f"/{number}") for number in range(10, 90)) + get("/live/health") * 300 + get("/99"))
    assert [client.answer()[2] for _ in range(80)] == [str(number).encode() for number in range(10, 90)]
    assert {client.answer()[0] for _ in range(300)} == {200}
    assert client.answer()[2] == b"99"


@pytest.mark.parametrize("size", [1, 1000, 65_536, 65_537, 5_000_000])
def test_bodies_pass_whole_both_ways(live, backend, size):
    sent = bytes(range(256)) * (size // 256 + 1)
    sent = sent[:size]
    backend.answer = lambda head, body: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    client = Client(live(backend=backend.address))
    for _ in range(2):
        client.send(post(size), sent)
        assert client.answer()[2] == sent
    assert backend.bodies == [sent, sent]


def test_a_form_is_collected_before_the_back_end_is_asked(live, backend):
    client = Client(live(backend=backend.address))
    client.send(post(10), b"12345")
    time.sleep(0.3)
    assert backend.connections == 0
    client.send(b"67890")
    assert client.answer()[0] == 200
    assert backend.bodies == [b"1234567890"]


def test_a_big_upload_streams_with_backpressure(live, backend):
    """The back end stops reading: the door must stop too, not collect the upload in memory."""
    gate = threading.Event()
    backend.on_head = lambda head: gate.wait(20)
    process = live(backend=backend.address)
    client = Client(process)
    size, sent = 20_000_000, 0
    client.send(post(size))
    client.socket.settimeout(0.5)
    try:
        while sent < size:
            sent += client.socket.send(b"x" * min(65536, size - sent))
    except TimeoutError:
        pass
    assert sent < 15_000_000
    with open(f"/proc/{process.process.pid}/status") as status:
        resident = int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])
    assert resident < 80_000
    gate.set()
    client.socket.settimeout(20)
    client.send(b"x" * (size - sent))
    assert client.answer()[0] == 200
    assert len(backend.bodies[0]) == size


def test_a_big_reply_waits_for_a_slow_reader(live, backend):
    sent = []

    def pieces(head, body):
        sent.append(0)

        class Slow(list):
            def __iter__(self):
                yield b"HTTP/1.1 200 OK\r\nContent-Length: 24000000\r\n\r\n"
                for _ in range(24):
                    yield b"y" * 1_000_000
                    sent[0] += 1_000_000

        return Slow()

    backend.answer = pieces
    process = live(backend=backend.address)
    client = Client(process)
    client.send(get())
    time.sleep(1.5)
    assert sent[0] < 18_000_000
    status, _, body = client.answer()
    assert status == 200
    assert len(body) == 24_000_000


def test_an_upload_over_the_limit_is_refused_before_it_is_read(live, backend):
    client = Client(live(backend=backend.address, upload_limit=1024 * 1024))
    client.send(post(1024 * 1024 + 1))
    started = time.monotonic()
    status, headers, body = client.answer()
    assert status == 413
    assert time.monotonic() - started < 2
    assert "ไฟล์ใหญ่เกินกำหนด (1 MB)" in body.decode()
    assert "over the limit (1 MB)" in body.decode()
    assert headers["x-request-id"] in body.decode()
    assert headers["connection"] == "close"
    client.send(b"x" * 200_000)  # still taken, so that the page is not lost to a reset
    assert client.at_end()
    assert backend.connections == 0
    exact = Client(live(backend=backend.address, upload_limit=1024))
    exact.send(post(1024), b"x" * 1024)
    assert exact.answer()[0] == 200


def test_expect_100_continue(live, backend):
    process = live(backend=backend.address, upload_limit=1000)
    client = Client(process)
    client.send(post(5, "Expect: 100-continue"))
    assert client.head()[0] == 100
    client.send(b"hello")
    assert client.answer()[0] == 200
    assert backend.bodies == [b"hello"]
    assert "expect" not in backend.heads[0].lower()
    too_big = Client(process)
    too_big.send(post(1001, "Expect: 100-continue"))
    assert too_big.answer()[0] == 413
    other = Client(process)
    other.send(post(5, "Expect: something"))
    assert other.answer()[0] == 417


def test_chunked_uploads_arrive_with_a_length(live, backend):
    client = Client(live(backend=backend.address, upload_limit=3_000_000))
    head = f"POST /a HTTP/1.1{CRLF}Host: t{CRLF}Transfer-Encoding: chunked{CRLF * 2}"
    client.send(head)
    for letter in b"hello":
        client.send(b"1\r\n%c\r\n" % letter)
        time.sleep(0.01)
    client.send(b'6;name="x"\r\n world\r\n0\r\nTrailer: gone\r\n\r\n' + get("/next").encode())
    assert client.answer()[0] == 200
    assert client.answer()[0] == 200
    assert backend.bodies == [b"hello world", b""]
    assert "content-length: 11" in backend.heads[0]
    assert "transfer-encoding" not in backend.heads[0].lower()
    big = bytes(range(250)) * 10_000
    client.send(head, b"%x\r\n" % len(big) + big + b"\r\n0\r\n\r\n")
    assert client.answer()[0] == 200
    assert backend.bodies[-1] == big
    client.send(head)
    for _ in range(4):
        client.send(b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n")
    assert client.answer()[0] == 413
    assert len(backend.bodies) == 3


def test_chunked_replies_pass_and_old_clients_get_them_plain(live, backend):
    backend.answer = lambda head, body: [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"3\r\nabc\r\n",
        b"4\r\nde",
        b"fg\r\n0\r\n\r\n",
    ]
    process = live(backend=backend.address)
    client = Client(process)
    for _ in range(2):
        client.send(get())
        status, headers, body = client.answer()
        assert (status, body) == (200, b"abcdefg")
        assert headers["transfer-encoding"] == "chunked"
    old = Client(process)
    old.send(get(version="1.0"))
    status, headers, body = old.answer()
    assert (status, body) == (200, b"abcdefg")
    assert "transfer-encoding" not in headers
    assert headers["connection"] == "close"


def test_a_reply_that_ends_with_its_connection(live, backend):
    backend.answer = lambda head, body: [b"HTTP/1.1 200 OK\r\n\r\nall of ", b"it", None]
    client = Client(live(backend=backend.address))
    for _ in range(2):
        client.send(get())
        assert client.answer()[2] == b"all of it"


def test_replies_without_a_body(live, backend):
    def answer(head, body):
        if head.startswith("HEAD"):
            return b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"
        if "/304" in head:
            return b"HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n"
        return b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"

    backend.answer = answer
    client = Client(live(backend=backend.address))
    client.send(get().replace("GET", "HEAD"))
    status, headers, _ = client.answer(bodiless=True)
    assert (status, headers["content-length"]) == (200, "5000")
    client.send(get("/304"))
    assert client.answer(bodiless=True)[0] == 304
    client.send(get("/204"))
    assert client.answer(bodiless=True)[0] == 204
    client.send(get("/live/health").replace("GET", "HEAD"))
    assert client.answer(bodiless=True)[0] == 200
    assert client.data == b""
    assert backend.connections == 1


def test_a_missing_back_end_gives_a_page_with_the_request_id(live):
    client = Client(live(backend=f"127.0.0.1:{free_port()}"))
    client.send(get())
    status, headers, body = client.answer()
    text = body.decode()
    assert status == 502
    assert "ระบบยังไม่พร้อมชั่วคราว" in text
    assert "not ready" in text
    assert headers["x-request-id"] in text
    assert headers["cache-control"] == "no-store"
    assert "retry-after" in headers
    head = Client(live(backend=f"unix:/nonexistent/{'x' * 10}"))
    head.send(get().replace("GET", "HEAD"))
    assert head.answer(bodiless=True)[0] == 502
    assert head.at_end()


def test_a_back_end_that_closed_an_idle_link_is_asked_again_for_reading_only(live, backend):
    process = live(backend=backend.address)
    client = Client(process)
    answers = iter([None, b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain"])
    client.send(get("/first"))
    assert client.answer()[0] == 200
    backend.answer = lambda head, body: [next(answers)]
    client.send(get("/second"))
    assert client.answer()[2] == b"again"
    backend.answer = lambda head, body: [None]
    client.send(post(2), b"hi")
    assert client.answer()[0] == 502
    assert len([head for head in backend.heads if head.startswith("POST")]) == 1


def test_a_back_end_that_breaks_off_is_not_mistaken_for_a_whole_page(live, backend):
    backend.answer = lambda head, body: [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", None]
    client = Client(live(backend=backend.address))
    client.send(get())
    with pytest.raises((EOFError, ConnectionResetError)):
        client.answer()


@pytest.mark.parametrize(
    "nonsense",
    [
        b"HELLO\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    ],
)
def test_a_back_end_that_talks_nonsense(live, backend, nonsense):
    backend.answer = lambda head, body: nonsense
    client = Client(live(backend=backend.address))
    client.send(get())
    assert client.answer()[0] == 502


def test_an_answer_before_the_upload_is_read_ends_the_connection(live, backend):
    process = live(backend=backend.address)
    answered = threading.Event()

    def serve(client):
        client.recv(65536)
        client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
        answered.wait(5)

    backend.serve = serve
    client = Client(process)
    client.send(post(10_000_000), b"x" * 200_000)
    status, headers, body = client.answer()
    assert (status, body, headers["connection"]) == (403, b"no", "close")
    answered.set()


def test_who_drips_is_closed(live, backend):
    process = live(backend=backend.address, head_seconds=1, idle_seconds=2, body_stall_seconds=1)
    silent, dripping, body, done = (Client(process) for _ in range(4))
    done.send(get())
    assert done.answer()[0] == 200
    body.send(post(1000), b"x")
    stop = time.monotonic() + 6
    dripping.send("GET / HTTP/1.1\r\nHost: t\r\nX: ")
    dripping.socket.settimeout(0.3)
    while time.monotonic() < stop:
        try:
            dripping.send("y")
            dripping.more()
            break
        except TimeoutError:
            continue
    dripping.socket.settimeout(5)
    assert dripping.answer()[0] == 408
    assert time.monotonic() < stop
    assert body.answer()[0] == 408
    assert silent.at_end()
    assert done.at_end()
    assert len(backend.heads) == 1


def test_a_back_end_that_never_answers(live, backend):
    gate = threading.Event()
    backend.on_head = lambda head: gate.wait(10)
    client = Client(live(backend=backend.address, backend_seconds=1))
    client.send(get())
    status, _, body = client.answer()
    assert status == 504
    assert "ตรวจว่ารายการบันทึกแล้วหรือไม่" in body.decode()
    gate.set()


def test_more_clients_than_links_wait_in_line(live, backend):
    process = live(backend=backend.address, backend_connections=2)
    backend.answer = lambda head, body: (time.sleep(0.05), b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")[1]
    clients = [Client(process) for _ in range(20)]
    for client in clients:
        client.send(get())
    clients[5].socket.close()
    clients[19].socket.close()
    assert {client.answer()[0] for place, client in enumerate(clients) if place not in {5, 19}} == {200}
    assert backend.connections <= 3


def test_stopping_lets_a_running_request_finish(live, backend):
    gate = threading.Event()
    backend.on_head = lambda head: gate.wait(10)
    process = live(backend=backend.address)
    busy, idle = Client(process), Client(process)
    busy.send(get())
    until(lambda: backend.heads)
    process.process.terminate()
    assert idle.at_end()
    with pytest.raises(ConnectionRefusedError):
        until(lambda: Client(process) and False, 5)
    gate.set()
    status, headers, _ = busy.answer()
    assert (status, headers["connection"]) == (200, "close")
    assert process.process.wait(5) == 0


def test_without_a_back_end_only_live_is_served(live):
    client = Client(live())
    client.send(get("/live/health"))
    assert json.loads(client.answer()[2])["status"] == "ok"
    client.send(get("/"))
    assert client.answer()[0] == 404


def test_the_address_may_be_a_unix_socket(live, backend, tmp_path):
    path = tmp_path / "back.sock"
    server = socket.socket(socket.AF_UNIX)
    OPEN.append(server)
    server.bind(str(path))
    server.listen()
    backend.server = server
    threading.Thread(target=backend.accept, daemon=True).start()
    client = Client(live(backend=f"unix:{path}"))
    client.send(get())
    assert client.answer()[0] == 200


def test_slow_readers_do_not_keep_the_others_from_the_back_end(live, backend):
    """With one link, two browsers that do not read their big replies must not stop the third."""
    backend.answer = lambda head, body: (
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", b"z" * 9_000_000]
        if "/big" in head
        else b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    )
    process = live(backend=backend.address, backend_connections=1)
    slow = [Client(process) for _ in range(2)]
    for client in slow:
        client.send(get("/big"))
    quick = Client(process)
    for _ in range(3):
        quick.send(get("/small"))
        assert quick.answer()[2] == b"ok"
    for client in slow:
        assert len(client.answer()[2]) == 9_000_000
    quick.send(get("/small"))
    assert quick.answer()[2] == b"ok"
    assert process.metrics()["backend_links"] == 1
