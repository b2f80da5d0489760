"""Two entries: the same person, perhaps, or two; hand-made traps and a generator."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.checkdigit import check_digit
from prasan.kernel.people import claim_of, match
from tests.kernel.people import made

BASE = {
    "given_name": "ณัฐวุฒิ",
    "family_name": "ใจดี",
    "title": "นาย",
    "birth_year": 2534,
    "phone": "081-234-5678",
    "area": "9201",
}


def valid(first: str) -> str:
    return first + str(check_digit(first))


ONE, OTHER = valid("990100000001"), valid("990100000010")
MALI = {"given_name": "มาลี", "family_name": "บุญมี", "title": "นาง", "birth_year": 2500}
TRAPS = [
    ({}, {}, "same"),
    ({}, {"given_name": "นัฐวุฒิ"}, "same"),
    ({}, {"given_name": "นายณัฐวุฒิ", "title": ""}, "same"),
    ({}, {"given_name": "ณัฐวุฒิ ใจดี", "family_name": "", "title": ""}, "same"),
    ({}, {"given_name": "Nattawut", "family_name": "Jaidee", "title": "Mr.", "birth_year": 1991}, "same"),
    ({}, {"birth_year": "๒๕๓๔", "phone": "๐๘๑ ๒๓๔ ๕๖๗๘"}, "same"),
    ({}, {"phone": "0899999999", "area": "10"}, "same"),
    ({}, {"birth_year": 2543}, "same"),  # two digits that changed places, all else agrees
    ({}, {"birth_year": 2510}, "maybe"),
    ({}, {"birth_year": 2510, "phone": "0899999999", "area": "10"}, "different"),  # a namesake
    ({}, {"birth_year": None, "phone": "", "area": "10"}, "maybe"),  # no more than a name
    ({}, {"family_name": "บุญมี"}, "maybe"),  # changed, or another
    ({}, {"given_name": "ณัฐพร", "title": "นางสาว"}, "different"),  # the sister
    ({}, {"given_name": "วิชัย", "phone": "", "birth_year": 2530}, "different"),  # the brother
    ({"given_name": "ณัฐพล"}, {"given_name": "ณัฐพร", "title": "นางสาว"}, "maybe"),  # twins nobody can tell from a slip
    ({"id_number": ONE}, {"id_number": ONE, "family_name": "บุญมี", "given_name": "วิชัย"}, "same"),
    ({"id_number": ONE}, MALI | {"id_number": ONE}, "maybe"),  # one number, two people: somebody has to look
    ({"id_number": ONE}, {"id_number": OTHER}, "different"),
    ({"id_number": ONE}, {"id_number": OTHER, "given_name": "ณัฐพล"}, "different"),  # twins
    ({"id_number": ONE}, {"id_number": ONE[:5] + ONE[6] + ONE[5] + ONE[7:]}, "same"),
    ({"id_number": ONE}, {"id_number": ONE[:-1], "phone": ""}, "same"),  # a digit left out
    ({"id_number": "AB123456"}, {"id_number": "ab 123-456", "given_name": "N.", "phone": ""}, "maybe"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "verdict"), TRAPS)
def test_traps(one, other, verdict):
    a, b = claim_of(BASE | one), claim_of(BASE | other)
    found = match(a, b)
    assert found.verdict == verdict, found
    assert match(b, a) == found
    assert [abs(one.bits) for one in found.why] == sorted((abs(one.bits) for one in found.why), reverse=True)


def test_a_married_womans_name_is_asked_about():
    told = BASE | {"given_name": "มาลี", "title": "นางสาว"}
    assert match(claim_of(told), claim_of(told | {"title": "นาง", "family_name": "รุ่งเรือง"})).verdict == "maybe"


def test_nothing_in_common_is_different_and_nothing_told_is_no_reason():
    assert match(claim_of({}), claim_of({})).why == ()
    assert match(claim_of({}), claim_of(BASE)).verdict == "different"


@pytest.mark.parametrize(
    ("told", "field"),
    [({"given_name": 5}, "given_name"), ({"birth_year": "34"}, "birth_year"), ({"birth_year": 1700}, "birth_year"),
     ({"birth_year": True}, "birth_year"), ({"phone": ["1"]}, "phone")],
)  # fmt: skip
def test_what_is_no_entry_is_refused_by_its_field(told, field):
    with pytest.raises(ValueError, match=field):
        claim_of(told)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_generators_people_are_found_and_twins_are_not(seed):
    told = Counter((same, match(claim_of(a), claim_of(b)).verdict) for a, b, same in made.pairs(seed, 1200))
    found = told[True, "same"] + told[True, "maybe"]
    wrong = told[False, "same"] + told[False, "maybe"]
    assert found / 600 >= 0.97
    assert found / (found + wrong) >= 0.95


def test_without_numbers_what_is_called_the_same_mostly_is():
    told = Counter((same, match(claim_of(a), claim_of(b)).verdict) for a, b, same in made.pairs(4, 1200, with_id=False))
    assert told[True, "same"] + told[True, "maybe"] >= 0.97 * 600
    assert told[False, "same"] <= 0.02 * told[True, "same"]


@given(
    st.dictionaries(st.sampled_from(sorted(BASE)), st.text(max_size=12)),
    st.dictionaries(st.sampled_from(sorted(BASE)), st.text(max_size=12)),
)
def test_anything_typed_is_answered_or_refused(one, other):
    try:
        a, b = claim_of(one), claim_of(other)
    except ValueError:
        return
    found = match(a, b)
    assert 0 <= found.score <= 1
    assert match(b, a) == found
