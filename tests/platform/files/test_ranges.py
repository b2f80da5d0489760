"""Pieces of a file: what RFC 9110 asks of a server that sends them, and nothing beyond the file."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from prasan.platform.files import ranges

pytestmark = pytest.mark.django_db  # closing an answer ends a request, which looks at the links to the database
BODY = bytes(range(256)) * 8
SIZE = len(BODY)


@pytest.fixture
def ask(tmp_path):
    path = tmp_path / "one.webm"
    path.write_bytes(BODY)

    given = []

    def asked(**headers: str):
        request = RequestFactory().get("/", headers={name.replace("_", "-"): told for name, told in headers.items()})
        given.append(ranges.ranged(request, path, "video/webm", "abc"))
        return given[-1]

    yield asked
    for answer in given:
        answer.close()


def body_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("bytes=0-99", 0, 99), ("bytes=100-", 100, SIZE - 1), ("bytes=-50", SIZE - 50, SIZE - 1),
        ("bytes=2000-999999", 2000, SIZE - 1), ("bytes=-999999", 0, SIZE - 1), ("Bytes = 5-5", 5, 5),
    ],
)  # fmt: skip
def test_a_piece_is_sent_with_its_place(ask, told, first, last):
    answer = ask(range=told)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert body_of(answer) == BODY[first : last + 1]
    assert int(answer["Content-Length"]) == last - first + 1


@pytest.mark.parametrize("told", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0", "bytes=99999999999999-"])
def test_what_lies_beyond_the_end_is_refused_with_the_size(ask, told):
    answer = ask(range=told)
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"
    assert body_of(answer) == b""


@pytest.mark.parametrize(
    "told", ["", "bytes=5-2", "bytes=a-b", "items=0-5", "bytes=0-5,10-20", "bytes=-", "bytes=0-5;"]
)
def test_what_is_no_single_range_gets_the_whole(ask, told):
    answer = ask(range=told)
    assert answer.status_code == 200
    assert body_of(answer) == BODY
    assert answer["Accept-Ranges"] == "bytes"


def test_a_piece_is_never_joined_to_other_content(ask):
    assert ask(range="bytes=0-9", if_range='"abc"').status_code == 206
    assert ask(range="bytes=0-9", if_range='"other"').status_code == 200
    assert ask(range="bytes=0-9", if_range="Sun, 22 Nov 2026 09:00:00 GMT").status_code == 200


def test_a_piece_is_small_and_no_cache_keeps_it(ask, monkeypatch):
    monkeypatch.setattr(ranges, "MOST", 100)
    answer = ask(range="bytes=0-")
    assert answer["Content-Range"] == f"bytes 0-99/{SIZE}"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
