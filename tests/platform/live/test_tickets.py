"""Tickets: what is sealed is what is read; nothing else opens a stream."""

import base64
import json

import pytest

from prasan.platform.live.tickets import MAX_TOPICS, Claim, TicketRefused, read, session_hash, sign

KEY = "first secret"


def test_a_ticket_says_what_was_signed():
    session = session_hash("abc")
    token = sign(["wall", "province:50", "wall"], 7, key=KEY, seat=3, session=session, ttl=60, now=1000)
    ticket = read(token, key=KEY, now=1001)
    assert ticket.topics == ("province:50", "wall")
    assert (ticket.person, ticket.seat, ticket.session) == (7, 3, session)
    assert (ticket.issued, ticket.expires) == (1000, 1060)
    assert "abc" not in session


def test_every_changed_character_is_noticed():
    token = sign(["wall"], 7, key=KEY)
    # The last letter of each half is left out: some of its bits say nothing in base64.
    places = [place for place in range(len(token) - 1) if token[place + 1] != "."]
    for place in places:
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(TicketRefused):
            read(changed, key=KEY)


def test_a_payload_with_more_topics_is_forged():
    payload, _, seal = sign(["wall"], 7, key=KEY).partition(".")
    body = json.loads(base64.urlsafe_b64decode(payload + "=="))
    body["t"].append("secret:room")
    better = base64.urlsafe_b64encode(json.dumps(body).encode()).rstrip(b"=").decode()
    with pytest.raises(TicketRefused, match="forged"):
        read(f"{better}.{seal}", key=KEY)


@pytest.mark.parametrize("token", ["", ".", "a.b", "…", "a" * 5000, "e30.AAAA"])
def test_rubbish_is_refused(token):
    with pytest.raises(TicketRefused):
        read(token, key=KEY)


def test_an_expired_ticket_tells_whose_it_was():
    token = sign(["wall"], 7, key=KEY, ttl=60, now=1000)
    with pytest.raises(TicketRefused, match="expired") as caught:
        read(token, key=KEY, now=1060)
    assert caught.value.ticket.person == 7


def test_keys_rotate():
    old = sign(["wall"], 7, key="old")
    assert read(old, key=["new", "old"]).person == 7
    assert read(sign(["wall"], 8, key=["new", "old"]), key=["new", "old"]).person == 8
    with pytest.raises(TicketRefused):
        read(old, key=["new"])


@pytest.mark.parametrize(
    "topics",
    [
        ["a\nevent: b"],
        ["revoke:person:1"],
        ["ready"],
        ["ไทย"],
        ["x" * 101],
        [f"t{n}" for n in range(MAX_TOPICS + 1)],
    ],
)
def test_topics_that_no_page_may_follow(topics):
    with pytest.raises(ValueError, match="topic"):
        sign(topics, 7, key=KEY)


@pytest.mark.parametrize("ttl", [0, -1, 901])
def test_life_is_bounded(ttl):
    with pytest.raises(ValueError, match="seconds"):
        sign(["wall"], 7, key=KEY, ttl=ttl)


def test_an_empty_secret_signs_nothing():
    with pytest.raises(ValueError, match="secret"):
        sign(["wall"], 7, key="")


def test_a_ticket_may_claim_a_presence():
    claim = Claim("meeting:5", "meeting:5/12")
    assert read(sign(["meeting:5/card"], 7, key=KEY, presence=claim), key=KEY).presence == claim
    assert read(sign(["meeting:5/card"], 7, key=KEY), key=KEY).presence is None


@pytest.mark.parametrize("claim", [Claim("revoke:x", "a"), Claim("a", "two words"), Claim("a", ""), Claim("", "a")])
def test_a_claim_is_a_topic_and_a_key(claim):
    with pytest.raises(ValueError, match="presence"):
        sign(["a"], 7, key=KEY, presence=claim)
