"""What the front door refuses to pass on, and what it takes out of heads before it passes them."""

import re

import pytest

from .raw import CRLF, Backend, Client, get


@pytest.fixture
def backend():
    return Backend()


POST = "POST / HTTP/1.1\r\nHost: t\r\n"
SMUGGLING = {
    "length and chunked": POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked and length": POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "two equal lengths": POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    "list of lengths": POST + "Content-Length: 5, 5\r\n\r\nhello",
    "signed length": POST + "Content-Length: +5\r\n\r\nhello",
    "negative length": POST + "Content-Length: -5\r\n\r\nhello",
    "hexadecimal length": POST + "Content-Length: 0x5\r\n\r\nhello",
    "empty length": POST + "Content-Length:\r\n\r\n",
    "endless length": POST + f"Content-Length: {'9' * 40}\r\n\r\n",
    "bare line feeds": "GET / HTTP/1.1\nHost: t\n\n",
    "one bare line feed": "GET / HTTP/1.1\r\nHost: t\nX: y\r\n\r\n",
    "bare carriage return": "GET / HTTP/1.1\r\nHost: t\rX: y\r\n\r\n",
    "folded line": "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\n\r\n",
    "folded coding": POST + "Transfer-Encoding:\r\n\tchunked\r\n\r\n0\r\n\r\n",
    "blank before colon": POST + "Content-Length : 5\r\n\r\nhello",
    "blank before name": "GET / HTTP/1.1\r\n Host: t\r\n\r\n",
    "two codings": POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
    "unknown coding": POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked spelled oddly": POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked with a control": POST + "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "coding in version 1.0": "POST / HTTP/1.0\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "two hosts": "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "odd host": "GET / HTTP/1.1\r\nHost: a/b?c\r\n\r\n",
    "whole address": "GET http://evil.test/ HTTP/1.1\r\nHost: t\r\n\r\n",
    "tunnel": "CONNECT t:80 HTTP/1.1\r\nHost: t\r\n\r\n",
    "trace": "TRACE / HTTP/1.1\r\nHost: t\r\n\r\n",
    "unknown version": "GET / HTTP/3.7\r\nHost: t\r\n\r\n",
    "no version": "GET /\r\n\r\n",
    "zero byte": "GET / HTTP/1.1\r\nHost: t\r\nX: a\x00b\r\n\r\n",
    "blank in target": "GET /a b HTTP/1.1\r\nHost: t\r\n\r\n",
    "odd header name": "GET / HTTP/1.1\r\nHost: t\r\nX(y): z\r\n\r\n",
    "no colon": "GET / HTTP/1.1\r\nHost: t\r\nnonsense\r\n\r\n",
    "chunk size not hexadecimal": POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "chunk size signed": POST + "Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n",
    "chunk size with 0x": POST + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n",
    "chunk line with bare feed": POST + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
    "chunk longer than its size": POST + "Transfer-Encoding: chunked\r\n\r\n4\r\nhello\r\n0\r\n\r\n",
    "endless chunk": POST + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n",
    "rubbish": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\r\n\r\n",
    "too many headers": "GET / HTTP/1.1\r\nHost: t\r\n" + "X: y\r\n" * 200 + "\r\n",
    "head too large": "GET / HTTP/1.1\r\nHost: t\r\nX: " + "y" * 40_000 + "\r\n\r\n",
    "head without end": "GET / HTTP/1.1\r\nHost: t\r\nX: " + "y" * 40_000,
}


def test_no_smuggled_request_reaches_the_back_end(live, backend):
    process = live(backend=backend.address)
    for name, text in SMUGGLING.items():
        client = Client(process)
        client.send(text + get("/smuggled"))
        status, headers, _ = client.answer()
        assert status in {400, 405, 413, 417, 431, 501, 505}, (name, status)
        assert headers["connection"] == "close", name
        assert client.at_end(), name
        assert backend.heads == [], name
    good = Client(process)
    good.send(get())
    assert good.answer()[0] == 200


def test_headers_that_only_concern_one_hop_or_could_pass_for_ours_are_dropped(live, backend):
    client = Client(live(backend=backend.address))
    client.send(
        get(
            "/",
            "Connection: keep-alive, X-Secret, Upgrade, Host",
            "X-Secret: 1",
            "Upgrade: websocket",
            "Keep-Alive: 5",
            "Proxy-Authorization: x",
            "TE: trailers",
            "X_Forwarded_For: 6.6.6.6",
            "X-Forwarded-For: 6.6.6.6",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.test",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6",
            "X-Request-ID: chosen-by-client",
            "Cookie: a=b; c=d",
        )
    )
    assert client.answer()[0] == 200
    lines = dict(line.split(": ", 1) for line in backend.heads[0].split(CRLF)[1:])
    shown = lines.pop("x-request-id")
    assert shown != "chosen-by-client"
    assert lines == {
        "host": "prasan.test",
        "cookie": "a=b; c=d",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-proto": "http",
    }


def test_a_trusted_proxy_is_believed(live, backend):
    client = Client(live(backend=backend.address, trusted_proxies=["127.0.0.0/8"]))
    client.send(get("/", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "X-Request-ID: from-nginx-1"))
    assert client.answer()[1]["x-request-id"] == "from-nginx-1"
    assert "x-forwarded-for: 203.0.113.9, 127.0.0.1" in backend.heads[0]
    assert "x-forwarded-proto: https" in backend.heads[0]
    client.send(get("/", "X-Request-ID: <script>alert(1)</script>"))
    assert re.fullmatch(r"[0-9a-f]{24}", client.answer()[1]["x-request-id"])
