"""What an agenda was made from is kept, and makes the same agenda again, to the byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prasan.meetings.agenda import Rules, again, compare, digest, pack, propose, unpack
from prasan.meetings.agenda.basis import made
from tests.meetings.agenda.made import LAST, fact, facts, rules

AS_OF = "2026-11-22T09:00:00+07:00"


@settings(max_examples=40)
@given(facts(), rules, st.randoms(use_true_random=False))
def test_a_kept_basis_gives_the_same_agenda_and_the_same_bytes(some, chair, chance):
    raw = pack(some, chair, as_of=AS_OF, period=257001)
    found = unpack(raw)
    assert found.rules == chair
    assert sorted(found.facts, key=lambda one: one.key) == sorted(some, key=lambda one: one.key)
    assert again(raw) == made(propose(some, chair))
    other = list(some)
    chance.shuffle(other)
    assert digest(pack(other, chair, as_of=AS_OF, period=257001)) == digest(raw)
    assert compare(raw, again(raw)).same


def test_a_line_that_was_changed_by_hand_is_named():
    raw = pack([fact("red", 1), fact("late", 0)], Rules(60, last=LAST), as_of=AS_OF, period=257001)
    kept = json.loads(again(raw))
    kept["items"][3]["lines"][0]["minutes"] += 1
    found = compare(raw, json.dumps(kept).encode())
    assert not found.same
    assert found.differs == (kept["items"][3]["lines"][0]["key"],)
    assert compare(raw, b"nothing").differs == ("agenda",)
    assert compare(raw, again(raw) + b" ").differs == ("agenda",)


def test_a_fact_that_was_changed_changes_the_digest():
    raw = pack([fact("red", 1)], Rules(60), as_of=AS_OF, period=257001)
    assert digest(pack([fact("red", 1, weight=150)], Rules(60), as_of=AS_OF, period=257001)) != digest(raw)


@pytest.mark.parametrize("wrong", [b"", b"[]", b"{}", b'{"version":2}', b"\xff", b'{"version":1,"facts":3}', b"null"])
def test_what_is_no_basis_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        unpack(wrong)
